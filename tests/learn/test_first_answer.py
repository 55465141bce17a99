"""Nothing is known of a visitor until they first answer; then there is one guest, whatever is sent twice."""

import asyncio
from pathlib import Path

import pytest

from app.progress.tables import step
from app.storage import Database
from tests.learn.browser import Browser
from tests.learn.cast import KINDS, LESSON, QUIZ, READING, answer
from tests.learn.course import RIGHT, small_course
from tests.learn.kept import OF_PEOPLE, counts, values
from tests.learn.running import Site, run

pytestmark = pytest.mark.anyio

NOBODY = dict.fromkeys(OF_PEOPLE, 0)


async def test_looking_around_leaves_nothing_behind(ioana: Browser, site: Site) -> None:
    for address in ("/en", "/en/demo", "/en/demo/first", LESSON, KINDS, READING, QUIZ, "/en/progress"):
        page = await ioana.open(address)
        assert (page.status, page.headers.get("set-cookie")) == (200, None)
    assert await counts(site.database) == NOBODY


async def test_a_hint_sets_no_cookie(ioana: Browser, site: Site) -> None:
    page = await ioana.open(LESSON)
    shown = await ioana.send(page.form_of("who-signs"), "Show a hint")
    assert shown.texts("hint") == ["Hint Who keeps the promise?"]
    assert ioana.cookies == {}
    assert await counts(site.database) == NOBODY


async def test_an_incomplete_answer_sets_no_cookie(ioana: Browser, site: Site) -> None:
    page = await ioana.open(LESSON)
    shown = await ioana.send(page.form_of("who-signs"), "Check my answer")
    assert shown.texts("problem") == ["Please choose one answer."]
    assert ioana.cookies == {}
    assert await counts(site.database) == NOBODY


async def test_the_first_answer_sets_one_cookie(maria: Browser, site: Site) -> None:
    page = await maria.open(LESSON)
    saved = await maria.send(page.form_of("who-signs").choose("each"), "Check my answer", follow=False)
    (cookie,) = saved.headers.get_list("set-cookie")
    name, _, rest = cookie.partition("=")
    value, _, attributes = rest.partition("; ")
    assert (name, len(value)) == ("session", 22)
    assert sorted(attributes.split("; ")) == ["HttpOnly", "Max-Age=15552000", "Path=/", "SameSite=Lax"]
    assert (saved.status, saved.headers["location"]) == (303, f"{LESSON}#q-who-signs")
    assert await counts(site.database) == NOBODY | {"person": 1, "session": 1, "attempt": 1, "step": 1}


async def test_on_https_the_cookie_stays_on_https(sqlite_database: Database, tmp_path: Path) -> None:
    site = run(sqlite_database, small_course(tmp_path), base_url="https://learn.test")
    maria = site.browser()
    page = await maria.open(LESSON)
    saved = await maria.send(page.form_of("who-signs").choose("each"), "Check my answer", follow=False)
    (cookie,) = saved.headers.get_list("set-cookie")
    assert cookie.startswith("__Host-session=")
    attributes = cookie.partition("; ")[2]
    assert sorted(attributes.split("; ")) == ["HttpOnly", "Max-Age=15552000", "Path=/", "SameSite=Lax", "Secure"]
    assert (await maria.open(LESSON)).question("who-signs").texts("verdict") == ["Right."]


async def test_the_token_in_forms_does_not_tell_the_cookie(maria: Browser) -> None:
    await answer(maria, LESSON, "who-signs")
    page = await maria.open(LESSON)
    assert maria.cookies["session"] not in page.markup


async def test_the_first_form_sent_twice_makes_one_guest(site: Site) -> None:
    """As by a double click: the browser has no cookie yet when it sends the second."""
    maria, double = site.browser(), site.browser()
    form = (await maria.open(LESSON)).form_of("who-signs").choose("each")
    first = await maria.send(form, "Check my answer")
    second = await double.send(form, "Check my answer")
    assert [page.question("who-signs").texts("verdict") for page in (first, second)] == [["Right."]] * 2
    assert await counts(site.database) == NOBODY | {"person": 1, "session": 2, "attempt": 1, "step": 1}


