"""Long reads of SQLite: in threads, on connections of their own, while the event loop goes on answering others."""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from itertools import starmap
from typing import Any, Final

from sqlalchemy import Connection, Executable

from app.storage.database import AnyRow, Params, Rows, T
from app.storage.errors import Unavailable, translated
from app.storage.prepared import PreparedConnection
from app.storage.turns import STREAMS, turn

# As many as there are processors in a small server: more would only take turns with the event loop.
_THREADS: Final = 2
_CLOSED: Final = "the database was closed"
# SQLite forgets an interrupt that comes before the statement has begun, so it is given again, after so many seconds.
_AGAIN: Final = 0.01


class SqliteBeside:
    """Reads for which nobody else waits. `connect` opens a connection that can't write."""

    def __init__(self, connect: Callable[[], Connection], *, patience: float) -> None:
        self._connect, self._patience = connect, patience
        self._threads = ThreadPoolExecutor(max_workers=_THREADS + STREAMS, thread_name_prefix="read")
        self._turns, self._streams = asyncio.Semaphore(_THREADS), asyncio.Semaphore(STREAMS)
        self._idle: list[PreparedConnection] = []
        self._reading: dict[PreparedConnection, asyncio.Future[Any]] = {}
        self._closed = False

    async def all(self, statement: Executable, params: Params) -> Sequence[AnyRow]:
        async with turn(self._turns, self._patience):
            connection = self._idle.pop() if self._idle else await self._opened()
            try:
                return await self._in_thread(connection, lambda: connection.all(statement, params))
            finally:
                self._take_back(connection)

    async def first(self, statement: Executable, params: Params) -> AnyRow | None:
        rows = await self.all(statement, params)
        return rows[0] if rows else None

    async def stream(self, statement: Executable, params: Params, *, at_once: int) -> Rows:
        """See `Database.stream`."""
        async with turn(self._streams, self._patience):
            with closing(await self._opened()) as connection:
                # What is sorted on the way may be more than there is memory for.
                connection.driver.execute("PRAGMA temp_store = FILE")
                with closing(connection.batches(statement, params, at_once)) as batches:
                    while rows := await self._in_thread(connection, lambda: next(batches, ())):
                        yield rows

    async def close(self) -> None:
        """Break off what is being read. A stream that waits to be asked for more lets go of its connection itself."""
        self._closed = True
        await asyncio.gather(*starmap(_end, self._reading.items()))
        while self._idle:
            self._idle.pop().close()
        self._threads.shutdown(wait=False)

    def _take_back(self, connection: PreparedConnection) -> None:
        if self._closed:
            connection.close()
        else:
            self._idle.append(connection)

    async def _opened(self) -> PreparedConnection:
        opening = self._begun(lambda: PreparedConnection(self._connect()))
        try:
            with translated():
                return await asyncio.shield(opening)
        except asyncio.CancelledError:
            opening.add_done_callback(_let_go)
            raise

    async def _in_thread(self, connection: PreparedConnection, read: Callable[[], T]) -> T:
        """Should nobody wait any longer, it is interrupted, and the connection is free only when that has ended."""
        reading = self._reading[connection] = self._begun(read)
        try:
            with translated():
                return await asyncio.shield(reading)
        except asyncio.CancelledError:
            await _end(connection, reading)
            raise
        finally:
            del self._reading[connection]

    def _begun(self, work: Callable[[], T]) -> asyncio.Future[T]:
        if self._closed:
            raise Unavailable(_CLOSED)
        return asyncio.get_running_loop().run_in_executor(self._threads, work)


async def _end(connection: PreparedConnection, reading: asyncio.Future[Any]) -> None:
    """However often the caller is cancelled meanwhile: nobody may touch the connection before the thread is done."""
    while not reading.done():
        connection.driver.interrupt()
        with suppress(asyncio.CancelledError):
            await asyncio.wait([reading], timeout=_AGAIN)
    reading.exception()  # asked for, or asyncio complains that nobody did


def _let_go(opening: asyncio.Future[PreparedConnection]) -> None:
    if opening.exception() is None:
        opening.result().close()
