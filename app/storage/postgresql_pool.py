"""Connections that are kept for whoever needs one next."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Final

from app.storage.errors import Busy
from app.storage.postgresql_connection import PostgresqlConnection

CONNECTIONS: Final = 10


class PostgresqlPool:
    """At most CONNECTIONS, each made by `connect` when all others are in use."""

    def __init__(self, connect: Callable[[], Awaitable[PostgresqlConnection]], *, patience: float) -> None:
        self._connect, self._patience = connect, patience
        self._turns = asyncio.Semaphore(CONNECTIONS)
        self._idle: list[PostgresqlConnection] = []

    @asynccontextmanager
    async def connection(self) -> AsyncIterator[PostgresqlConnection]:
        """One for the caller alone. Raises Busy if none gets free."""
        await self._turn()
        try:
            connection = self._kept() or await self._connect()
            try:
                yield connection
            finally:
                self._take_back(connection)
        finally:
            self._turns.release()

    def close(self) -> None:
        for connection in self._idle:
            connection.close()
        self._idle.clear()

    async def _turn(self) -> None:
        if not self._turns.locked():
            await self._turns.acquire()
            return
        try:
            async with asyncio.timeout(self._patience):
                await self._turns.acquire()
        except TimeoutError:
            raise Busy("every connection to the database is in use") from None

    def _kept(self) -> PostgresqlConnection | None:
        while self._idle:
            connection = self._idle.pop()
            if not connection.closed:
                return connection
        return None

    def _take_back(self, connection: PostgresqlConnection) -> None:
        if connection.closed:
            # The server may have been started anew, which the others find out only when they are used.
            self.close()
        elif connection.in_transaction:
            connection.close()
        else:
            self._idle.append(connection)
