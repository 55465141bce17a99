"""Reads of many rows: others are answered meanwhile, and a download takes no more memory than a batch."""

import asyncio
import sqlite3
import threading
import tracemalloc
from collections.abc import Awaitable
from contextlib import AsyncExitStack, aclosing, closing
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, Final

import psycopg
import pytest
from sqlalchemy import (
    BindParameter,
    Boolean,
    Connection,
    Executable,
    Float,
    Integer,
    LargeBinary,
    Select,
    String,
    bindparam,
    cast,
    column,
    func,
    literal_column,
    select,
)
from sqlalchemy.sql.selectable import CTE

from app.storage import Busy, Database, ReadOnly, Unavailable, open_database
from app.storage.address import parse_address
from app.storage.metadata import Moment, insert
from app.storage.prepared import PreparedConnection
from app.storage.sqlite import _connect_to_read
from app.storage.sqlite_beside import SqliteBeside
from app.storage.tables import probe
from app.storage.turns import STREAMS
from tests.storage.scratch import adding, rows_in

pytestmark = pytest.mark.anyio

_FOR_EVER: Final = 2_000_000_000
_TYPES: Final = {
    "at": Moment,
    "never": Moment,
    "ok": Boolean,
    "raw": LargeBinary,
    "word": String,
    "blank": String,
    "share": Float,
}
_VALUES: Final = {
    "at": datetime(2024, 2, 29, 12, 30, 0, 250, tzinfo=UTC),
    "never": None,
    "ok": True,
    "raw": b"\0\xff",
    "word": "ქართული",
    "blank": "",
    "share": 0.1,
}


def numbers(most: int) -> Select[Any]:
    """A row for each number from 1."""
    start: CTE = select(literal_column("1", Integer).label("n")).cte("numbers", recursive=True)
    every = start.union_all(select(start.c.n + 1).where(start.c.n < most))
    return select(every.c.n)


def sum_of(most: int) -> Select[Any]:
    """Takes as long as it takes to count to `most`."""
    return select(func.sum(numbers(most).subquery().c.n).label("sum"))


async def streamed(database: Database, statement: Executable, params: dict[str, Any] | None = None) -> list[Any]:
    async with aclosing(database.stream(statement, params or {})) as batches:
        return [row async for rows in batches for row in rows]


def files(sqlite_url: str) -> list[Path]:
    """The database's file and those that SQLite keeps beside it."""
    database = Path(sqlite_url.removeprefix("sqlite:///"))
    return sorted(database.parent.glob(f"{database.name}*"))


async def turns_of_the_loop(most: int) -> None:
    for _ in range(most):
        await asyncio.sleep(0)


async def test_a_long_read_sees_what_was_saved(database: Database) -> None:
    await database.write(lambda writer: writer.run(insert(probe), {"id": 7, "count": 3}))
    assert [tuple(row) for row in await database.beside.all(select(probe), {})] == [(7, 3)]
    row = await database.beside.first(select(probe.c.count).where(probe.c.id == 7), {})
    assert row is not None
    assert row.count == 3
    assert await database.beside.first(select(probe).where(probe.c.id == 8), {}) is None


async def test_values_of_every_type_are_what_a_short_read_makes_of_them(database: Database) -> None:
    given: list[BindParameter[Any]] = [bindparam(name, type_=type_) for name, type_ in _TYPES.items()]
    echo = select(*[cast(value, value.type).label(value.key) for value in given])
    short = await database.first(echo, _VALUES)
    assert short is not None
    assert short._asdict() == _VALUES
    for statement in (echo, select(*given)):
        expected = [*map(repr, await database.all(statement, _VALUES))]
        assert [*map(repr, await database.beside.all(statement, _VALUES))] == expected
        assert [*map(repr, await streamed(database, statement, _VALUES))] == expected


async def test_rows_are_found_by_lists_and_limits(database: Database) -> None:
    named = select(probe.c.id).where(probe.c.id.in_(bindparam("rows", expanding=True))).order_by(probe.c.id)
    named = named.limit(bindparam("most", type_=Integer))
    await database.write(adding(1, 2, 3, 4))
    for rows in ([], [2], [4, 3, 1]):
        params = {"rows": rows, "most": 2}
        assert [row.id for row in await database.beside.all(named, params)] == sorted(rows)[:2]
        assert [row.id for row in await streamed(database, named, params)] == sorted(rows)[:2]


