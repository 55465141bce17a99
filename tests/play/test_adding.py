"""Stories that a guest played go into the account, if its owner says so."""

import pytest

from app.progress.tables import decision, run
from tests.join.cast import sign_in, sign_up
from tests.learn.browser import Browser
from tests.learn.kept import count, values
from tests.learn.running import Site
from tests.play.cast import GAME, begin, choose, play

pytestmark = pytest.mark.anyio

YES = "Yes, add it"


@pytest.fixture
async def owner(site: Site) -> Browser:
    """Maria's phone, signed in from the first moment."""
    phone = site.browser()
    await sign_up(phone)
    return phone


async def add(browser: Browser) -> None:
    page = await sign_in(browser)
    await browser.send(page.form(YES), YES)


async def test_choices_alone_are_offered(owner: Browser, maria: Browser) -> None:
    await play(maria, "ring", "help")
    assert (await sign_in(maria)).heading == "Add the 2 answers given on this device to your account?"


async def test_an_open_story_goes_on_on_the_other_device(owner: Browser, maria: Browser) -> None:
    await play(maria, "ring")
    await add(maria)
    for device in (owner, maria):
        assert (await device.open(f"{GAME}/1")).heading == "Noon"


async def test_stories_of_both_are_there_and_the_open_one_of_the_account_stays_open(
    owner: Browser, maria: Browser, site: Site
) -> None:
    await play(owner, "drum", "help", "play")
    await play(owner, "drum")
    await play(maria, "ring", "help", "shut")
    await play(maria, "ring")
    await add(maria)
    found = await values(site.database, run.c.number, run.c.ending, run.c.ended_at.is_(None))
    assert [(number, ending or "", bool(open_)) for number, ending, open_ in found] == [
        (1, "full-quay", False),
        (2, "", True),
        (3, "full-quay", False),
        (4, "", False),
    ]
    assert await count(site.database, decision) == 8
    page = await owner.open(f"{GAME}/4")
    assert (page.heading, page.texts("label")[0]) == ("Noon", "You left this story here")


async def test_a_story_that_was_only_begun_is_no_reason_to_ask(owner: Browser, maria: Browser) -> None:
    await begin(maria)
    assert (await sign_in(maria)).heading == "My account"


async def test_signing_up_takes_along_what_a_guest_played(maria: Browser) -> None:
    await play(maria, "drum", "help", "play")
    page = await sign_up(maria)
    await maria.send(page.form(YES), YES)
    assert (await maria.open(GAME)).links()["In spring – A full quay"] == f"{GAME}/1"


async def test_stories_that_are_not_wanted_stay_away(owner: Browser, maria: Browser) -> None:
    await play(owner, "ring")
    await play(maria, "drum", "help", "play")
    page = await sign_in(maria)
    await maria.send(page.form("No, leave it"), "No, leave it")
    assert (await maria.open(f"{GAME}/1")).texts("decided") == ["Ring the others."]
    assert (await maria.open(f"{GAME}/2")).status == 404


async def test_a_page_from_before_decides_nothing_in_another_story(owner: Browser, maria: Browser, site: Site) -> None:
    await play(owner, "ring")
    page = await play(maria, "drum")
    await add(maria)
    shown = await choose(maria, page, "help")
    assert (shown.heading, shown.texts("decided")) == ("Noon", ["Ring the others."])
    assert await count(site.database, decision) == 2


async def test_the_open_story_is_found_below_however_many_others(owner: Browser, maria: Browser) -> None:
    await play(owner, "ring")
    await play(maria, "home")
    for _ in range(12):
        await begin(maria, "autumn")
        await begin(maria, "spring")
    await add(maria)
    assert (await owner.open(GAME)).links()["Go on with your story"] == f"{GAME}/1"
