"""What belongs to translating is kept for its time and no longer."""

import asyncio
import subprocess
from collections import Counter
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import Table, func, select

from app.localisation.operations import clean_up, decide_suggestion, keep_arrival, keep_draft
from app.localisation.operations.files import MOST_ARRIVALS
from app.localisation.tables import arrival, draft, suggestion
from app.storage import Database, Writer, open_database
from tests.localisation.desk.cast import NOW, WHERE, person, suggests
from tests.servers import ATSIV, settings_of

pytestmark = pytest.mark.anyio

SECOND, YEAR = timedelta(seconds=1), timedelta(days=365)


async def keeps_draft(database: Database, owner: int, now: datetime = NOW) -> None:
    await database.write(
        lambda writer: keep_draft(writer, person_id=owner, where=WHERE, texts=("Raz.",), expected="", now=now)
    )


async def brings(database: Database, owner: int, name: str = "pl.po") -> int:
    return await database.write(
        lambda writer: keep_arrival(writer, person_id=owner, target="pl", name=name, data=b"x", now=NOW)
    )


async def suggested_and_decided(database: Database, *, count: int) -> None:
    async def work(writer: Writer) -> None:
        for number in range(1, count + 1):
            await suggests(writer, "maria", f"Text {number}.")
            await decide_suggestion(
                writer, suggestion_id=number, state="declined", reason="No.", decided_by="piotr", now=NOW
            )

    await database.write(work)


async def rows(database: Database, table: Table) -> int:
    row = await database.first(select(func.count()).select_from(table), {})
    return int(row[0]) if row else 0


@pytest.mark.parametrize(
    ("name", "table", "kept"),
    [
        ("drafts", draft, timedelta(days=90)),
        ("files with translations", arrival, timedelta(days=1)),
        ("suggestions", suggestion, timedelta(days=730)),
    ],
)
async def test_everything_is_kept_for_its_time(database: Database, name: str, table: Table, kept: timedelta) -> None:
    owner = await person(database, "Jadwiga")
    await keeps_draft(database, owner)
    await brings(database, owner)
    await suggested_and_decided(database, count=1)
    assert name not in await clean_up(database, now=NOW + kept - SECOND)
    assert await rows(database, table) == 1
    assert (await clean_up(database, now=NOW + kept))[name] == 1
    assert await rows(database, table) == 0


async def test_a_suggestion_waits_for_as_long_as_nobody_decides(database: Database) -> None:
    await database.write(lambda writer: suggests(writer, "maria", "Better."))
    assert await clean_up(database, now=NOW + 10 * YEAR) == Counter()
    assert await rows(database, suggestion) == 1


async def test_a_draft_that_is_gone_on_with_is_kept_anew(database: Database) -> None:
    owner = await person(database, "Jadwiga")
    await keeps_draft(database, owner)
    await keeps_draft(database, owner, now=NOW + 80 * timedelta(days=1))
    assert await clean_up(database, now=NOW + 100 * timedelta(days=1)) == Counter()
    assert await rows(database, draft) == 1


async def test_two_that_clean_at_once_delete_everything_once(database: Database, database_url: str) -> None:
    for name in ("Jadwiga", "Piotr", "Eleni"):
        owner = await person(database, name)
        for _ in range(MOST_ARRIVALS):
            await brings(database, owner)
    await suggested_and_decided(database, count=450)
    other = open_database(database_url)
    later = NOW + 3 * YEAR
    done = await asyncio.gather(clean_up(database, now=later), clean_up(other, now=later))
    await other.close()
    assert done[0] + done[1] == Counter({"files with translations": 3 * MOST_ARRIVALS, "suggestions": 450})
    assert (await rows(database, arrival), await rows(database, suggestion)) == (0, 0)


async def test_of_many_files_of_one_person_the_newest_stay(database: Database) -> None:
    jadwiga, piotr = await person(database, "Jadwiga"), await person(database, "Piotr")
    kept = [await brings(database, piotr)]
    kept += [await brings(database, jadwiga) for _ in range(MOST_ARRIVALS + 2)][2:]
    found = await database.all(select(arrival.c.id).order_by(arrival.c.id), {})
    assert [row.id for row in found] == kept


async def test_the_command_cleans_here_too(database: Database, database_url: str, tmp_path: Path) -> None:
    await keeps_draft(database, await person(database, "Jadwiga"), now=datetime.now(UTC) - timedelta(days=91))
    environment = {**settings_of(tmp_path / "data", tmp_path), "DATABASE_URL": database_url}
    clean = partial(subprocess.check_output, [ATSIV, "clean"], cwd=tmp_path, env=environment, text=True)
    assert await asyncio.to_thread(clean) == "Deleted: drafts 1.\n"
