import asyncio
import errno
import os
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

import pytest

from app.storage import Busy, Database, Full, ReadOnly, Unavailable, Writer, open_database
from app.storage.sqlite import SqliteDatabase
from tests.storage.scratch import adding, rows_in

pytestmark = pytest.mark.anyio


@pytest.fixture
async def sqlite(sqlite_url: str) -> AsyncIterator[Database]:
    opened = open_database(sqlite_url, patience=0.2)
    yield opened
    await opened.close()


def writing_connection(database: Database) -> sqlite3.Connection:
    return cast("SqliteDatabase", database)._group._driver


@contextmanager
def locked(url: str) -> Iterator[sqlite3.Connection]:
    """Another program holds the lock for writing."""
    other = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield other
    finally:
        other.close()


def pragma(database: Database, name: str) -> object:
    return writing_connection(database).execute(f"PRAGMA {name}").fetchone()[0]


async def test_what_was_acknowledged_survives_a_power_cut(sqlite: Database) -> None:
    full = 2
    assert (pragma(sqlite, "journal_mode"), pragma(sqlite, "synchronous")) == ("wal", full)
    assert pragma(sqlite, "foreign_keys") == 1


async def test_works_that_wait_together_share_one_commit(sqlite: Database) -> None:
    statements: list[str] = []
    writing_connection(sqlite).set_trace_callback(statements.append)
    await asyncio.gather(*(sqlite.write(adding(row)) for row in range(20)))
    assert statements.count("COMMIT") == 1
    assert await rows_in(sqlite) == [*range(20)]


async def test_nothing_is_acknowledged_before_the_commit(sqlite: Database, sqlite_url: str) -> None:
    other = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"))
    for row in range(20):
        await sqlite.write(adding(row))
        assert other.execute("SELECT count(*) FROM probe").fetchone() == (row + 1,)
    other.close()


async def test_a_lock_that_is_let_go_in_time_costs_only_time(sqlite: Database, sqlite_url: str) -> None:
    with locked(sqlite_url) as other:
        asyncio.get_running_loop().call_later(0.05, other.rollback)
        await sqlite.write(adding(1))
    assert await rows_in(sqlite) == [1]


async def test_a_lock_that_is_kept_is_said_to_all_who_wait_and_nothing_is_written(
    sqlite: Database, sqlite_url: str
) -> None:
    with locked(sqlite_url):
        outcomes = await asyncio.gather(*(sqlite.write(adding(row)) for row in range(3)), return_exceptions=True)
    assert [type(outcome) for outcome in outcomes] == [Busy] * 3
    assert await rows_in(sqlite) == []
    await sqlite.write(adding(9))
    assert await rows_in(sqlite) == [9]


async def test_the_loop_and_its_readers_go_on_while_a_write_waits_for_the_lock(
    sqlite: Database, sqlite_url: str
) -> None:
    await sqlite.write(adding(1))
    with locked(sqlite_url) as other:
        waiting = asyncio.create_task(sqlite.write(adding(2)))
        await asyncio.sleep(0)
        assert await rows_in(sqlite) == [1]
        assert not waiting.done()
        other.rollback()
        await waiting


async def test_a_full_disk_is_said_and_room_made_later_is_used(sqlite: Database) -> None:
    async def much(writer: Writer) -> None:
        await adding(*range(1000, 3000))(writer)

    room = pragma(sqlite, "page_count")
    pragma(sqlite, f"max_page_count = {room}")
    outcomes = await asyncio.gather(sqlite.write(much), sqlite.write(much), return_exceptions=True)
    assert [type(outcome) for outcome in outcomes] == [Full, Full]
    assert await rows_in(sqlite) == []
    pragma(sqlite, "max_page_count = 100000")
    await sqlite.write(much)
    assert len(await rows_in(sqlite)) == 2000


async def test_a_read_only_database_is_read_but_not_written(sqlite: Database) -> None:
    await sqlite.write(adding(1))
    writing_connection(sqlite).execute("PRAGMA query_only = ON")
    with pytest.raises(ReadOnly):
        await sqlite.write(adding(2))
    with pytest.raises(ReadOnly):
        await sqlite.probe()
    assert await rows_in(sqlite) == [1]


async def test_a_work_that_breaks_the_transaction_fails_with_all_its_group_and_only_they_do(sqlite: Database) -> None:
    async def roll_back(writer: Writer) -> None:
        await adding(2)(writer)
        writing_connection(sqlite).execute("ROLLBACK")
        raise LookupError

    works = [adding(1), roll_back, adding(3)]
    outcomes = await asyncio.gather(*map(sqlite.write, works), return_exceptions=True)
    assert [type(outcome) for outcome in outcomes] == [LookupError] * 3
    assert await rows_in(sqlite) == []
    await sqlite.write(adding(4))
    assert await rows_in(sqlite) == [4]


async def test_closing_waits_for_what_was_begun_and_refuses_what_comes_later(sqlite_url: str) -> None:
    database = open_database(sqlite_url)
    begun = asyncio.create_task(database.write(adding(1)))
    await asyncio.sleep(0)
    await database.close()
    await begun
    with pytest.raises(Unavailable):
        await database.write(adding(2))
    again = open_database(sqlite_url)
    assert await rows_in(again) == [1]
    await again.close()


def test_a_loop_that_is_torn_down_in_the_middle_leaves_the_file_whole(sqlite_url: str) -> None:
    async def leave() -> Database:
        database = open_database(sqlite_url)
        for row in range(5):
            asyncio.create_task(database.write(adding(row)))  # noqa: RUF006 - abandoned on purpose
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        return database

    async def look(left: Database) -> list[int]:
        await left.close()
        database = open_database(sqlite_url)
        await database.write(adding(9))
        rows = await rows_in(database)
        await database.close()
        return rows

    rows = asyncio.run(look(asyncio.run(leave())))
    assert rows in ([9], [0, 1, 2, 3, 4, 9])


WRITE_FOR_EVER = """
import asyncio, itertools, sys
from app.storage import open_database
from tests.storage.scratch import adding

async def write_for_ever(rows):
    for row in rows:
        await database.write(adding(row))
        print(row, flush=True)

async def main():
    rows = itertools.count()
    await asyncio.gather(*(write_for_ever(rows) for _ in range(4)))

database = open_database(sys.argv[1])
asyncio.run(main())
"""


def acknowledged_until_killed(url: str) -> set[int]:
    command = [sys.executable, "-c", WRITE_FOR_EVER, url]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        acknowledged = {int(program.stdout.readline()) for _ in range(100)}
        program.kill()
        return acknowledged | {int(line) for line in program.stdout if line.endswith("\n")}


async def test_a_killed_program_loses_nothing_that_it_acknowledged(sqlite_url: str) -> None:
    acknowledged = acknowledged_until_killed(sqlite_url)
    database = open_database(sqlite_url)
    assert acknowledged <= {*await rows_in(database)}
    await database.probe()
    await database.close()


async def test_a_file_that_is_no_database_cannot_be_opened(tmp_path: Path) -> None:
    (tmp_path / "other.db").write_bytes(b"not a database, but long enough to look like one" * 100)
    with pytest.raises(Unavailable):
        open_database(f"sqlite:///{tmp_path / 'other.db'}")


async def test_a_folder_where_the_file_should_be_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(Unavailable):
        open_database(f"sqlite:///{tmp_path}")


async def test_a_disk_with_room_for_a_page_and_none_for_an_answer_is_full(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = open_database(sqlite_url)
    await opened.probe()

    def no_room(_file: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("os.fsync", no_room)
    with pytest.raises(Full, match="No space left"):
        await opened.probe()
    await opened.close()
