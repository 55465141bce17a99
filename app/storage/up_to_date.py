"""Whether a database is at the newest migration, found out without changing it."""

from pathlib import Path

from sqlalchemy import URL, create_engine, inspect
from sqlalchemy.pool import NullPool

from app.storage.address import file_of, is_sqlite, parse_address
from app.storage.errors import translated
from app.storage.migration import MIGRATIONS, VERSION, head


def is_up_to_date(url: str, *, migrations: Path = MIGRATIONS) -> bool:
    """Whether `migrate` would find nothing to do. A SQLite file that isn't there is not made.

    Raises ValueError for an address that is no database's, StorageError when the database can't be reached.
    """
    address = parse_address(url)
    if is_sqlite(address) and not file_of(address).is_file():
        return False
    with translated():
        return _version(address) == head(migrations)


def _version(address: URL) -> str | None:
    engine = create_engine(address, poolclass=NullPool)
    try:
        with engine.connect() as connection:
            known = inspect(connection).has_table("alembic_version")
            return connection.execute(VERSION).scalar() if known else None
    finally:
        engine.dispose()
