"""PostgreSQL through a pool of connections, each write a transaction of its own."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Executable
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from app.storage.database import COUNT_ROWS, AnyRow, Database, Params, T, Work
from app.storage.errors import Busy, Unavailable, lost_connection, translated

_CONNECTIONS = 10
_TRIES = 3
_CONNECT_SECONDS = 5
# Waiting for a connection, for a lock and for the answer may each take all the patience there is. After that the
# server itself, which ends what takes too long, doesn't live.
_WAITS = 3

# Another transaction won: unique_violation, serialization_failure, deadlock_detected. Run again, a work sees what
# the other one wrote.
_LOST_A_RACE = {"23505", "40001", "40P01"}


class PostgresqlWriter:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def all(self, statement: Executable, params: Params) -> Sequence[AnyRow]:
        return (await self._connection.execute(statement, params)).all()

    async def first(self, statement: Executable, params: Params) -> AnyRow | None:
        return (await self._connection.execute(statement, params)).first()

    async def run(self, statement: Executable, params: Params) -> int:
        return (await self._connection.execute(statement, params)).rowcount


class PostgresqlDatabase(Database):
    def __init__(self, address: URL, *, patience: float, migrations: Path) -> None:
        super().__init__(migrations=migrations)
        self._limit = _WAITS * patience
        limits = f"-c statement_timeout={patience * 1000:.0f} -c idle_in_transaction_session_timeout=60000"
        self._engine = create_async_engine(
            address,
            pool_size=_CONNECTIONS,
            max_overflow=0,
            pool_timeout=patience,
            execution_options=COUNT_ROWS,
            # What people answered has no business in a log of errors.
            hide_parameters=True,
            connect_args={"connect_timeout": _CONNECT_SECONDS, "options": limits},
        )
        self._reading = self._engine.execution_options(isolation_level="AUTOCOMMIT")

    async def all(self, statement: Executable, params: Params) -> Sequence[AnyRow]:
        async def read(connection: AsyncConnection) -> Sequence[AnyRow]:
            return (await connection.execute(statement, params)).all()

        return await self._in_time(self._read(read))

    async def first(self, statement: Executable, params: Params) -> AnyRow | None:
        async def read(connection: AsyncConnection) -> AnyRow | None:
            return (await connection.execute(statement, params)).first()

        return await self._in_time(self._read(read))

    async def write(self, work: Work[T]) -> T:
        return await self._in_time(self._write(work))

    async def _write(self, work: Work[T]) -> T:
        with translated():
            for _ in range(_TRIES - 1):
                try:
                    return await self._transaction(work)
                except DBAPIError as error:
                    if not _worth_another_try(error):
                        raise
            return await self._transaction(work)

    async def close(self) -> None:
        await self._engine.dispose()

    async def _in_time(self, asked: Coroutine[Any, Any, T]) -> T:
        task = asyncio.create_task(asked)
        try:
            await asyncio.wait({task}, timeout=self._limit)
        finally:
            task.cancel()
        # Its end isn't waited for: even to cancel a statement, the server must answer.
        if not task.done():
            raise Busy("the database server doesn't answer")
        return task.result()

    async def _read(self, read: Callable[[AsyncConnection], Awaitable[T]]) -> T:
        with translated():
            try:
                return await self._read_once(read)
            except DBAPIError as error:
                # The server was started anew since the pool connected; the pool notices with the first failure.
                if not error.connection_invalidated:
                    raise
            return await self._read_once(read)

    async def _read_once(self, read: Callable[[AsyncConnection], Awaitable[T]]) -> T:
        async with self._reading.connect() as connection:
            return await read(connection)

    async def _transaction(self, work: Work[T]) -> T:
        async with self._engine.connect() as connection:
            result = await work(PostgresqlWriter(connection))
            try:
                await connection.commit()
            except DBAPIError as error:
                if lost_connection(error):  # it may have been kept, so it is not for us to run it again
                    raise Unavailable("the connection was lost while the transaction was committed") from error
                raise
            return result


def _worth_another_try(error: DBAPIError) -> bool:
    # A connection lost before the commit took everything with it.
    return error.connection_invalidated or getattr(error.orig, "sqlstate", None) in _LOST_A_RACE
