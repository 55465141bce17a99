"""What can go wrong between the program and its database, in words a page can act on.

Whatever is raised, nothing of the work was kept; only when the connection to a server is lost in the middle of
a commit (Unavailable) can nobody know.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError


class StorageError(Exception):
    """The database didn't do what was asked of it."""


class Busy(StorageError):
    """Somebody else held the database for too long; the same may well succeed in a moment."""


class Full(StorageError):
    """There is no room left on the disk."""


class ReadOnly(StorageError):
    """The database may be read but not changed."""


class Unavailable(StorageError):
    """The database can't be opened, was lost on the way, or is not the one this program knows."""


class NotBackedUp(Exception):
    """No backup was made; the text says why and what to do."""


class NotRestored(Exception):
    """The backup was not put in the database's place, which is as it was; the text says why and what to do."""


# https://www.sqlite.org/rescode.html, primary codes (the low byte of an extended one)
_SQLITE = {
    sqlite3.SQLITE_BUSY: Busy,
    sqlite3.SQLITE_LOCKED: Busy,
    sqlite3.SQLITE_FULL: Full,
    sqlite3.SQLITE_READONLY: ReadOnly,
    sqlite3.SQLITE_CANTOPEN: Unavailable,
    sqlite3.SQLITE_CORRUPT: Unavailable,
    sqlite3.SQLITE_INTERRUPT: Unavailable,  # a long read, when the database is closed
    sqlite3.SQLITE_IOERR: Unavailable,
    sqlite3.SQLITE_NOTADB: Unavailable,
    sqlite3.SQLITE_PERM: Unavailable,
}
# The write-ahead log's shared memory file could not grow: SQLite calls that an I/O error.
_SQLITE_NO_ROOM = {sqlite3.SQLITE_IOERR_SHMSIZE}

# https://www.postgresql.org/docs/15/errcodes-appendix.html
_POSTGRESQL = {
    "25006": ReadOnly,  # read_only_sql_transaction
    "53100": Full,  # disk_full
    "53300": Busy,  # too_many_connections
    "55P03": Busy,  # lock_not_available
    "57014": Busy,  # query_canceled, by statement_timeout
    "57P01": Unavailable,  # admin_shutdown
    "57P02": Unavailable,  # crash_shutdown
    "57P03": Unavailable,  # cannot_connect_now
}


def storage_error(error: Exception) -> StorageError | None:
    """The error a caller can act on, or None for one that is a mistake in the program or its data."""
    if isinstance(error, StorageError):
        return error
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(cause, sqlite3.Error):
        return _from_sqlite(cause)
    return _from_postgresql(error, cause)


@contextmanager
def translated() -> Iterator[None]:
    """Raise a driver's error as the StorageError it amounts to."""
    try:
        yield
    except (DBAPIError, sqlite3.Error, OSError) as error:
        trouble = storage_error(error)
        if trouble is None:
            raise
        raise trouble from error


def _from_sqlite(cause: sqlite3.Error) -> StorageError | None:
    code = getattr(cause, "sqlite_errorcode", None)  # absent where the driver itself complains
    if code is None:
        return None
    kind = Full if code in _SQLITE_NO_ROOM else _SQLITE.get(code & 0xFF)
    return kind(str(cause)) if kind else None


def _from_postgresql(error: Exception, cause: BaseException | None) -> StorageError | None:
    kind = _POSTGRESQL.get(getattr(cause, "sqlstate", None) or "")
    if kind:
        return kind(str(cause))
    return Unavailable(str(cause)) if lost_connection(error) else None


def lost_connection(error: Exception) -> bool:
    """Whether the server went away, or could not be reached at all."""
    if not isinstance(error, DBAPIError):
        return isinstance(error, OSError)
    return error.connection_invalidated or _never_connected(error)


def _never_connected(error: DBAPIError) -> bool:
    # A failure to connect carries neither a statement nor a state from the server.
    return error.statement is None and getattr(error.orig, "sqlstate", None) is None
