"""Long reads of SQLite: in threads, on connections of their own, while the event loop goes on answering others."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import Final

from sqlalchemy import Connection, Executable

from app.storage.database import AnyRow, Params, Rows, T
from app.storage.errors import Busy, Unavailable, translated
from app.storage.prepared import PreparedConnection

# As many as there are processors in a small server: more would only take turns with the event loop.
_THREADS: Final = 2
# Downloads over a slow line may take minutes, each with a connection of its own.
_STREAMS: Final = 8


class SqliteBeside:
    """Reads for which nobody else waits. `connect` opens a connection that can't write."""

    def __init__(self, connect: Callable[[], Connection], *, patience: float) -> None:
        self._connect, self._patience = connect, patience
        self._threads = ThreadPoolExecutor(max_workers=_THREADS + _STREAMS, thread_name_prefix="read")
        self._turns, self._streams = asyncio.Semaphore(_THREADS), asyncio.Semaphore(_STREAMS)
        self._idle: list[PreparedConnection] = []
        self._closed = False

    async def all(self, statement: Executable, params: Params) -> Sequence[AnyRow]:
        async with self._turn(self._turns):
            connection = self._idle.pop() if self._idle else await self._opened()
            try:
                return await self._in_thread(connection, lambda: connection.all(statement, params))
            finally:
                self._idle.append(connection)

    async def first(self, statement: Executable, params: Params) -> AnyRow | None:
        rows = await self.all(statement, params)
        return rows[0] if rows else None

    async def stream(self, statement: Executable, params: Params, *, at_once: int) -> Rows:
        """See `Database.stream`."""
        async with self._turn(self._streams):
            connection = await self._opened()
            # What is sorted on the way may be more than there is memory for.
            connection.driver.execute("PRAGMA temp_store = FILE")
            try:
                batches = await self._in_thread(connection, lambda: connection.batches(statement, params, at_once))
                while rows := await self._in_thread(connection, lambda: next(batches, ())):
                    yield rows
            finally:
                connection.close()

    def close(self) -> None:
        self._closed = True
        for connection in self._idle:
            connection.close()
        self._threads.shutdown(wait=False)

    @asynccontextmanager
    async def _turn(self, turns: asyncio.Semaphore) -> AsyncIterator[None]:
        try:
            async with asyncio.timeout(self._patience):
                await turns.acquire()
        except TimeoutError:
            raise Busy("too many others read long lists") from None
        try:
            yield
        finally:
            turns.release()

    async def _opened(self) -> PreparedConnection:
        if self._closed:
            raise Unavailable("the database was closed")
        loop = asyncio.get_running_loop()
        with translated():
            return await loop.run_in_executor(self._threads, lambda: PreparedConnection(self._connect()))

    async def _in_thread(self, connection: PreparedConnection, read: Callable[[], T]) -> T:
        """Should nobody wait any longer, it is interrupted, and the connection is free only when that has ended."""
        reading = asyncio.get_running_loop().run_in_executor(self._threads, read)
        try:
            with translated():
                return await asyncio.shield(reading)
        except asyncio.CancelledError:
            connection.driver.interrupt()
            await asyncio.wait([reading])
            if not reading.cancelled():
                reading.exception()
            raise
