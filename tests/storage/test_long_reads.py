"""Reads of many rows: others are answered meanwhile, and a download takes no more memory than a batch."""

import asyncio
import tracemalloc
from typing import Any

import pytest
from sqlalchemy import Integer, Select, column, func, literal_column, select
from sqlalchemy.sql.selectable import CTE

from app.storage import Database, StorageError, open_database
from app.storage.metadata import insert
from app.storage.tables import probe

pytestmark = pytest.mark.anyio


def numbers(most: int) -> Select[Any]:
    """A row for each number from 1."""
    start: CTE = select(literal_column("1", Integer).label("n")).cte("numbers", recursive=True)
    every = start.union_all(select(start.c.n + 1).where(start.c.n < most))
    return select(every.c.n).order_by(every.c.n)


def sum_of(most: int) -> Select[Any]:
    """Takes as long as it takes to count to `most`."""
    return select(func.sum(numbers(most).subquery().c.n).label("sum"))


async def test_a_long_read_sees_what_was_saved_and_its_types(database: Database) -> None:
    await database.write(lambda writer: writer.run(insert(probe), {"id": 7, "count": 3}))
    assert [tuple(row) for row in await database.beside.all(select(probe), {})] == [(7, 3)]
    row = await database.beside.first(select(probe.c.count).where(probe.c.id == 7), {})
    assert row is not None
    assert row.count == 3
    assert await database.beside.first(select(probe).where(probe.c.id == 8), {}) is None


async def test_while_a_long_read_lasts_others_are_answered(database: Database) -> None:
    long = asyncio.create_task(database.beside.all(sum_of(3_000_000), {}))
    await asyncio.sleep(0)
    answered = 0
    while answered < 50:
        assert await database.first(select(probe), {}) is None
        answered += 1
    assert not long.done()
    assert [tuple(row) for row in await long] == [(3_000_000 * 3_000_001 // 2,)]


async def test_a_read_that_nobody_waits_for_any_longer_leaves_its_place_to_others(database: Database) -> None:
    for _ in range(4):
        forgotten = asyncio.create_task(database.beside.all(sum_of(50_000_000), {}))
        for _ in range(5):
            await database.first(select(probe), {})
        forgotten.cancel()
        with pytest.raises(asyncio.CancelledError):
            await forgotten
    assert len(await database.beside.all(numbers(3), {})) == 3


async def test_a_long_read_changes_nothing(sqlite_url: str) -> None:
    database = open_database(sqlite_url)
    with pytest.raises(StorageError):
        await database.beside.all(insert(probe).returning(column("id", Integer)), {"id": 1, "count": 1})
    await database.close()


async def test_a_stream_brings_every_row_in_order_so_many_at_a_time(database: Database) -> None:
    batches = [[row.n for row in rows] async for rows in database.stream(numbers(25), {}, at_once=10)]
    assert [len(batch) for batch in batches] == [10, 10, 5]
    assert [n for batch in batches for n in batch] == [*range(1, 26)]


async def test_a_stream_takes_no_more_memory_for_more_rows(database: Database) -> None:
    peaks = []
    for most in (30_000, 300_000):
        tracemalloc.start()
        async for _ in database.stream(numbers(most), {}):
            pass
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.5 * peaks[0]


async def test_a_stream_shows_one_moment_while_others_write(database: Database) -> None:
    async def save(number: int) -> None:
        await database.write(lambda writer: writer.run(insert(probe), {"id": number, "count": 0}))

    for number in range(1, 6):
        await save(number)
    seen = []
    async for rows in database.stream(select(probe.c.id).order_by(probe.c.id), {}, at_once=2):
        seen += [row.id for row in rows]
        await save(10 + len(seen))
    assert seen == [1, 2, 3, 4, 5]
    assert len(await database.all(select(probe), {})) == 8


async def test_a_stream_that_is_left_half_way_lets_go_of_its_connection(database: Database) -> None:
    for _ in range(20):
        stream = database.stream(numbers(100_000), {})
        assert len(await anext(stream)) == 1000
        await stream.aclose()
    assert await database.beside.first(sum_of(3), {}) is not None


async def test_a_database_may_be_closed_while_a_stream_is_open(database_url: str) -> None:
    database = open_database(database_url)
    stream = database.stream(numbers(100_000), {})
    await anext(stream)
    await database.close()
    await stream.aclose()


async def test_a_mistake_in_a_stream_is_told_as_any_other(database: Database) -> None:
    with pytest.raises(Exception, match="no_such"):
        async for _ in database.stream(select(literal_column("no_such")), {}):
            pass
