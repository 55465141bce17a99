import asyncio
import os
import signal
from collections.abc import AsyncIterator, Iterator

import psycopg
import pytest
from sqlalchemy import String, bindparam, select
from sqlalchemy.exc import DataError, IntegrityError

from app.storage import Busy, Database, ReadOnly, Unavailable, Writer, migrate, open_database
from app.storage.tables import probe
from tests.databases import Cluster, postgresql_cluster, restart
from tests.storage.scratch import adding, count_of, rows_in

pytestmark = pytest.mark.anyio


@pytest.fixture
async def postgres(postgresql_url: str) -> AsyncIterator[Database]:
    opened = open_database(postgresql_url, patience=0.3)
    yield opened
    await opened.close()


@pytest.fixture
def own_cluster() -> Iterator[Cluster]:
    with postgresql_cluster() as cluster:
        yield cluster


async def test_a_lock_that_is_kept_is_said_and_nothing_is_written(postgres: Database, postgresql_url: str) -> None:
    await postgres.write(adding(1))
    with psycopg.connect(postgresql_url) as other:
        other.execute("LOCK TABLE probe IN EXCLUSIVE MODE")
        with pytest.raises(Busy):
            await postgres.write(adding(2))
        assert await rows_in(postgres) == [1]


async def test_a_full_pool_is_said(postgres: Database) -> None:
    release = asyncio.Event()

    async def hold(_: Writer) -> None:
        await release.wait()

    holders = [asyncio.create_task(postgres.write(hold)) for _ in range(10)]
    await asyncio.sleep(0)
    with pytest.raises(Busy):
        await count_of(postgres, 1)
    release.set()
    await asyncio.gather(*holders)


async def test_a_read_only_server_is_read_but_not_written(postgresql_url: str) -> None:
    with psycopg.connect(postgresql_url, autocommit=True) as other:
        name = other.info.dbname
        other.execute(f'ALTER DATABASE "{name}" SET default_transaction_read_only = on'.encode())
    database = open_database(postgresql_url)
    assert await rows_in(database) == []
    with pytest.raises(ReadOnly):
        await database.write(adding(1))
    await database.close()


async def test_a_work_that_always_collides_is_given_up(postgres: Database) -> None:
    runs = []

    async def work(writer: Writer) -> None:
        runs.append(1)
        await adding(1)(writer)

    await postgres.write(adding(1))
    with pytest.raises(IntegrityError):
        await postgres.write(work)
    assert len(runs) == 3


async def test_a_row_that_cannot_be_added_undoes_the_work_even_if_nothing_follows(postgres: Database) -> None:
    async def work(writer: Writer) -> None:
        assert await rows_in(writer) == [1]
        await adding(2, 1)(writer)

    await postgres.write(adding(1))
    with pytest.raises(IntegrityError):
        await postgres.write(work)
    assert await rows_in(postgres) == [1]


async def test_rows_are_found_by_lists_of_any_length(database: Database) -> None:
    named = select(probe.c.id).where(probe.c.id.in_(bindparam("rows", expanding=True))).order_by(probe.c.id)
    await database.write(adding(1, 2, 3))
    for rows in ([], [2], [3, 1], [2]):
        assert [row.id for row in await database.all(named, {"rows": rows})] == sorted(rows)


async def test_a_text_that_postgresql_would_cut_off_is_refused(postgres: Database) -> None:
    echo = select(bindparam("word", type_=String).label("word"))
    with pytest.raises(DataError):
        await postgres.all(echo, {"word": "a\0b"})
    assert await rows_in(postgres) == []


async def test_a_restarted_server_is_found_again(own_cluster: Cluster) -> None:
    url = own_cluster.create()
    migrate(url)
    database = open_database(url)
    await asyncio.gather(*(database.write(adding(row)) for row in range(5)))
    restart(own_cluster)
    assert await rows_in(database) == [0, 1, 2, 3, 4]
    restart(own_cluster)
    await database.write(adding(9))
    await database.probe()
    await database.close()


async def test_a_server_that_stands_still_is_said_and_found_again_when_it_moves(own_cluster: Cluster) -> None:
    url = own_cluster.create()
    migrate(url)
    database = open_database(url, patience=0.3)
    await database.write(adding(1))
    with psycopg.connect(url, autocommit=True) as other:
        asked = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid != pg_backend_pid()"
        (backend,) = [pid for (pid,) in other.execute(asked)]
    os.kill(backend, signal.SIGSTOP)
    try:
        with pytest.raises(Busy):
            await rows_in(database)
    finally:
        os.kill(backend, signal.SIGCONT)
    await database.write(adding(2))
    assert await rows_in(database) == [1, 2]
    await database.close()


async def test_a_server_that_is_away_is_said() -> None:
    database = open_database("postgresql://postgres@/atsiv?host=/nowhere")
    for use in (database.probe, lambda: rows_in(database)):
        with pytest.raises(Unavailable):
            await use()
    with pytest.raises(Unavailable):
        migrate("postgresql://postgres@/atsiv?host=/nowhere")
    await database.close()
