"""Forms come from the site's own pages, and no body is larger than any of them needs."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from app.storage import Database
from tests.learn.browser import Browser
from tests.learn.cast import LESSON, answer, token
from tests.learn.course import small_course
from tests.learn.kept import counts
from tests.learn.markup import parse
from tests.learn.running import Site, run

pytestmark = pytest.mark.anyio

FORM = {"content-type": "application/x-www-form-urlencoded"}
BODY = f"token={'A' * 22}&steps=0&hints=0&answer=each&do=check"
QUESTION = f"{LESSON}/who-signs"
LIMIT = 64 * 1024


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"},
        {"sec-fetch-site": ""},
        {"sec-fetch-site": "cross-site", "origin": "http://learn.test"},
        {"origin": "http://elsewhere.test"},
        {"origin": "null"},
        {"origin": ""},
        {"origin": "http://learn.test.elsewhere.test"},
        {},
    ],
)
async def test_a_form_from_elsewhere_is_refused(headers: dict[str, str], ioana: Browser, site: Site) -> None:
    response = await ioana.client.post(QUESTION, content=BODY, headers=FORM | headers)
    assert response.status_code == 403
    assert parse(response.text).all("h1")[0].text == "This form did not come from this site"
    assert (response.headers.get("set-cookie"), response.headers["cache-control"]) == (None, "no-store")
    assert (await counts(site.database))["person"] == 0


@pytest.mark.parametrize(
    "headers", [{"sec-fetch-site": "same-origin"}, {"origin": "http://learn.test"}], ids=["today", "older"]
)
async def test_a_form_from_here_is_taken(headers: dict[str, str], ioana: Browser) -> None:
    response = await ioana.client.post(QUESTION, content=BODY, headers=FORM | headers)
    assert response.status_code == 303


async def test_behind_a_proxy_the_origin_is_the_address_people_type(sqlite_database: Database, tmp_path: Path) -> None:
    """The proxy may hand on another host than the one in the browser's address bar."""
    site = run(sqlite_database, small_course(tmp_path), base_url="https://learn.example.org")
    headers = FORM | {"host": "backend:8000", "origin": "https://learn.example.org"}
    response = await site.browser().client.post(QUESTION, content=BODY, headers=headers)
    assert response.status_code == 303


async def test_every_address_that_takes_a_form_refuses_one_from_elsewhere(maria: Browser, site: Site) -> None:
    page = await answer(maria, LESSON, "who-signs")
    before = await counts(site.database)
    for address in ("/en/progress", LESSON, QUESTION, "/en/demo/first/quiz", "/en/demo/first/quiz/1/finish"):
        body = f"token={token(page)}&do=delete&anchor=who-signs"
        headers = FORM | {"sec-fetch-site": "cross-site", "origin": "http://elsewhere.test"}
        response = await maria.client.post(address, content=body, headers=headers)
        assert (address, response.status_code) == (address, 403)
    assert await counts(site.database) == before


async def test_from_the_first_answer_on_the_token_counts(maria: Browser, site: Site) -> None:
    await answer(maria, LESSON, "what-holds")
    before = await counts(site.database)
    for given in ("", "A" * 22, "é" * 22, "A" * 5000):
        page = await maria.post(
            QUESTION, [("token", given), ("steps", "0"), ("hints", "0"), ("answer", "lead"), ("do", "check")]
        )
        assert len(page.question("who-signs").texts("note")) == 1
        assert page.form_of("who-signs").values() == [("answer", "lead")]
    assert await counts(site.database) == before


@pytest.mark.parametrize("given", ["", "A", "A" * 21, "A" * 23])
async def test_a_first_answer_needs_the_nonce_of_a_page(given: str, ioana: Browser, site: Site) -> None:
    page = await ioana.post(
        QUESTION, [("token", given), ("steps", "0"), ("hints", "0"), ("answer", "lead"), ("do", "check")]
    )
    assert len(page.question("who-signs").texts("note")) == 1
    assert (ioana.cookies, (await counts(site.database))["person"]) == ({}, 0)


async def test_a_body_announced_as_too_large_is_refused(ioana: Browser, site: Site) -> None:
    headers = FORM | {"sec-fetch-site": "same-origin"}
    response = await ioana.client.post(QUESTION, content="a=" + "x" * LIMIT, headers=headers)
    assert response.status_code == 413
    assert parse(response.text).all("h1")[0].text == "That was too much at once"
    assert (await counts(site.database))["person"] == 0


async def test_a_body_that_grows_too_large_is_refused(ioana: Browser) -> None:
    sent = 0

    async def chunks() -> AsyncIterator[bytes]:
        nonlocal sent
        for _ in range(1000):
            sent += 4096
            yield b"x" * 4096

    headers = FORM | {"sec-fetch-site": "same-origin"}
    response = await ioana.client.post(QUESTION, content=chunks(), headers=headers)
    assert "content-length" not in response.request.headers
    assert response.status_code == 413
    assert parse(response.text).all("h1")[0].text == "That was too much at once"
    assert sent <= LIMIT + 4096


async def test_the_longest_answer_fits(maria: Browser) -> None:
    text = "Ω" * 4000
    page = await answer(maria, "/en/demo/first/kinds", "thoughts", lambda form: form.write(text))
    assert page.question("thoughts").texts("written") == [f"Your answer {text}"]
