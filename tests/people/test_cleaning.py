import asyncio
import os
import subprocess
from collections import Counter
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import Table, delete, func, insert, select

from app.people.operations import (
    Allowance,
    add_account,
    ask_email,
    clean,
    count_try,
    delete_person,
    issue_ticket,
    keep,
    open_guest,
    open_session,
    queue_letter,
    record_act,
)
from app.people.queries import person_of
from app.people.tables import account, act, email_change, erasure, letter, limit, person, session, site_key, ticket
from app.storage import Database, open_database
from tests.servers import ATSIV, settings_of

pytestmark = pytest.mark.anyio

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
SECOND, DAY = timedelta(seconds=1), timedelta(days=1)
LIFETIME = timedelta(days=730)
A_MONTH_BEFORE = NOW + LIFETIME - timedelta(days=30)


async def guest(database: Database, name: str, *, now: datetime = NOW) -> int:
    opened = await database.write(
        partial(open_guest, once=name, token=name, language="el", now=now, lifetime=timedelta(days=90))
    )
    return opened.person_id


async def owner(database: Database, name: str = "maria", *, opened: bool = True, now: datetime = NOW) -> int:
    return await database.write(
        partial(
            add_account,
            email=f"{name}@example.org",
            name=name,
            password_hash=None,
            pseudonym=name,
            language="el",
            opened=opened,
            now=now,
            lifetime=LIFETIME,
        )
    )


async def use(database: Database, person_id: int, *, now: datetime) -> None:
    """Its owner signs in."""
    await database.write(
        partial(open_session, person_id=person_id, token="browser", device="", now=now, lifetime=LIFETIME)
    )
    known = await person_of(database, token="browser", now=now)
    assert known
    await database.write(partial(keep, known=known, now=now, guest=DAY, account=LIFETIME))


async def count(database: Database, table: Table) -> int:
    row = await database.first(select(func.count()).select_from(table), {})
    return int(row[0]) if row else 0


async def letters(database: Database) -> list[tuple[int, str]]:
    rows = await database.all(select(letter.c.person_id, letter.c.kind).order_by(letter.c.id), {})
    return [(row.person_id, row.kind) for row in rows]


async def test_of_many_guests_exactly_those_go_whose_time_is_over(database: Database) -> None:
    for number in range(45):
        await guest(database, f"guest {number}", now=NOW - timedelta(days=90))
    kept = await guest(database, "maria", now=NOW - timedelta(days=90) + SECOND)
    assert await clean(database, now=NOW) == Counter(guests=45)
    assert [row.id for row in await database.all(select(person.c.id), {})] == [kept]
    assert await count(database, erasure) == 0
    assert await clean(database, now=NOW) == Counter()


async def test_an_account_that_was_never_opened_goes_after_a_week_and_is_remembered(database: Database) -> None:
    unopened = await owner(database, opened=False)
    assert await clean(database, now=NOW + timedelta(days=7) - SECOND) == Counter()
    assert await clean(database, now=NOW + timedelta(days=7)) == Counter(accounts=1)
    assert [row.person_id for row in await database.all(select(erasure), {})] == [unopened]
    assert await letters(database) == []


async def test_an_unused_account_goes_a_month_after_one_letter(database: Database) -> None:
    maria = await owner(database)
    assert await clean(database, now=A_MONTH_BEFORE - SECOND) == Counter()
    assert await clean(database, now=A_MONTH_BEFORE) == Counter(warnings=1)
    assert await letters(database) == [(maria, "expiring")]

    await database.write(lambda writer: writer.run(delete(letter), {}))  # it was sent
    for day in range(1, 30):
        assert await clean(database, now=A_MONTH_BEFORE + day * DAY) == Counter()
    assert await clean(database, now=NOW + LIFETIME) == Counter(accounts=1)
    assert [(row.person_id, row.at) for row in await database.all(select(erasure), {})] == [(maria, NOW + LIFETIME)]


async def test_whoever_uses_their_account_after_the_letter_keeps_it_and_is_warned_anew(database: Database) -> None:
    maria = await owner(database)
    await clean(database, now=A_MONTH_BEFORE)
    await use(database, maria, now=A_MONTH_BEFORE + DAY)
    assert "accounts" not in await clean(database, now=NOW + LIFETIME)
    assert await count(database, account) == 1
    assert "warnings" not in await clean(database, now=A_MONTH_BEFORE + DAY + LIFETIME - timedelta(days=31))
    assert (await clean(database, now=A_MONTH_BEFORE + DAY + LIFETIME - timedelta(days=30)))["warnings"] == 1


async def test_nobody_is_deleted_unwarned_even_if_nothing_was_cleaned_for_long(database: Database) -> None:
    await owner(database)
    late = NOW + LIFETIME + 100 * DAY
    assert await clean(database, now=late) == Counter(warnings=1)
    assert await clean(database, now=late + timedelta(days=30) - SECOND) == Counter()
    assert await clean(database, now=late + timedelta(days=30)) == Counter(accounts=1)


