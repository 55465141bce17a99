"""Reading more rows of PostgreSQL than there is memory for: a cursor of the server's, on a connection of its own."""

from collections.abc import AsyncGenerator, Mapping, Sequence
from typing import Any, Final

import psycopg
from psycopg import AsyncRawServerCursor, IsolationLevel

from app.storage.postgresql_connection import opened, texts, wrapped

# A slow line may keep the server waiting for longer than an answer to a page.
_PATIENCE: Final = "SET LOCAL idle_in_transaction_session_timeout = '10min'"


async def streamed(
    arguments: Mapping[str, Any], sql: str, values: Sequence[Any], at_once: int
) -> AsyncGenerator[Sequence[tuple[Any, ...]]]:
    """Every row, so many at a time, as of one moment. Raises SQLAlchemy's errors, without the parameters."""
    connection = await opened(arguments)
    cursor = AsyncRawServerCursor(connection, "rows")
    try:
        await connection.set_read_only(True)
        await connection.set_isolation_level(IsolationLevel.REPEATABLE_READ)
        await connection.execute(_PATIENCE)
        # Psycopg leaves the type of a `str` to the server, as it is for other statements.
        given = [None if value is None else value.decode() for value in texts(values)]
        await cursor.execute(sql.encode(), given)
        while rows := await cursor.fetchmany(at_once):
            yield rows
    except psycopg.Error as error:
        raise wrapped(error, sql, lost=connection.closed) from error
    finally:
        # First the connection, with which the server ends the rest: it isn't to be waited for, should it stand still.
        await connection.close()
        await cursor.close()
