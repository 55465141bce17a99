"""A copy of a SQLite database, and one put in its place."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final, cast

from sqlalchemy import URL, Connection, create_engine, inspect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from app.storage.address import file_of
from app.storage.copying import (
    BESIDE,
    Numbers,
    Plan,
    Restored,
    carried_from,
    check_version,
    counted_tables,
    highest,
    part_beside,
    put,
    settled_in,
)
from app.storage.database import T
from app.storage.errors import NotBackedUp, NotRestored, storage_error
from app.storage.migration import migrate

# Seconds to wait for others to let go: to read, nobody has to wait; a site that runs doesn't let go at all.
_PATIENCE: Final = 2
_UNREADABLE: Final = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_IN_USE: Final = "The site is running, or another program uses the database: stop it, then restore."


def copy(address: URL, part: Path) -> None:
    """Write the database, as it is at this moment, into an empty file. Raises NotBackedUp."""
    file = file_of(address)
    if not file.is_file():
        raise NotBackedUp(f"There is no database at {file}.")
    try:
        with _opened(file, "rw") as database:
            database.execute("VACUUM INTO ?", [str(part)])
        with _opened(part, "ro") as copied:
            wrong = _wrong(copied)
    except sqlite3.Error as error:
        raise NotBackedUp(f"The database can't be copied: {error}.") from error
    if wrong:
        raise NotBackedUp(f"The copy of the database is damaged, and so may be the database: {wrong}.")


def restore(address: URL, plan: Plan[T]) -> Restored[T]:
    """Put a backup in the place of the database. Raises NotRestored, and StorageError."""
    file = file_of(address)
    file.parent.mkdir(parents=True, exist_ok=True)
    with _held(address) as held, part_beside(file) as part:
        carried = _if_readable(held, lambda connection: carried_from(connection, plan))
        before = _if_readable(held, _numbers) or {}
        _take(plan.file, part)
        _ready(address.set(database=str(part)), plan, carried, before)
        if held is None:
            return Restored(carried, _replace(file, part))
        _overwrite(held, part)
    return Restored(carried)


@contextmanager
def _held(address: URL) -> Iterator[Connection | None]:
    """The database, kept from everybody else; None if it isn't there or can't be read."""
    file = file_of(address)
    if not file.is_file():
        yield None
        return
    with _connected(address) as connection:
        yield connection if _taken(connection) else None


def _taken(connection: Connection) -> bool:
    try:
        # Kept beyond the transaction: whoever has the file open, even idle, has a share of the lock.
        connection.exec_driver_sql("PRAGMA locking_mode = EXCLUSIVE")
        connection.exec_driver_sql("BEGIN EXCLUSIVE")
        connection.exec_driver_sql("COMMIT")
    except DBAPIError as error:
        code = getattr(error.orig, "sqlite_errorcode", 0) & 0xFF
        if code in _UNREADABLE:
            return False
        if code == sqlite3.SQLITE_BUSY:
            raise NotRestored(_IN_USE) from error
        raise storage_error(error) or error from error
    return True


def _if_readable(held: Connection | None, read: Callable[[Connection], T]) -> T | None:
    try:
        return read(held) if held else None
    except DBAPIError:  # nobody else has it, so either it is damaged or from before there was anything to carry
        return None


def _take(file: Path, part: Path) -> None:
    """Copy a backup. Raises NotRestored if it is damaged."""
    try:
        with _opened(file, "ro") as backup, _opened(part, "rw") as copied:
            backup.backup(copied)
            wrong = _wrong(copied)
    except sqlite3.Error as error:
        raise NotRestored(f"{file} is damaged or can't be copied: {error}.") from error
    if wrong:
        raise NotRestored(f"{file} is damaged: {wrong}.")


def _ready(address: URL, plan: Plan[T], carried: T | None, before: Numbers) -> None:
    """Bring what is to be put in place up to date, in its tables and in what it knows."""
    with _connected(address) as connection:
        check_version(connection, plan)
    migrate(address.render_as_string(hide_password=False), migrations=plan.migrations)
    with _connected(address) as connection:
        connection.exec_driver_sql("PRAGMA foreign_keys = ON")
        connection.exec_driver_sql("BEGIN")
        _raise_numbers(connection, highest(before, settled_in(connection, plan, carried)))
        connection.exec_driver_sql("COMMIT")


def _overwrite(held: Connection, part: Path) -> None:
    """Write a finished database over another, all of it or nothing.

    By way of SQLite instead of giving the file its name: the file keeps its owner, and a process that opens it in this
    moment waits, instead of going on with a file that has no name any more.
    """
    try:
        with _opened(part, "rw") as finished:
            finished.backup(cast("sqlite3.Connection", held.connection.driver_connection))
    except sqlite3.Error as error:
        raise NotRestored(f"The database can't be written: {error}.") from error


def _replace(file: Path, part: Path) -> Path | None:
    """Put a database where none is that could be read; what such a one is called now, as there may be some to save."""
    aside = file.with_name(f"{file.name}.unreadable") if file.exists() else None
    for ending in ("", *BESIDE) if aside else ():
        beside = file.with_name(file.name + ending)
        if beside.exists():
            beside.replace(f"{aside}{ending}")
    put(part, file)
    return aside


def _numbers(connection: Connection) -> Numbers:
    if not inspect(connection).has_table("sqlite_sequence"):
        return {}
    rows = connection.exec_driver_sql("SELECT name, seq FROM sqlite_sequence").all()
    return {name: number for name, number in rows if name in counted_tables()}


def _raise_numbers(connection: Connection, numbers: Numbers) -> None:
    for name, number in highest(numbers, _numbers(connection)).items():
        connection.exec_driver_sql("DELETE FROM sqlite_sequence WHERE name = ?", (name,))
        connection.exec_driver_sql("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", (name, number))


def _wrong(database: sqlite3.Connection) -> str:
    """What SQLite finds wrong with a file; empty if it is sound."""
    found = [str(row[0]) for row in database.execute("PRAGMA integrity_check(1)")]
    return "" if found == ["ok"] else found[0].replace("\n", " ")


@contextmanager
def _opened(file: Path, mode: str) -> Iterator[sqlite3.Connection]:
    address = f"{file.resolve().as_uri()}?mode={mode}"
    with closing(sqlite3.connect(address, uri=True, isolation_level=None, timeout=_PATIENCE)) as connection:
        yield connection


@contextmanager
def _connected(address: URL) -> Iterator[Connection]:
    engine = create_engine(address, poolclass=NullPool, connect_args={"timeout": _PATIENCE})
    try:
        with engine.connect() as connection:
            yield connection.execution_options(isolation_level="AUTOCOMMIT")
    finally:
        engine.dispose()
