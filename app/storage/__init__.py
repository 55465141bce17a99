"""One SQLite file or a PostgreSQL server, with the same statements for both."""

from app.storage.backup import back_up, restore
from app.storage.database import AnyRow, Database, Params, Reader, Work, Writer
from app.storage.errors import Busy, Full, NotBackedUp, NotRestored, ReadOnly, StorageError, Unavailable
from app.storage.migration import migrate
from app.storage.opening import open_database

__all__ = [
    "AnyRow",
    "Busy",
    "Database",
    "Full",
    "NotBackedUp",
    "NotRestored",
    "Params",
    "ReadOnly",
    "Reader",
    "StorageError",
    "Unavailable",
    "Work",
    "Writer",
    "back_up",
    "migrate",
    "open_database",
    "restore",
]
