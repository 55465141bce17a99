"""A held connection to PostgreSQL, driven through libpq itself in pipeline mode.

A cursor of psycopg takes some 45 µs of the processor for each statement, whatever that does, and an answer needs six.
Here it is 13: the server knows each statement from its first run, the start of a transaction travels with what is asked
first, and the event loop watches the socket for good instead of anew at each statement.
"""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from itertools import count
from typing import Any, Final, TypeAlias

import psycopg
from psycopg import AsyncConnection
from psycopg.adapt import Transformer
from psycopg.errors import error_from_result
from psycopg.pq import ConnStatus, ExecStatus, TransactionStatus
from psycopg.pq.abc import PGresult
from sqlalchemy.exc import DBAPIError

from app.storage.database import AnyRow, Params
from app.storage.prepared import STATEMENTS, Prepared

_Asked: TypeAlias = tuple[str, Sequence[bytes | None]]
_BEGIN: Final[_Asked] = ("BEGIN", ())


async def connect(arguments: Mapping[str, Any]) -> "PostgresqlConnection":
    return PostgresqlConnection(await opened(arguments))


async def opened(arguments: Mapping[str, Any]) -> AsyncConnection[Any]:
    """A connection that psycopg drives."""
    try:
        return await AsyncConnection.connect(**arguments)
    except psycopg.Error as error:
        raise wrapped(error, None) from error


class PostgresqlConnection:
    """Runs one statement at a time. What it raises is SQLAlchemy's, without the parameters.

    Once it is `closed`, because it was lost or nobody waited for its answer, it is of no use.
    """

    def __init__(self, connection: AsyncConnection[Any]) -> None:
        self.closed = False
        # Whoever forgets it closes what is driven here.
        self._connection = connection
        self._libpq = connection.pgconn
        self._socket = self._libpq.socket
        self._loading = Transformer(connection)
        self._loop = asyncio.get_running_loop()
        self._known: dict[str, bytes] = {}
        self._fresh: list[str] = []
        self._numbers = count()
        self._later: list[_Asked] = []
        self._results: list[PGresult] = []
        self._answer: asyncio.Future[PGresult] | None = None
        self._libpq.enter_pipeline_mode()
        self._loop.add_reader(self._socket, self._receive)

    @property
    def in_transaction(self) -> bool:
        return self._libpq.transaction_status != TransactionStatus.IDLE

    async def rows(self, prepared: Prepared, params: Params, *, begin: bool = False) -> list[AnyRow]:
        result = await self._ask(prepared.sql, prepared.values(params), begin=begin)
        self._loading.set_pgresult(result)
        return prepared.rows(self._loading.load_rows(0, result.ntuples, tuple))

    async def run(self, prepared: Prepared, params: Params, *, begin: bool = False) -> int:
        """How many rows it changed."""
        return (await self._ask(prepared.sql, prepared.values(params), begin=begin)).command_tuples or 0

    def run_later(self, prepared: Prepared, params: Params) -> None:
        """Run it with what is asked next in the transaction, which then fails if this does."""
        self._later.append((prepared.sql, texts(prepared.values(params))))

    async def commit(self) -> None:
        if self.in_transaction:
            await self._ask("COMMIT")

    async def roll_back(self) -> None:
        self._later.clear()
        if self.in_transaction:
            with suppress(DBAPIError):  # a connection that was lost took everything with it
                await self._ask("ROLLBACK")

    def close(self) -> None:
        if not self.closed:
            self.closed = True
            self._loop.remove_reader(self._socket)
            self._loop.remove_writer(self._socket)
            self._libpq.finish()

    async def _ask(self, sql: str, values: Sequence[Any] = (), *, begin: bool = False) -> PGresult:
        """The server's answer; with `begin`, in a transaction, which begins here if there is none."""
        try:
            asked = [*self._later, (sql, texts(values))]
            return await self._sent([_BEGIN, *asked] if begin and not self.in_transaction else asked)
        except psycopg.Error as error:
            raise wrapped(error, sql, lost=self.closed) from error

    async def _sent(self, asked: Sequence[_Asked]) -> PGresult:
        self._answer = self._loop.create_future()
        try:
            for sql, values in asked:
                self._put(sql, values)
            self._later.clear()
            self._libpq.pipeline_sync()
            if self._libpq.flush():
                self._loop.add_writer(self._socket, self._send_rest)
            return await self._answer
        finally:
            if self._answer is not None:  # what still comes would be taken for the next statement's
                self.close()

    def _put(self, sql: str, values: Sequence[bytes | None]) -> None:
        name = self._known.get(sql)
        if name is None and len(self._known) == STATEMENTS:
            self._libpq.send_query_params(sql.encode(), values)
            return
        if name is None:
            name = self._known[sql] = b"s%d" % next(self._numbers)
            self._fresh.append(sql)
            self._libpq.send_prepare(name, sql.encode())
        self._libpq.send_query_prepared(name, values)

    def _send_rest(self) -> None:
        try:
            if not self._libpq.flush():
                self._loop.remove_writer(self._socket)
        except psycopg.Error as error:
            self._lose(error)

    def _receive(self) -> None:
        try:
            self._libpq.consume_input()
            while self._answer is not None and not self._libpq.is_busy():
                self._take(self._libpq.get_result())
        except psycopg.Error as error:
            self._lose(error)

    def _take(self, result: PGresult | None) -> None:
        if result is None:
            if self._libpq.status == ConnStatus.BAD:
                raise psycopg.OperationalError("the connection was lost")
        elif result.status == ExecStatus.PIPELINE_SYNC:
            self._finish()
        else:
            self._results.append(result)

    def _finish(self) -> None:
        """All that was asked is answered: by the last result, or by the first that is an error."""
        results, self._results = self._results, []
        failed = next((result for result in results if result.status == ExecStatus.FATAL_ERROR), None)
        if failed is None:
            self._settle(results[-1])
        else:
            for sql in self._fresh:  # perhaps the server doesn't know it
                del self._known[sql]
            self._settle(error_from_result(failed))
        self._fresh.clear()

    def _settle(self, outcome: PGresult | psycopg.Error) -> None:
        answer, self._answer = self._answer, None
        if answer is None or answer.done():
            return
        if isinstance(outcome, psycopg.Error):
            answer.set_exception(outcome)
        else:
            answer.set_result(outcome)

    def _lose(self, error: psycopg.Error) -> None:
        self.close()
        self._settle(error)


def texts(values: Iterable[Any]) -> list[bytes | None]:
    """Values as the server reads them, which finds out itself of what type each has to be."""
    return [None if value is None else _text(value) for value in values]


def _text(value: Any) -> bytes:
    if isinstance(value, bytes):
        return b"\\x" + value.hex().encode()
    if isinstance(value, str) and "\0" in value:  # libpq would leave out what follows
        raise psycopg.DataError("PostgreSQL text fields cannot contain NUL (0x00) bytes")
    return str(value).encode()


def wrapped(error: psycopg.Error, sql: str | None, *, lost: bool = False) -> BaseException:
    """The error that SQLAlchemy makes of it, without the parameters."""
    return DBAPIError.instance(sql, None, error, psycopg.Error, hide_parameters=True, connection_invalidated=lost)
