"""One SQLite file or a PostgreSQL server, with the same statements for both."""

from app.storage.database import AnyRow, Database, Params, Reader, Work, Writer
from app.storage.errors import Busy, Full, ReadOnly, StorageError, Unavailable
from app.storage.migration import migrate
from app.storage.opening import open_database

__all__ = [
    "AnyRow",
    "Busy",
    "Database",
    "Full",
    "Params",
    "ReadOnly",
    "Reader",
    "StorageError",
    "Unavailable",
    "Work",
    "Writer",
    "migrate",
    "open_database",
]