async def test_the_first_form_sent_again_with_the_cookie_counts_once(maria: Browser, site: Site) -> None:
    form = (await maria.open(LESSON)).form_of("who-signs").choose("each")
    await maria.send(form, "Check my answer")
    again = await maria.send(form, "Check my answer")
    assert again.question("who-signs").texts("verdict") == ["Right."]
    assert await counts(site.database) == NOBODY | {"person": 1, "session": 1, "attempt": 1, "step": 1}


async def test_the_first_form_sent_twenty_times_at_once_makes_one_guest(site: Site) -> None:
    form = (await site.browser().open(LESSON)).form_of("who-signs").choose("each")
    sent = [site.browser().send(form, "Check my answer", follow=False) for _ in range(20)]
    answers = await asyncio.gather(*sent)
    assert {(page.status, page.headers["location"]) for page in answers} == {(303, f"{LESSON}#q-who-signs")}
    kept = await counts(site.database)
    assert (kept["person"], kept["attempt"], kept["step"]) == (1, 1, 1)


async def test_a_page_that_somebody_else_kept_makes_another_guest(site: Site) -> None:
    maria, stefan = site.browser(), site.browser()
    form = (await maria.open(LESSON)).form_of("who-signs").choose("each")
    await maria.send(form, "Check my answer")
    site.clock.go_on(minutes=11)
    await stefan.send(form, "Check my answer")
    kept = await counts(site.database)
    assert (kept["person"], kept["step"]) == (2, 2)


async def test_a_second_tab_opened_before_the_first_answer_loses_nothing(maria: Browser, site: Site) -> None:
    one, other = await maria.open(LESSON), await maria.open(KINDS)
    await maria.send(one.form_of("who-signs").choose("each"), "Check my answer")
    shown = await maria.send(other.form_of("word").write("a contract, signed"), "Check my answer")
    (note,) = shown.question("word").texts("note")
    assert note == (
        "Since you opened this page something has changed, so this was not saved yet. It is all still here: "
        "please send it once more."
    )
    form = shown.form_of("word")
    assert form.values() == [("answer", "a contract, signed")]
    saved = await maria.send(form, "Check my answer")
    assert saved.question("word").texts("verdict") == ["Not yet. Read what it says beside your answer, and try again."]
    assert (await counts(site.database))["step"] == 2


async def test_a_cookie_that_nobody_knows_is_replaced(maria: Browser, site: Site) -> None:
    maria.client.cookies.set("session", "A" * 22, domain="learn.test")
    page = await answer(maria, LESSON, "who-signs", RIGHT["who-signs"])
    assert page.question("who-signs").texts("verdict") == ["Right."]
    assert "A" * 22 not in maria.cookies.values()
    assert (await counts(site.database))["person"] == 1


@pytest.mark.parametrize(("address", "button"), [(QUIZ, "Start now"), (READING, "I have read this lesson")])
async def test_whatever_comes_first_makes_one_guest_however_often_it_is_sent(
    address: str, button: str, site: Site
) -> None:
    form = (await site.browser().open(address)).form(button)
    pages = await asyncio.gather(*(site.browser().send(form, button) for _ in range(20)))
    assert len({page.address for page in pages}) == 1
    kept = await counts(site.database)
    assert (kept["person"], kept["attempt"]) == (1, 1)


async def test_hints_seen_before_the_first_answer_are_kept_with_it(maria: Browser, site: Site) -> None:
    page = await maria.open(LESSON)
    page = await maria.send(page.form_of("who-signs"), "Show a hint")
    page = await maria.send(page.form_of("who-signs").choose("each"), "Check my answer")
    assert page.question("who-signs").texts("hint") == ["Hint Who keeps the promise?"]
    assert await values(site.database, step.c.action, step.c.hints) == [("answer", 1)]
