"""Reminders: before a due date and after a pause, each once, never too often, never to who stopped them."""

import asyncio
from datetime import timedelta

import pytest

from app.content.library import load
from app.people.tables import letter, membership
from app.progress.operations.reminding import remind
from app.progress.units import units_of
from app.storage import Database, open_database
from tests.coordinate.school import School
from tests.join.cast import Postbox
from tests.learn.kept import count
from tests.learn.running import Site

pytestmark = pytest.mark.anyio


async def run_remind(site: Site, database: Database | None = None) -> dict[str, int]:
    units = units_of(load(site.courses).courses["demo"]["en"])
    return dict(await remind(database or site.database, units=units, now=site.clock()))


@pytest.fixture
async def due_in_a_week(school: School, site: Site) -> School:
    group = await school.group("Autumn", due=(site.clock() + timedelta(days=7)).date())
    for name in ("Ana", "Borys", "Elena", "Nikos"):
        await school.learner(name, group, joined=3, muted=name == "Elena")
    await school.everything("Ana")
    await school.completed("Nikos", "lesson", "first", "start", ago=1)
    return school


async def test_who_hasnt_finished_is_reminded_a_week_and_a_day_before(
    due_in_a_week: School, site: Site, postbox: Postbox
) -> None:
    assert await run_remind(site) == {"due": 2}
    await site.send_letters()
    assert sorted(one["To"] for one in postbox.letters) == ["borys@example.org", "nikos@example.org"]
    text = " ".join(postbox.letters[0].get_content().split())
    assert "is to be completed by 1 December 2026." in text
    assert "/en/mute?token=" in text
    for days, expected in ((1, {}), (3, {}), (2, {"due": 2}), (1, {}), (1, {}), (30, {})):
        site.clock.go_on(days=days)
        assert (days, await run_remind(site)) == (days, expected)


async def test_run_twice_and_from_two_machines_at_once_it_reminds_nobody_twice(
    due_in_a_week: School, site: Site, database_url: str
) -> None:
    others = [open_database(database_url, patience=10) for _ in range(3)]
    done = await asyncio.gather(*(run_remind(site, one) for one in (site.database, *others)))
    for one in others:
        await one.close()
    assert sum(each.get("due", 0) for each in done) == 2
    assert await count(site.database, letter) == 2
    assert await run_remind(site) == {}


async def test_after_two_weeks_of_nothing_there_is_one_reminder_until_something_is_done(
    school: School, site: Site
) -> None:
    group = await school.group("Autumn")
    await school.learner("Ana", group, joined=60)
    await school.completed("Ana", "lesson", "first", "start", ago=13)
    await school.learner("Borys", group, joined=15)
    assert await run_remind(site) == {"quiet": 1}
    site.clock.go_on(days=2)
    assert await run_remind(site) == {"quiet": 1}
    site.clock.go_on(days=30)
    assert await run_remind(site) == {}
    await school.completed("Ana", "lesson", "first", "kinds", ago=0)
    site.clock.go_on(days=15)
    assert await run_remind(site) == {"quiet": 1}


async def test_nobody_is_reminded_twice_within_some_days(school: School, site: Site) -> None:
    group = await school.group("Autumn", due=(site.clock() + timedelta(days=10)).date())
    await school.learner("Ana", group, joined=15)
    assert await run_remind(site) == {"quiet": 1}
    site.clock.go_on(days=3)
    assert await run_remind(site) == {}
    site.clock.go_on(days=4)
    assert await run_remind(site) == {"due": 1}


async def test_a_group_that_hasnt_begun_is_left_alone(school: School, site: Site) -> None:
    group = await school.group("Autumn")
    await school.learner("Ana", group, joined=60)
    site.clock.go_on(days=-101)
    assert await run_remind(site) == {}


async def test_who_stopped_the_letters_after_it_was_queued_gets_none(
    due_in_a_week: School, site: Site, postbox: Postbox
) -> None:
    await run_remind(site)
    now = site.clock()
    await site.database.write(lambda w: w.run(membership.update().values(muted_at=now), {}))
    await site.send_letters()
    assert postbox.letters == []
