"""SQLite in the event loop: reads at once on a held connection, writes through the group commit."""

import asyncio
import os
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryFile
from typing import Final

from sqlalchemy import URL, Connection, Executable, create_engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from app.storage.address import file_of
from app.storage.database import BATCH, COUNT_ROWS, AnyRow, Database, Params, Reader, Rows, T, Work
from app.storage.errors import Busy, Full, translated
from app.storage.group_commit import GroupCommit, pauses
from app.storage.prepared import PreparedConnection
from app.storage.sqlite_beside import SqliteBeside

# Before anything else, because switching a new file to WAL may itself have to wait for another process.
_SETTINGS = (
    "PRAGMA busy_timeout = 5000",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA temp_store = MEMORY",
    # Four megabytes of pages for each connection; more gained nothing with a million steps.
    "PRAGMA cache_size = -4000",
    # From here on waiting is done by the event loop, which must not stand still.
    "PRAGMA busy_timeout = 0",
)


# Bytes that the site needs to go on: some answers, with the pages that they touch.
_ROOM: Final = 128 * 1024


class SqliteDatabase(Database):
    def __init__(self, address: URL, *, patience: float, migrations: Path) -> None:
        super().__init__(migrations=migrations)
        self._patience = patience
        with translated():
            self._folder = file_of(address).parent
            self._folder.mkdir(parents=True, exist_ok=True)
            self._connection = PreparedConnection(_connect(address))
            self._group = GroupCommit(PreparedConnection(_connect(address)), patience=patience)
        self._beside = SqliteBeside(partial(_connect_to_read, address), patience=patience)

    @property
    def beside(self) -> Reader:
        return self._beside

    def stream(self, statement: Executable, params: Params, *, at_once: int = BATCH) -> Rows:
        return self._beside.stream(statement, params, at_once=at_once)

    async def all(self, statement: Executable, params: Params) -> Sequence[AnyRow]:
        try:
            return self._connection.all(statement, params)
        except DBAPIError:
            return await self._patiently(lambda: self._connection.all(statement, params))

    async def first(self, statement: Executable, params: Params) -> AnyRow | None:
        try:
            return self._connection.first(statement, params)
        except DBAPIError:
            return await self._patiently(lambda: self._connection.first(statement, params))

    async def write(self, work: Work[T]) -> T:
        return await self._group.write(work)

    async def probe(self) -> None:
        await super().probe()
        # A page may still find its place in the log where an answer doesn't.
        await asyncio.to_thread(self._need_room)

    def _need_room(self) -> None:
        try:
            with TemporaryFile(dir=self._folder, buffering=0) as file:
                file.write(bytes(_ROOM))
                os.fsync(file.fileno())
        except OSError as error:
            raise Full(f"there is no room for an answer ({error.strerror})") from error

    async def close(self) -> None:
        await self._beside.close()
        await self._group.close()
        self._connection.close()

    async def _patiently(self, read: Callable[[], T]) -> T:
        # A reader waits for nobody in WAL, but for the moment in which a file recovers from a crash.
        for pause in pauses(self._patience):
            try:
                with translated():
                    return read()
            except Busy:
                await asyncio.sleep(pause)
        with translated():
            return read()


def _connect_to_read(address: URL) -> Connection:
    """In a thread, which may wait for the moment in which a file recovers from a crash."""
    connection = _connect(address)
    connection.exec_driver_sql("PRAGMA busy_timeout = 5000")
    connection.exec_driver_sql("PRAGMA query_only = ON")
    return connection


def _connect(address: URL) -> Connection:
    # One connection that is held for good needs no pool. Threads: a commit runs in one of its own, while nobody
    # else touches its connection.
    engine = create_engine(address, poolclass=NullPool, connect_args={"check_same_thread": False}, hide_parameters=True)
    connection = engine.connect().execution_options(isolation_level="AUTOCOMMIT", **COUNT_ROWS)
    for setting in _SETTINGS:
        connection.exec_driver_sql(setting)
    return connection