async def fill(database: Database) -> None:
    """One row in each table, none of which belongs to somebody who goes meanwhile."""
    maria, gone = await owner(database), await owner(database, "ioana")
    await database.write(partial(open_session, person_id=maria, token="browser", device="", now=NOW, lifetime=LIFETIME))
    await database.write(partial(issue_ticket, person_id=maria, purpose="password", token="link", now=NOW))
    await database.write(partial(ask_email, person_id=maria, email="new@example.org", now=NOW))
    await database.write(partial(queue_letter, person_id=maria, kind="changed", now=NOW))
    await database.write(partial(record_act, actor="maria", action="rename", now=NOW))
    await database.write(partial(delete_person, person_id=gone, now=NOW))
    tried = (Allowance("sign in", "maria", 10, timedelta(hours=1)),)
    await database.write(partial(count_try, allowances=tried, chance_key=bytes(32), now=NOW))


@pytest.mark.parametrize(
    ("name", "table", "kept"),
    [
        ("sessions", session, timedelta(days=30)),
        ("links", ticket, timedelta(hours=24)),
        ("new addresses", email_change, timedelta(days=7)),
        ("counts of tries", limit, timedelta(hours=1)),
        ("keys", site_key, timedelta(hours=14, minutes=30)),
        ("letters", letter, timedelta(days=30)),
        ("acts", act, timedelta(days=3 * 365)),
        ("erasures", erasure, timedelta(days=365)),
    ],
)
async def test_everything_is_kept_for_its_time_and_no_longer(
    database: Database, name: str, table: Table, kept: timedelta
) -> None:
    await fill(database)
    assert name not in await clean(database, now=NOW + kept - SECOND)
    before = await count(database, table)
    done = await clean(database, now=NOW + kept)
    assert done[name] == 1
    assert await count(database, table) == before - 1 + (done["warnings"] if table is letter else 0)


async def test_two_that_clean_at_once_delete_everything_once(database: Database, database_url: str) -> None:
    old = insert(person).values(kind="guest", language="en", created_at=NOW, expires_at=NOW)
    for _ in range(120):
        await database.write(lambda writer: writer.run(old, {}))
    accounts = [
        await owner(database, f"owner {number}", opened=False, now=NOW - timedelta(days=7)) for number in range(30)
    ]
    other = open_database(database_url)
    done = await asyncio.gather(clean(database, now=NOW), clean(other, now=NOW))
    await other.close()
    assert done[0] + done[1] == Counter(guests=120, accounts=30)
    assert await count(database, person) == 0
    assert {row.person_id for row in await database.all(select(erasure), {})} == set(accounts)


def run_clean(database_url: str, folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {**settings_of(folder / "data", folder), "DATABASE_URL": database_url}
    return subprocess.run(
        [ATSIV, "clean"], check=False, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8"
    )


async def test_the_command_says_in_one_line_what_it_deleted(
    database: Database, database_url: str, tmp_path: Path
) -> None:
    now = datetime.now(UTC)
    for name in ("maria", "ioana"):
        await guest(database, name, now=now - timedelta(days=91))
    await owner(database, opened=False, now=now - timedelta(days=8))
    await owner(database, "yiorgos", now=now - LIFETIME)
    shown = [await asyncio.to_thread(run_clean, database_url, tmp_path) for _ in range(2)]
    assert [(each.returncode, each.stdout, each.stderr) for each in shown] == [
        (0, "Deleted: accounts 1, guests 2. Letters queued to owners of accounts that will be deleted: 1.\n", ""),
        (0, "Deleted: nothing.\n", ""),
    ]


async def test_the_command_changes_nothing_in_a_database_of_another_version(tmp_path: Path) -> None:
    shown = await asyncio.to_thread(run_clean, f"sqlite:///{tmp_path / 'new.db'}", tmp_path)
    assert (shown.returncode, shown.stdout) == (1, "")
    assert shown.stderr.startswith("The database isn't at the newest migration. Start the site")
    assert not (tmp_path / "new.db").exists()


async def test_letters_that_nobody_picked_up_go_from_the_folder_after_a_month(
    database_url: str, tmp_path: Path
) -> None:
    folder = tmp_path / "data" / "mail"
    folder.mkdir(parents=True)
    for name, days in (("old", 31), ("new", 29)):
        (folder / f"{name}.eml").write_text("Subject: hello\n\nMaria")
        at = (datetime.now(UTC) - timedelta(days=days)).timestamp()
        os.utime(folder / f"{name}.eml", (at, at))
    shown = await asyncio.to_thread(run_clean, database_url, tmp_path)
    assert shown.stdout == "Deleted: letters in the folder 1.\n"
    assert [file.name for file in folder.iterdir()] == ["new.eml"]
