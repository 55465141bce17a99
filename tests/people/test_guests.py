import asyncio
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import StatementError

from app.people.operations import (
    OpenedGuest,
    PersonGone,
    delete_person,
    hold_known,
    hold_person,
    keep,
    open_guest,
)
from app.people.queries import Known, person_of
from app.people.tables import erasure, person
from app.storage import Database

pytestmark = pytest.mark.anyio

NOW = datetime(2026, 11, 24, 9, 30, 0, 123456, tzinfo=UTC)
LIFETIME = timedelta(days=90)


async def arrive(database: Database, browser: str = "maria", *, once: str = "page", now: datetime = NOW) -> OpenedGuest:
    return await database.write(
        lambda writer: open_guest(writer, once=once, token=browser, language="el", now=now, lifetime=LIFETIME)
    )


async def who(database: Database, token: str, now: datetime = NOW) -> Known | None:
    return await person_of(database, token=token, now=now)


async def people(database: Database) -> int:
    row = await database.first(select(func.count()).select_from(person), {})
    return int(row[0]) if row else 0


async def test_a_first_answer_makes_a_guest_that_the_token_stands_for(database: Database) -> None:
    opened = await arrive(database)
    assert opened.created
    known = await who(database, "maria", NOW)
    assert known is not None
    assert (known.id, known.language, known.expires_at, known.is_guest) == (
        opened.person_id,
        "el",
        NOW + LIFETIME,
        True,
    )


async def test_a_stranger_is_nobody(database: Database) -> None:
    await arrive(database)
    assert await who(database, "stranger", NOW) is None


async def test_twenty_parallel_first_answers_from_one_page_make_one_guest(database: Database) -> None:
    opened = await asyncio.gather(*(arrive(database, f"token {number}") for number in range(20)))
    assert len({guest.person_id for guest in opened}) == 1
    assert sum(guest.created for guest in opened) == 1
    assert await people(database) == 1
    assert all([await who(database, f"token {number}", NOW) for number in range(20)])


async def test_a_page_that_was_left_open_for_long_makes_another_guest(database: Database) -> None:
    early = await arrive(database)
    late = await arrive(database, "later", now=NOW + timedelta(minutes=11))
    again = await arrive(database, "later still", now=NOW + timedelta(minutes=12))
    assert len({early.person_id, late.person_id, again.person_id}) == 3


async def test_a_guest_is_nobody_once_their_time_is_over(database: Database) -> None:
    await arrive(database)
    assert await who(database, "maria", NOW + LIFETIME - timedelta(seconds=1))
    assert await who(database, "maria", NOW + LIFETIME) is None


async def come_back(database: Database, now: datetime) -> Known:
    """Maria does something; how she is known afterwards."""
    known = await who(database, "maria", now)
    assert known is not None
    await database.write(lambda writer: keep(writer, known=known, now=now, guest=LIFETIME, account=timedelta(days=1)))
    again = await who(database, "maria", now)
    assert again is not None
    return again


@pytest.mark.parametrize(
    ("after", "kept"),
    [
        (timedelta(hours=23), timedelta(0)),
        (timedelta(hours=24), timedelta(0)),
        (timedelta(days=2), timedelta(days=2)),
        (timedelta(days=30), timedelta(days=30)),
    ],
)
async def test_coming_back_puts_the_end_off_by_what_is_worth_a_write(
    database: Database, after: timedelta, kept: timedelta
) -> None:
    await arrive(database)
    known = await come_back(database, NOW + after)
    assert (known.expires_at, known.session_expires_at) == (NOW + LIFETIME + kept, NOW + LIFETIME + kept)


async def test_a_guest_is_held_by_an_open_session_only(database: Database) -> None:
    opened = await arrive(database)
    held = [
        await database.write(partial(hold_known, token=token, now=now))
        for token, now in (("maria", NOW), ("stranger", NOW), ("maria", NOW + LIFETIME))
    ]
    assert [known and known.id for known in held] == [opened.person_id, None, None]


async def test_expired_guests_are_deleted_in_passing_a_few_at_a_time(database: Database) -> None:
    for number in range(22):
        await arrive(database, f"token {number}", once=f"page {number}")
    await arrive(database, "later", once="later", now=NOW + LIFETIME)
    assert await people(database) == 22 - 20 + 1
    await arrive(database, "later still", once="later still", now=NOW + LIFETIME)
    assert await people(database) == 2


async def test_a_deleted_person_is_gone_at_once_and_their_number_is_not_given_again(database: Database) -> None:
    opened = await arrive(database)
    await database.write(lambda writer: delete_person(writer, person_id=opened.person_id, now=NOW))
    assert await who(database, "maria", NOW) is None
    with pytest.raises(PersonGone):
        await database.write(lambda writer: hold_person(writer, person_id=opened.person_id))
    assert (await arrive(database)).person_id > opened.person_id
    assert [tuple(row) for row in await database.all(select(erasure), {})] == [(opened.person_id, NOW)]


async def test_no_token_is_stored(database: Database) -> None:
    await arrive(database, "secret token", once="secret page")
    for table in person.metadata.sorted_tables:
        assert "secret" not in repr(await database.all(select(table), {}))


async def test_a_time_without_a_zone_is_refused(database: Database) -> None:
    with pytest.raises((TypeError, StatementError)):
        await who(database, "maria", NOW.replace(tzinfo=None))
