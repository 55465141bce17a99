"""Addresses that never existed, that were copied badly, or that somebody made up to do harm."""

import re
from urllib.parse import quote

import pytest

from tests.learn.browser import Browser
from tests.learn.cast import LESSON, QUIZ, answer, take_quiz
from tests.learn.running import Site

pytestmark = pytest.mark.anyio

HOSTILE = [
    "<script>",
    "%00",
    "..",
    "%2e%2e",
    "\\evil.test",
    "%0d%0aset-cookie:%20a=b",
    "é",
    "🙂",
    "%ff%fe",
    "'; DROP TABLE person; --",
    "{0}",
    "\ue000token\ue001",
    "1" * 20,
    "9" * 5000,
    "-1",
    "x" * 3000,
]
PLACES = [
    "/{}",
    "/en/{}",
    "/en/demo/{}",
    "/en/demo/first/{}",
    "/en/demo/{}/start",
    "/en/{}/first/start",
    "/{}/demo/first/start",
    LESSON + "/{}",
    QUIZ + "/{}",
    QUIZ + "/1/{}",
    "/{}/demo/first/quiz/1/finish",
    "/en/{}/first/quiz/1/finish",
    QUIZ + "/{}/finish",
    QUIZ + "/{}/check",
    "/static/{}",
    "/media/demo/{}",
    "/media/{}/plan.svg",
    LESSON + "?again={}",
    "/en/search?q={}",
]


@pytest.mark.parametrize("place", PLACES)
async def test_a_made_up_address_gets_a_page_and_leads_nowhere_else(place: str, maria: Browser) -> None:
    await take_quiz(maria)
    for made_up in HOSTILE:
        address = place.format(made_up if "%" in made_up else quote(made_up))
        page = await maria.open(address, follow=False)
        assert page.status in {200, 302, 303, 308, 404}, address
        if "location" in page.headers:
            assert re.match("/en$|/en/demo/first/", page.headers["location"]), address
        assert "<script>" not in page.markup


@pytest.mark.parametrize("place", ["/{}/demo/first/start/who-signs", "/en/demo/first/start/{}", "/en/demo/first/{}"])
async def test_a_form_sent_to_a_made_up_address_gets_a_page(place: str, ioana: Browser) -> None:
    for made_up in {*HOSTILE} - {"..", "%2e%2e"}:  # the client takes these out
        page = await ioana.post(place.format(made_up if "%" in made_up else quote(made_up)), [], follow=False)
        assert page.status in {404, 409}


async def test_an_address_that_never_was_says_so(ioana: Browser) -> None:
    page = await ioana.open("/en/demo/nothing")
    assert (page.status, page.heading) == (404, "This page is not here")
    assert page.links() == {"Go to the course": "/en/demo", "Search the course": "/en/search"}
    assert [
        node.attributes["content"] for node in page.root.all("meta") if node.attributes.get("name") == "robots"
    ] == ["noindex"]


@pytest.mark.parametrize("address", ["/xx", "/xx/demo", "/xx/demo/first/start", "/EN", "/en-GB/demo", "/e"])
async def test_an_unknown_language_is_told_in_the_first_one(address: str, ioana: Browser) -> None:
    page = await ioana.open(address)
    assert (page.status, page.root.all("html")[0].attributes["lang"]) == (404, "en")


async def test_the_way_in_leads_home(ioana: Browser) -> None:
    page = await ioana.open("/", follow=False)
    assert (page.status, page.headers["location"]) == (302, "/en")


@pytest.mark.parametrize("address", ["/en", "/en/demo", "/en/demo/first", LESSON, QUIZ, "/en/search", "/en/progress"])
async def test_a_slash_at_the_end_is_no_mistake(address: str, ioana: Browser) -> None:
    page = await ioana.open(f"{address}/", follow=False)
    assert (page.status, page.headers["location"]) == (308, address)


@pytest.mark.parametrize("address", ["//elsewhere.test/", "/\\elsewhere.test/", "///en/"])
async def test_a_slash_at_the_end_leads_to_no_other_site(address: str, ioana: Browser) -> None:
    response = await ioana.client.get(f"http://learn.test{address}")
    assert response.headers["location"][:2] not in {"//", "/\\"}


async def test_a_picture_of_the_course_is_shown(ioana: Browser) -> None:
    response = await ioana.client.get("/media/demo/plan.svg")
    assert (response.status_code, response.headers["content-type"]) == (200, "image/svg+xml; charset=utf-8")


@pytest.mark.parametrize(
    "address", ["/media/demo/../course.md", "/media/../demo/course.md", "/media/demo/%2e%2e", "/media/%2e%2e/plan.svg"]
)
async def test_nothing_but_pictures_is_found_beside_them(address: str, ioana: Browser, site: Site) -> None:
    (site.courses.parent / "media").mkdir()
    (site.courses.parent / "media/plan.svg").write_text("secret", encoding="utf-8")
    response = await ioana.client.get(address)
    assert (response.status_code, "secret" in response.text) == (404, False)


async def test_who_comes_back_to_the_address_of_a_form_sees_its_page(maria: Browser) -> None:
    await answer(maria, LESSON, "who-signs")
    page = await maria.open(f"{LESSON}/nothing")
    assert page.address == LESSON