@pytest.mark.parametrize("streaming", [False, True])
async def test_while_a_long_read_lasts_others_are_answered(*, database: Database, streaming: bool) -> None:
    order: list[str] = []

    async def noted(name: str, asked: Awaitable[object]) -> object:
        answer = await asked
        order.append(name)
        return answer

    long = sum_of(3_000_000)
    reading = streamed(database, long) if streaming else database.beside.all(long, {})
    begun = asyncio.create_task(noted("long", reading))
    await turns_of_the_loop(3)
    for _ in range(20):
        await noted("short", database.first(select(probe), {}))
        await turns_of_the_loop(1)
    assert await begun == [(3_000_000 * 3_000_001 // 2,)]
    assert order == ["short"] * 20 + ["long"]


async def test_a_read_that_nobody_waits_for_any_longer_leaves_its_place_to_others(database: Database) -> None:
    await database.beside.all(numbers(3), {})
    for turns in range(7):
        forgotten = asyncio.create_task(database.beside.all(sum_of(20_000_000), {}))
        await turns_of_the_loop(turns)
        forgotten.cancel()
        with pytest.raises(asyncio.CancelledError):
            await forgotten
    assert len(await database.beside.all(numbers(3), {})) == 3


async def test_a_read_without_end_is_broken_off_in_whatever_moment_it_is_cancelled(sqlite_url: str) -> None:
    for turns in range(12):
        database = open_database(sqlite_url)
        for reading in (database.beside.all(sum_of(_FOR_EVER), {}), streamed(database, sum_of(_FOR_EVER))):
            forgotten = asyncio.create_task(reading)
            await turns_of_the_loop(turns)
            forgotten.cancel()
            with pytest.raises(asyncio.CancelledError):
                await forgotten
        await database.close()


async def test_a_connection_is_free_only_when_its_thread_has_ended_however_often_the_read_is_cancelled(
    sqlite_url: str,
) -> None:
    begun, go = threading.Event(), threading.Event()

    def hold() -> int:
        begun.set()
        go.wait()
        return 1

    def connect() -> Connection:
        connection = _connect_to_read(parse_address(sqlite_url))
        PreparedConnection(connection).driver.create_function("hold", 0, hold)
        return connection

    beside = SqliteBeside(connect, patience=5)
    reading = asyncio.create_task(beside.all(select(literal_column("hold()")), {}))
    await asyncio.to_thread(begun.wait)
    for _ in range(5):
        reading.cancel()
        await turns_of_the_loop(3)
    assert not reading.done()
    go.set()
    with pytest.raises(asyncio.CancelledError):
        await reading
    assert len(await beside.all(numbers(3), {})) == 3
    await beside.close()


async def test_a_long_read_changes_nothing(sqlite_url: str) -> None:
    database = open_database(sqlite_url)
    with pytest.raises(ReadOnly):
        await database.beside.all(insert(probe).returning(column("id", Integer)), {"id": 1, "count": 1})
    await database.close()


async def test_long_reads_leave_learners_half_of_the_connections(postgresql_url: str) -> None:
    database = open_database(postgresql_url)
    with psycopg.connect(postgresql_url) as other:
        other.execute("LOCK TABLE probe IN ACCESS EXCLUSIVE MODE")
        waiting = [asyncio.create_task(database.beside.all(select(probe), {})) for _ in range(10)]
        await turns_of_the_loop(3)
        answers = await asyncio.gather(*(database.first(numbers(1), {}) for _ in range(5)))
        assert [answer and answer.n for answer in answers] == [1] * 5
        assert not any(task.done() for task in waiting)
        other.rollback()
        assert await asyncio.gather(*waiting) == [[]] * 10
    await database.close()


async def test_a_stream_brings_every_row_in_order_so_many_at_a_time(database: Database) -> None:
    falling = numbers(25).order_by(column("n").desc())
    batches = [[row.n for row in rows] async for rows in database.stream(falling, {}, at_once=10)]
    assert [len(batch) for batch in batches] == [10, 10, 5]
    assert [n for batch in batches for n in batch] == [*range(25, 0, -1)]
    assert [rows async for rows in database.stream(select(probe), {})] == []


async def test_a_stream_takes_no_more_memory_for_more_rows(database: Database) -> None:
    async def peak_of(most: int) -> int:
        tracemalloc.start()
        async for _ in database.stream(numbers(most), {}, at_once=5000):
            pass
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return peak

    await streamed(database, numbers(1))
    few, many = await peak_of(30_000), await peak_of(300_000)
    assert many < 1.5 * few


async def test_a_stream_shows_one_moment_while_others_write(database: Database) -> None:
    await database.write(adding(1, 2, 3, 4, 5))
    seen: list[int] = []
    async for rows in database.stream(select(probe.c.id).order_by(probe.c.id), {}, at_once=2):
        seen += [row.id for row in rows]
        await database.write(adding(10 + len(seen)))
    assert seen == [1, 2, 3, 4, 5]
    assert await rows_in(database) == [1, 2, 3, 4, 5, 12, 14, 15]


async def test_a_stream_that_is_left_half_way_lets_go_of_its_connection(database: Database) -> None:
    for _ in range(2 * STREAMS + 1):
        async with aclosing(database.stream(numbers(100_000), {})) as stream:
            assert len(await anext(stream)) == 1000
    assert [row.sum for row in await database.beside.all(sum_of(3), {})] == [6]


async def test_a_stream_keeps_the_log_from_being_folded_in_until_it_is_left(sqlite_url: str) -> None:
    database = open_database(sqlite_url)
    await database.write(adding(*range(10)))
    with closing(sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), timeout=0)) as other:
        fold = partial(other.execute, "PRAGMA wal_checkpoint(TRUNCATE)")
        async with aclosing(database.stream(select(probe), {}, at_once=1)) as stream:
            await anext(stream)
            await database.write(adding(11))
            assert fold().fetchone()[0] == 1
        assert fold().fetchone()[0] == 0
    await database.close()


