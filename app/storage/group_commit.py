"""One writer for SQLite: all that wait share a transaction, and one sync of the disk serves them all.

The sync happens in a thread, so that the event loop goes on answering meanwhile; what arrives in that time
makes the next group. Each work has a savepoint of its own, so that one that fails is undone alone.
"""

import asyncio
import sqlite3
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Executable
from sqlalchemy.exc import IntegrityError

from app.storage.database import AnyRow, Params, T, Work
from app.storage.errors import Busy, StorageError, Unavailable, storage_error, translated
from app.storage.prepared import PreparedConnection

# At most so many works share a transaction, or readers would wait for the loop too long.
GROUP = 100
_FIRST_PAUSE = 0.001
_LONGEST_PAUSE = 0.1


def pauses(patience: float) -> Iterator[float]:
    """Growing seconds to sleep between tries, `patience` in all."""
    pause = _FIRST_PAUSE
    while patience > 0:
        yield min(pause, patience)
        patience -= pause
        pause = min(2 * pause, _LONGEST_PAUSE)


@dataclass(slots=True, eq=False)
class _Job:
    """A work that waits, until `deadline` (in the loop's seconds), for its turn."""

    work: Work[Any]
    done: asyncio.Future[Any]
    deadline: float
    result: Any = None
    error: Exception | None = None

    def fail(self, error: Exception) -> None:
        if self.done.done():
            return
        trouble = storage_error(error) or error
        if trouble is not error:
            trouble.__cause__ = error
        self.done.set_exception(trouble)

    def settle(self) -> None:
        if self.error is not None:
            self.fail(self.error)
        elif not self.done.done():
            self.done.set_result(self.result)


class SqliteWriter:
    """What a work writes with; the transaction around it is the group's."""

    def __init__(self, connection: PreparedConnection) -> None:
        self._connection = connection

    async def all(self, statement: Executable, params: Params) -> Sequence[AnyRow]:
        return self._connection.all(statement, params)

    async def first(self, statement: Executable, params: Params) -> AnyRow | None:
        return self._connection.first(statement, params)

    async def run(self, statement: Executable, params: Params) -> int:
        return self._connection.run(statement, params)


class GroupCommit:
    """Owns the connection that writes, which must be in autocommit and have no busy timeout of its own."""

    def __init__(self, connection: PreparedConnection, *, patience: float) -> None:
        self._connection = connection
        self._driver = connection.driver
        self._writer = SqliteWriter(connection)
        self._patience = patience
        self._queue: deque[_Job] = deque()
        self._worker: asyncio.Task[None] | None = None
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="commit")
        self._closed = False

    async def write(self, work: Work[T]) -> T:
        """See `Database.write`."""
        if self._closed:
            raise Unavailable("the database was closed")
        loop = asyncio.get_running_loop()
        job = _Job(work, loop.create_future(), loop.time() + self._patience)
        self._queue.append(job)
        if self._worker is None or self._worker.done():
            self._worker = loop.create_task(self._work_off())
        result: T = await job.done
        return result

    async def close(self) -> None:
        """Write what still waits, then let go of the connection."""
        self._closed = True
        if self._worker is not None and not self._worker.done():
            await asyncio.wait([self._worker])
        self._thread.shutdown()
        self._connection.close()

    async def _work_off(self) -> None:
        group: list[_Job] = []
        try:
            while await self._begin():
                group = [self._queue.popleft() for _ in range(min(GROUP, len(self._queue)))]
                await self._write_group([job for job in group if not job.done.cancelled()])
        finally:
            # Only a loop that is being torn down leaves anything here.
            self._fail([*group, *self._queue], Unavailable("the program stopped before this was written"))
            self._queue.clear()

    async def _begin(self) -> bool:
        """Take the lock; False if nobody waits for it any more."""
        clock = asyncio.get_running_loop().time
        pause = _FIRST_PAUSE
        while self._queue:
            try:
                with translated():
                    self._roll_back()  # what a failing disk kept from being rolled back before
                    self._driver.execute("BEGIN IMMEDIATE")
            except Busy as error:
                self._refuse(error, until=clock())
            except (StorageError, sqlite3.Error) as error:
                self._refuse(error)
            else:
                return True
            await asyncio.sleep(pause)
            pause = min(2 * pause, _LONGEST_PAUSE)
        return False

    def _refuse(self, error: Exception, *, until: float = float("inf")) -> None:
        self._fail([job for job in self._queue if job.deadline <= until], error)
        self._queue = deque(job for job in self._queue if job.deadline > until)

    def _fail(self, jobs: Iterable[_Job], error: Exception) -> None:
        for job in jobs:
            job.fail(error)

    async def _write_group(self, group: Sequence[_Job]) -> None:
        try:
            for job in group:
                await self._try(job)
            await self._commit()
        except Exception as error:  # noqa: BLE001 - whatever it was, each of them is told of it
            self._fail(group, error)
        else:
            # One that failed may have seen what others of the group wrote: it is told when that is on the disk.
            for job in group:
                job.settle()
        finally:
            with suppress(sqlite3.Error):  # tried again before the next group
                self._roll_back()

    def _roll_back(self) -> None:
        if self._driver.in_transaction:
            self._driver.execute("ROLLBACK")

    async def _try(self, job: _Job) -> None:
        try:
            job.result = await self._in_savepoint(job.work)
        except Exception as error:
            if not self._driver.in_transaction:
                raise  # SQLite undid the whole transaction, and with it everybody's work
            job.error = error

    async def _in_savepoint(self, work: Work[Any]) -> Any:
        try:
            return await self._once(work)
        except IntegrityError:
            return await self._once(work)

    async def _once(self, work: Work[Any]) -> Any:
        self._driver.execute("SAVEPOINT work")
        try:
            result = await work(self._writer)
        except BaseException:
            if self._driver.in_transaction:
                self._driver.execute("ROLLBACK TO work")
                self._driver.execute("RELEASE work")
            raise
        self._driver.execute("RELEASE work")
        return result

    async def _commit(self) -> None:
        loop = asyncio.get_running_loop()
        commit = loop.run_in_executor(self._thread, self._driver.execute, "COMMIT")
        try:
            await asyncio.shield(commit)
        except asyncio.CancelledError:
            # Nobody may touch the connection before the thread has finished with it.
            await asyncio.wait([commit])
            raise
