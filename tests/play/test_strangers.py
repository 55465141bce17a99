"""Stefan must see nothing of Maria's story, and change nothing in it."""

import pytest

from app.people.tables import person
from app.progress.tables import decision, run
from tests.join.cast import sign_in, sign_up
from tests.learn.browser import Browser
from tests.learn.kept import count, values
from tests.learn.running import Site
from tests.play.cast import GAME, begin, choose, play

pytestmark = pytest.mark.anyio


@pytest.fixture(params=["a visitor", "a player"])
async def stranger(request: pytest.FixtureRequest, stefan: Browser) -> Browser:
    if request.param == "a player":
        await play(stefan, "home", opening="spring")
    return stefan


async def test_a_stranger_does_not_find_marias_story(maria: Browser, stranger: Browser, site: Site) -> None:
    await play(maria, "drum")
    await play(maria, "drum", "count", "play")
    form = (await stranger.open(GAME)).forms()[0]
    before = [await count(site.database, table) for table in (person, run, decision)]
    assert (await stranger.open(f"{GAME}/2")).status == 404
    sent = [("token", form.value("token")), ("step", "2"), ("choice", "count"), ("n", "1")]
    for address in (f"{GAME}/2", f"{GAME}/2/again"):
        assert (address, (await stranger.post(address, sent)).status) == (address, 404)
    assert [await count(site.database, table) for table in (person, run, decision)] == before
    assert (await maria.open(f"{GAME}/2")).heading == "A quiet quay"


async def test_stories_have_numbers_of_their_own(maria: Browser, stefan: Browser) -> None:
    await play(maria, "drum")
    page = await play(stefan, "ring")
    assert page.address == f"{GAME}/1#after"
    assert (await maria.open(f"{GAME}/1")).texts("decided") == ["Buy a drum."]


async def test_whoever_is_unknown_by_now_is_told_that_nothing_is_there(maria: Browser, site: Site) -> None:
    page = await play(maria, "ring")
    form = page.forms()[0]
    site.clock.go_on(days=400)
    assert (await maria.open(f"{GAME}/1")).status == 404
    sent = [("token", form.value("token")), ("step", "2"), ("choice", "help")]
    assert (await maria.post(f"{GAME}/1", sent)).status == 404
    assert await count(site.database, decision) == 1


async def test_whoever_is_unknown_by_now_begins_as_somebody_new(maria: Browser, site: Site) -> None:
    await play(maria, "ring", "help", "shut")
    site.clock.go_on(days=400)
    start = await maria.open(GAME)
    assert "Your stories so far" not in start.main.text
    page = await begin(maria)
    assert (page.address, page.heading) == (f"{GAME}/1", "Six in the morning")


@pytest.mark.parametrize("tail", ["", "/1", "/1/again"])
async def test_the_token_of_somebody_else_does_nothing(maria: Browser, stefan: Browser, site: Site, tail: str) -> None:
    await play(maria, "drum")
    theirs = (await play(stefan, "ring")).forms()[0].value("token")
    sent = [("token", theirs), ("opening", "autumn"), ("step", "2"), ("choice", "help"), ("n", "1")]
    page = await maria.post(f"{GAME}{tail}", sent)
    assert (page.status, page.address) == (200, f"{GAME}{tail.removesuffix('/again')}")
    assert [await count(site.database, table) for table in (run, decision)] == [2, 2]


async def test_a_form_from_another_site_does_nothing(maria: Browser, site: Site) -> None:
    form = (await play(maria, "drum")).forms()[0]
    sent = {"token": form.value("token"), "step": "2", "choice": "help"}
    response = await maria.client.post(form.action, data=sent, headers={"sec-fetch-site": "cross-site"})
    assert response.status_code == 403
    assert await count(site.database, decision) == 1


async def test_a_guest_who_deletes_their_progress_leaves_no_story(maria: Browser, stefan: Browser, site: Site) -> None:
    page = await play(maria, "drum")
    await play(stefan, "ring", "help")
    ask = (await maria.open("/en/progress")).form("Delete my progress")
    sure = (await maria.send(ask, "Delete my progress")).form("Yes, delete everything")
    await maria.send(sure, "Yes, delete everything")
    assert await values(site.database, decision.c.choice) == [("help",), ("ring",)]
    assert await count(site.database, run) == 1
    assert (await choose(maria, page, "help")).status == 404


async def test_an_account_keeps_its_stories_on_every_device(maria: Browser, site: Site) -> None:
    await sign_up(maria)
    await play(maria, "drum", "help", "play")
    await play(maria, "ring")
    site.clock.go_on(days=90)
    tablet = site.browser()
    await sign_in(tablet)
    start = await tablet.open(GAME)
    assert start.links()["Go on with your story"] == f"{GAME}/2"
    assert start.links()["In spring – A full quay"] == f"{GAME}/1"
