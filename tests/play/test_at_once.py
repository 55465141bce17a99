"""Everything sent twice at the same moment, and from two devices: it counts once."""

import asyncio

import pytest

from app.people.tables import person
from app.progress.tables import decision, run
from tests.join.cast import sign_in, sign_up
from tests.learn.browser import Browser, Page, Pairs
from tests.learn.kept import count, values
from tests.learn.running import Site
from tests.play.cast import GAME, play

pytestmark = pytest.mark.anyio


def filled(page: Page, name: str, value: str) -> tuple[str, Pairs]:
    """Where a form goes, and what is sent when one of its buttons is pressed."""
    form = next(one for one in page.forms() if any(each.get("name") == name for each in one.buttons.values()))
    return form.action, [*(pair for field in form.fields for pair in field.pairs), (name, value)]


async def test_a_visitors_double_click_makes_one_guest_with_one_story(maria: Browser, site: Site) -> None:
    action, sent = filled(await maria.open(GAME), "opening", "spring")
    # The second click comes without the cookie that the first is answered with.
    first, second = await asyncio.gather(*(site.browser().post(action, sent) for _ in range(2)))
    assert (first.address, second.address) == (f"{GAME}/1", f"{GAME}/1")
    assert [await count(site.database, table) for table in (person, run)] == [1, 1]


async def test_beginning_again_twice_at_once_begins_one_story(maria: Browser, site: Site) -> None:
    action, sent = filled(await play(maria, "drum", "help", "play"), "n", "2")
    pages = await asyncio.gather(*(maria.post(action, sent) for _ in range(3)))
    assert {(page.address, page.heading) for page in pages} == {(f"{GAME}/2?anew=#note", "Noon")}
    assert await count(site.database, run) == 2
    assert await count(site.database, decision) == 4


async def test_of_two_devices_one_decides_and_the_other_is_told(maria: Browser, site: Site) -> None:
    await sign_up(maria)
    phone = site.browser()
    await sign_in(phone)
    page = await play(maria, "drum")
    seen = await phone.open(f"{GAME}/1")
    sendings = [(maria, *filled(page, "choice", "help")), (phone, *filled(seen, "choice", "count"))]
    shown = await asyncio.gather(*(device.post(action, sent) for device, action, sent in sendings))
    assert [page.heading for page in shown] == ["Evening", "Evening"]
    notes = [page.texts("note") for page in shown]
    assert sorted(notes) == [[], ["That was decided already. The story goes on here."]]
    second = "help" if notes[0] == [] else "count"
    assert await values(site.database, decision.c.n, decision.c.choice) == [(1, "drum"), (2, second)]


async def test_a_choice_and_a_new_story_at_once_leave_one_story_open(maria: Browser, site: Site) -> None:
    page = await play(maria, "drum")
    choice = filled(page, "choice", "help")
    anew = filled(await maria.open(GAME), "opening", "autumn")
    await asyncio.gather(*(maria.post(action, sent) for action, sent in (choice, anew)))
    found = await values(site.database, run.c.number, run.c.opening, run.c.ended_at.is_(None))
    assert [(number, opening, bool(open_)) for number, opening, open_ in found] == [
        (1, "spring", False),
        (2, "autumn", True),
    ]
    assert (await maria.open(f"{GAME}/1")).texts("label")[0] == "You left this story here"