async def test_one_stream_too_many_is_told_so_and_finds_a_place_later(database_url: str) -> None:
    database = open_database(database_url, patience=0.5)
    async with AsyncExitStack() as opened:
        for _ in range(STREAMS):
            await anext(await opened.enter_async_context(aclosing(database.stream(numbers(9), {}, at_once=1))))
        with pytest.raises(Busy, match="too many"):
            await streamed(database, numbers(3))
        assert [row.sum for row in await database.beside.all(sum_of(3), {})] == [6]
    assert len(await streamed(database, numbers(3))) == 3
    await database.close()


async def test_a_database_may_be_closed_while_a_stream_is_open(database_url: str) -> None:
    database = open_database(database_url)
    stream = database.stream(numbers(100_000), {})
    await anext(stream)
    await database.close()
    await stream.aclose()


async def test_closing_breaks_off_long_reads_and_leaves_no_connection(sqlite_url: str) -> None:
    database = open_database(sqlite_url)
    await database.write(adding(1))
    begun = [database.beside.all(sum_of(_FOR_EVER), {}), streamed(database, sum_of(_FOR_EVER))]
    reading = [asyncio.create_task(each) for each in begun]
    idle = database.stream(numbers(100_000), {})
    await anext(idle)
    await database.close()
    outcomes = await asyncio.gather(*reading, anext(idle), return_exceptions=True)
    assert [type(outcome) for outcome in outcomes] == [Unavailable] * 3
    # The last that lets go of the file takes its log away.
    assert [file.name for file in files(sqlite_url)] == ["atsiv.db"]
    with pytest.raises(Unavailable):
        await database.beside.all(numbers(3), {})


async def test_a_mistake_in_a_stream_is_told_as_any_other(database: Database) -> None:
    with pytest.raises(Exception, match="no_such") as short:
        await database.all(select(literal_column("no_such")), {})
    with pytest.raises(short.type, match="no_such"):
        await streamed(database, select(literal_column("no_such")))


async def test_a_server_that_is_away_is_said_to_a_stream() -> None:
    database = open_database("postgresql://postgres@/atsiv?host=/nowhere")
    with pytest.raises(Unavailable):
        await streamed(database, numbers(3))
    await database.close()


async def test_a_server_that_is_lost_on_the_way_is_said_to_a_stream(postgresql_url: str) -> None:
    database = open_database(postgresql_url)
    stream = database.stream(numbers(100_000), {})
    await anext(stream)
    with psycopg.connect(postgresql_url, autocommit=True) as other:
        other.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid != pg_backend_pid()"
        )
    with pytest.raises(Unavailable):
        await anext(stream)
    assert len(await streamed(database, numbers(3))) == 3
    await database.close()
