"""Making a backup of a database while the site runs, and putting one in its place."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Final

from app.storage import sqlite_backup
from app.storage.address import is_sqlite, parse_address
from app.storage.copying import Numbers, Plan, Restored, part_beside, put
from app.storage.database import Reader, T, Writer
from app.storage.errors import NotBackedUp, NotRestored, translated
from app.storage.migration import MIGRATIONS

_BEGINNINGS: Final = {"SQLite": b"SQLite format 3\0", "PostgreSQL": b"PGDMP"}


def back_up(url: str, file: Path) -> None:
    """Write the database, as it is at this moment, into a new file that only its owner can read.

    The file is there once it is finished, checked and safe on the disk, and not before. Raises NotBackedUp, and
    ValueError for an address that is no database's.
    """
    address = parse_address(url)
    if file.exists():
        raise NotBackedUp(f"{file} is there already and stays as it is: name another file.")
    try:
        with part_beside(file) as part:
            if is_sqlite(address):
                sqlite_backup.copy(address, part)
            else:
                from app.storage import postgresql_backup  # noqa: PLC0415 - as for opening such a database

                postgresql_backup.dump(address, part)
            put(part, file)
    except OSError as error:
        raise NotBackedUp(f"{file} can't be written ({error.strerror}).") from error


def restore(
    url: str,
    file: Path,
    *,
    carry: Callable[[Reader], Awaitable[T]],
    settle: Callable[[Writer, T | None], Awaitable[Numbers]],
    migrations: Path = MIGRATIONS,
) -> Restored[T]:
    """Put a backup in the place of the database, brought up to date: all of it, or nothing.

    `carry` reads from the replaced database what must not be forgotten, `settle` writes it into the restored one before
    anybody can see that; it gets None where there was nothing that could be read. No number of a table that never gives
    one again is given again, be it known from either database or returned by `settle`.

    Raises NotRestored, StorageError if the database can't be reached, ValueError for an address that is no database's.
    """
    address = parse_address(url)
    _check_kind(file, "SQLite" if is_sqlite(address) else "PostgreSQL")
    plan = Plan(file, carry, settle, migrations)
    if is_sqlite(address):
        with translated():
            return sqlite_backup.restore(address, plan)
    from app.storage import postgresql_backup  # noqa: PLC0415 - as for opening such a database

    return postgresql_backup.restore(address, plan)


def _check_kind(file: Path, kind: str) -> None:
    try:
        with file.open("rb") as opened:
            beginning = opened.read(max(map(len, _BEGINNINGS.values())))
    except OSError as error:
        raise NotRestored(f"{file} can't be read ({error.strerror}).") from error
    if not beginning.startswith(_BEGINNINGS[kind]):
        raise NotRestored(f"{file} is no backup of a {kind} database, which DATABASE_URL names.")
