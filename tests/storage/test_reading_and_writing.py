import asyncio

import pytest
from sqlalchemy import bindparam, column, table, update
from sqlalchemy.exc import IntegrityError

from app.storage import Database, Unavailable, Writer
from app.storage.tables import probe
from tests.storage.scratch import adding, count_of, rows_in

pytestmark = pytest.mark.anyio

_COUNT = update(probe).where(probe.c.id == bindparam("row")).values(count=probe.c.count + 1)


async def test_what_was_written_is_read(database: Database) -> None:
    await database.write(adding(1, 2))
    assert await rows_in(database) == [1, 2]
    assert await count_of(database, 1) == 1
    assert await count_of(database, 3) is None


async def test_a_work_reads_what_it_wrote_and_returns_what_it_likes(database: Database) -> None:
    async def work(writer: Writer) -> tuple[list[int], int]:
        await adding(1, 2)(writer)
        return await rows_in(writer), await writer.run(_COUNT, {"row": 1})

    assert await database.write(work) == ([1, 2], 1)


async def test_a_work_that_raises_leaves_nothing(database: Database) -> None:
    async def work(writer: Writer) -> None:
        await adding(1)(writer)
        raise LookupError("in the middle")

    with pytest.raises(LookupError, match="in the middle"):
        await database.write(work)
    assert await rows_in(database) == []


async def test_a_work_that_fails_does_not_hurt_those_beside_it(database: Database) -> None:
    works = [adding(1), adding(2, 2), adding(3)]
    outcomes = await asyncio.gather(*map(database.write, works), return_exceptions=True)
    assert [type(outcome) for outcome in outcomes] == [type(None), IntegrityError, type(None)]
    assert await rows_in(database) == [1, 3]


async def test_a_work_that_lost_a_race_is_run_again(database: Database) -> None:
    runs: list[int] = []

    async def work(writer: Writer) -> None:
        runs.append(len(runs))
        # The first run does as if it had not seen a row that another has just written.
        await adding(1 if len(runs) == 1 else 2)(writer)

    await database.write(adding(1))
    await database.write(work)
    assert await rows_in(database) == [1, 2]


async def test_counting_in_parallel_loses_nothing(database: Database) -> None:
    async def count(writer: Writer) -> None:
        await writer.run(_COUNT, {"row": 1})

    await database.write(adding(1))
    await asyncio.gather(*(database.write(count) for _ in range(50)))
    assert await count_of(database, 1) == 51


async def test_a_caller_that_gives_up_takes_nobody_along(database: Database) -> None:
    tasks = [asyncio.create_task(database.write(adding(row))) for row in range(5)]
    await asyncio.sleep(0)
    tasks[2].cancel()
    outcomes = await asyncio.gather(*tasks, return_exceptions=True)
    assert isinstance(outcomes[2], asyncio.CancelledError)
    assert {0, 1, 3, 4} <= {*await rows_in(database)}
    await database.write(adding(9))
    assert 9 in await rows_in(database)


async def test_the_probe_writes_each_time(database: Database) -> None:
    await database.probe()
    await database.probe()
    assert await count_of(database, 1) == 2


async def test_the_probe_refuses_a_database_of_another_version(database: Database) -> None:
    async def age(writer: Writer) -> None:
        await writer.run(update(table("alembic_version", column("version_num"))).values(version_num="old"), {})

    await database.write(age)
    with pytest.raises(Unavailable, match="the database is at migration old, this program needs 2"):
        await database.probe()
