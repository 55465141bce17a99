"""How Alembic runs migrations here: on the connection, and in the transaction, that `app.storage.migrate` opened."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], render_as_batch=True)
context.run_migrations()
