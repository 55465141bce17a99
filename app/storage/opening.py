from pathlib import Path

from app.storage.address import is_sqlite, parse_address
from app.storage.database import Database
from app.storage.migration import MIGRATIONS
from app.storage.sqlite import SqliteDatabase


def open_database(url: str, *, patience: float = 5.0, migrations: Path = MIGRATIONS) -> Database:
    """Open `sqlite:///path` or `postgresql://user:password@host/name`.

    `patience` is how many seconds anything waits for others to let go of what it needs.
    Raises ValueError for an address of another kind, and StorageError if SQLite's file can't be
    opened; a PostgreSQL server is first called when something is asked of it.
    """
    address = parse_address(url)
    if is_sqlite(address):
        return SqliteDatabase(address, patience=patience, migrations=migrations)
    from app.storage.postgresql import PostgresqlDatabase  # noqa: PLC0415 - takes memory that SQLite's sites can spare

    return PostgresqlDatabase(address, patience=patience, migrations=migrations)
