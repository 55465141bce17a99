"""Reading more rows of PostgreSQL than there is memory for: a cursor of the server's, on a connection of its own."""

from collections.abc import AsyncGenerator, Mapping, Sequence
from typing import Any, Final

import psycopg
from psycopg import AsyncConnection, AsyncRawServerCursor, IsolationLevel
from sqlalchemy.exc import DBAPIError

# A slow line may keep the server waiting for longer than an answer to a page.
_PATIENCE: Final = "SET LOCAL idle_in_transaction_session_timeout = '10min'"


async def streamed(
    arguments: Mapping[str, Any], sql: str, values: Sequence[Any], at_once: int
) -> AsyncGenerator[Sequence[tuple[Any, ...]], None]:
    """Every row, so many at a time, as of one moment. Raises SQLAlchemy's errors, without the parameters."""
    try:
        async with await AsyncConnection.connect(**arguments) as connection:
            await connection.set_read_only(True)
            await connection.set_isolation_level(IsolationLevel.REPEATABLE_READ)
            await connection.execute(_PATIENCE)
            async with AsyncRawServerCursor(connection, "rows") as cursor:
                await cursor.execute(sql.encode(), values)
                while rows := await cursor.fetchmany(at_once):
                    yield rows
    except psycopg.Error as error:
        raise DBAPIError.instance(sql, None, error, psycopg.Error, hide_parameters=True) from error
