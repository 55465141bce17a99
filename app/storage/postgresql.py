"""PostgreSQL through a pool of connections, each write a transaction of its own."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import aclosing
from functools import partial
from pathlib import Path
from typing import cast

from sqlalchemy import URL, Dialect, Executable
from sqlalchemy.exc import DBAPIError

from app.storage.database import BATCH, AnyRow, Database, Params, Reader, Rows, T, Work
from app.storage.errors import Busy, Unavailable, lost_connection, translated
from app.storage.postgresql_connection import PostgresqlConnection, connect
from app.storage.postgresql_pool import CONNECTIONS, PostgresqlPool
from app.storage.postgresql_stream import streamed
from app.storage.prepared import Prepared, Statements
from app.storage.turns import STREAMS, turn

_TRIES = 3
_LONG_READS = CONNECTIONS // 2
_CONNECT_SECONDS = 5
# Waiting for a connection, for a lock and for the answer may each take all the patience there is. After that the
# server itself, which ends what takes too long, doesn't live.
_WAITS = 3

# Another transaction won: unique_violation, serialization_failure, deadlock_detected. Run again, a work sees what
# the other one wrote.
_LOST_A_RACE = {"23505", "40001", "40P01"}


class PostgresqlWriter:
    """What a work writes with. Its transaction begins with its first statement."""

    def __init__(self, connection: PostgresqlConnection, statements: Statements) -> None:
        self._connection, self._statements = connection, statements

    async def all(self, statement: Executable, params: Params) -> Sequence[AnyRow]:
        return await self._connection.rows(self._statements.prepared(statement, params), params, begin=True)

    async def first(self, statement: Executable, params: Params) -> AnyRow | None:
        rows = await self.all(statement, params)
        return rows[0] if rows else None

    async def run(self, statement: Executable, params: Params) -> int:
        prepared = self._statements.prepared(statement, params)
        if not prepared.awaited and self._connection.in_transaction:
            # A journey less to the server: what else could come of it is an error, which ends the work either way.
            # Not the first, on which a connection that was lost shows while the work may still be run again.
            self._connection.run_later(prepared, params)
            return 1
        return await self._connection.run(prepared, params, begin=True)


class PostgresqlDatabase(Database):
    def __init__(self, address: URL, *, patience: float, migrations: Path) -> None:
        super().__init__(migrations=migrations)
        self._patience = patience
        dialect = cast("Callable[..., Dialect]", address.get_dialect())(paramstyle="numeric_dollar")
        self._statements = Statements(dialect)
        _, arguments = dialect.create_connect_args(address)
        limits = f"-c statement_timeout={patience * 1000:.0f} -c idle_in_transaction_session_timeout=60000"
        fixed = {"connect_timeout": _CONNECT_SECONDS, "options": limits, "client_encoding": "UTF8"}
        self._arguments = {**arguments, **fixed}
        self._pool = PostgresqlPool(partial(connect, self._arguments), patience=patience)
        self._beside = _Beside(self, patience=patience)
        self._streams = asyncio.Semaphore(STREAMS)

    async def all(self, statement: Executable, params: Params) -> Sequence[AnyRow]:
        return await self._in_time(self._read(statement, params))

    async def first(self, statement: Executable, params: Params) -> AnyRow | None:
        rows = await self.all(statement, params)
        return rows[0] if rows else None

    @property
    def beside(self) -> Reader:
        return self._beside

    async def stream(self, statement: Executable, params: Params, *, at_once: int = BATCH) -> Rows:
        prepared = self._statements.prepared(statement, params)
        found = streamed(self._arguments, prepared.sql, prepared.values(params), at_once)
        async with turn(self._streams, self._patience), aclosing(found):
            while rows := await self._in_time(anext(found, None)):
                yield prepared.rows(rows)

    async def write(self, work: Work[T]) -> T:
        return await self._in_time(self._write(work))

    async def close(self) -> None:
        self._pool.close()

    async def _in_time(self, asked: Awaitable[T]) -> T:
        try:
            async with asyncio.timeout(_WAITS * self._patience):
                with translated():
                    return await asked
        except TimeoutError:
            raise Busy("the database server doesn't answer") from None

    async def _read(self, statement: Executable, params: Params) -> Sequence[AnyRow]:
        prepared = self._statements.prepared(statement, params)
        try:
            return await self._read_once(prepared, params)
        except DBAPIError as error:
            # The server was started anew since the pool connected; the pool notices with the first failure.
            if not error.connection_invalidated:
                raise
        return await self._read_once(prepared, params)

    async def _read_once(self, prepared: Prepared, params: Params) -> Sequence[AnyRow]:
        async with self._pool.connection() as connection:
            return await connection.rows(prepared, params)

    async def _write(self, work: Work[T]) -> T:
        for _ in range(_TRIES - 1):
            try:
                return await self._transaction(work)
            except DBAPIError as error:
                if not _worth_another_try(error):
                    raise
        return await self._transaction(work)

    async def _transaction(self, work: Work[T]) -> T:
        async with self._pool.connection() as connection:
            try:
                result = await work(PostgresqlWriter(connection, self._statements))
                await _commit(connection)
            except Exception:
                await connection.roll_back()
                raise
            return result


async def _commit(connection: PostgresqlConnection) -> None:
    try:
        await connection.commit()
    except DBAPIError as error:
        if lost_connection(error):  # it may have been kept, so it is not for us to run it again
            raise Unavailable("the connection was lost while the transaction was committed") from error
        raise


class _Beside:
    """Long reads, of which so many at once that learners' find connections free."""

    def __init__(self, database: Database, *, patience: float) -> None:
        self._database, self._patience = database, patience
        self._turns = asyncio.Semaphore(_LONG_READS)

    async def all(self, statement: Executable, params: Params) -> Sequence[AnyRow]:
        async with turn(self._turns, self._patience):
            return await self._database.all(statement, params)

    async def first(self, statement: Executable, params: Params) -> AnyRow | None:
        async with turn(self._turns, self._patience):
            return await self._database.first(statement, params)


def _worth_another_try(error: DBAPIError) -> bool:
    # A connection lost before the commit took everything with it.
    return error.connection_invalidated or getattr(error.orig, "sqlstate", None) in _LOST_A_RACE
