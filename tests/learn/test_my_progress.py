"""What is kept for a browser, until when, and how it is deleted."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from app.people.operations import delete_person
from app.people.tables import person
from app.storage import Database
from app.storage.database import Work
from tests.around import Around
from tests.learn.browser import Browser
from tests.learn.cast import KINDS, LESSON, QUIZ, READING, answer, begin_quiz, complete_lessons, leave, take_quiz, token
from tests.learn.course import small_course
from tests.learn.kept import OF_PEOPLE, counts
from tests.learn.running import Site, run

pytestmark = pytest.mark.anyio

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
GONE = dict.fromkeys(OF_PEOPLE, 0)


async def delete(browser: Browser) -> None:
    page = await browser.open("/en/progress")
    page = await browser.send(page.form("Delete my progress"), "Delete my progress")
    page = await browser.send(page.form("Yes, delete everything"), "Yes, delete everything")
    assert page.texts("verdict") == [
        "Your progress has been deleted, and the cookie with it. You are welcome to start again at any time."
    ]


async def test_for_a_visitor_nothing_is_kept(ioana: Browser) -> None:
    page = await ioana.open("/en/progress")
    assert page.forms() == []
    assert page.main.all("p")[0].text.startswith("Nothing is kept for this browser yet.")
    assert page.links() == {"Start with the first lesson": LESSON}


async def test_it_tells_what_is_kept_and_until_when(maria: Browser) -> None:
    await answer(maria, LESSON, "who-signs")
    await answer(maria, LESSON, "what-holds", lambda form: form.choose("logo"))
    page = await maria.open("/en/progress")
    kept = page.main.by_id("page-kept")
    following = [node.text for node in page.main if node.tag == "p" and "2027." in node.text]
    assert kept.text == "What is kept"
    assert following == ["Your answers are kept until 23 May 2027. Questions done in lessons so far: 1."]
    assert page.texts("bar") == ["0 of 4 done"]


async def test_deleting_is_asked_for_twice(maria: Browser, site: Site) -> None:
    await answer(maria, LESSON, "who-signs")
    page = await maria.open("/en/progress")
    page = await maria.send(page.form("Delete my progress"), "Delete my progress")
    assert [*page.forms()[0].buttons] == ["Yes, delete everything"]
    assert page.links()["Keep my progress"] == "/en/progress"
    assert (await counts(site.database))["person"] == 1


async def test_deleting_leaves_nothing(maria: Browser, site: Site) -> None:
    await complete_lessons(maria)
    await take_quiz(maria)
    await begin_quiz(maria)
    await leave(maria, LESSON, "who-signs")
    await delete(maria)
    assert await counts(site.database) == GONE
    assert maria.cookies == {}
    assert (await maria.open("/en")).texts("missing") == []


async def test_on_https_the_cookie_is_taken_back_too(sqlite_database: Database, tmp_path: Path) -> None:
    maria = run(sqlite_database, small_course(tmp_path), base_url="https://learn.test").browser()
    await answer(maria, LESSON, "who-signs")
    assert [*maria.cookies] == ["__Host-session"]
    await delete(maria)
    assert maria.cookies == {}


async def test_deleting_leaves_what_others_did(maria: Browser, stefan: Browser, site: Site) -> None:
    await answer(maria, LESSON, "who-signs")
    await answer(stefan, LESSON, "who-signs")
    await delete(maria)
    assert await counts(site.database) == GONE | {"person": 1, "session": 1, "attempt": 1, "step": 1}
    assert (await stefan.open(LESSON)).question("who-signs").texts("verdict") == ["Right."]


async def test_deleting_twice_says_the_same(maria: Browser, site: Site) -> None:
    await answer(maria, LESSON, "who-signs")
    page = await maria.open("/en/progress")
    page = await maria.send(page.form("Delete my progress"), "Delete my progress")
    for _ in range(2):
        done = await maria.send(page.form("Yes, delete everything"), "Yes, delete everything")
        assert (done.status, len(done.texts("verdict"))) == (200, 1)


async def test_somebody_elses_token_deletes_nothing(maria: Browser, stefan: Browser, site: Site) -> None:
    await answer(maria, LESSON, "who-signs")
    page = await answer(stefan, LESSON, "who-signs")
    sent = await maria.post("/en/progress", [("token", token(page)), ("do", "delete")])
    assert [*sent.forms()[0].buttons] == ["Yes, delete everything"]
    assert (await counts(site.database))["person"] == 2


async def test_an_answer_after_deleting_on_another_device_is_not_lost(maria: Browser, site: Site) -> None:
    await answer(maria, LESSON, "who-signs")
    phone = site.moved(maria)
    cookies = dict(maria.cookies)
    form = (await phone.open(KINDS)).form_of("word").write("agreement")
    await delete(maria)
    for name, value in cookies.items():
        phone.client.cookies.set(name, value, domain="learn.test")
    page = await phone.send(form, "Check my answer")
    assert page.question("word").texts("verdict") == ["Right."]
    assert (await counts(site.database))["person"] == 1


async def test_a_quiz_that_was_deleted_on_another_device_is_not_found(maria: Browser, site: Site) -> None:
    page = await begin_quiz(maria)
    phone = site.browser()
    for name, value in maria.cookies.items():
        phone.client.cookies.set(name, value, domain="learn.test")
    await delete(maria)
    sent = await phone.send(page.forms()[0], "Save and go on")
    assert (sent.status, sent.heading) == (404, "This page is not here")


async def test_progress_ends_after_the_stated_time(sqlite_database: Database, tmp_path: Path) -> None:
    site = run(sqlite_database, small_course(tmp_path), guest_days=30)
    maria, stefan = site.browser(), site.browser()
    await answer(maria, LESSON, "who-signs")
    site.clock.go_on(days=29, hours=23)
    assert (await maria.open("/en")).texts("missing") != []
    site.clock.go_on(hours=1)
    for address in ("/en", LESSON, "/en/progress", QUIZ):
        page = await maria.open(address)
        assert (page.status, page.texts("missing"), page.texts("verdict")) == (200, [], [])
    await answer(stefan, LESSON, "who-signs")
    assert await counts(site.database) == GONE | {"person": 1, "session": 1, "attempt": 1, "step": 1}


async def test_each_answer_puts_the_end_off(maria: Browser, site: Site) -> None:
    await answer(maria, LESSON, "who-signs")
    page = await maria.open(LESSON)
    for question in ("what-holds", "who-signs", "what-holds"):
        site.clock.go_on(days=100)
        page = await answer(maria, LESSON, question)
    assert page.texts("missing") == ["You have completed this lesson."]
    assert [node.text for node in (await maria.open("/en/progress")).main.all("p") if "kept until" in node.text] == [
        "Your answers are kept until 18 March 2028. Questions done in lessons so far: 2."
    ]


async def test_after_the_end_a_form_begins_anew(maria: Browser, site: Site) -> None:
    await answer(maria, LESSON, "who-signs")
    form = (await maria.open(LESSON)).form_of("what-holds").choose("goals")
    site.clock.go_on(days=200)
    page = await maria.send(form, "Check my answer")
    question = page.question("what-holds")
    assert question.texts("verdict") == ["Right."]
    assert page.texts("missing") == ["One question is still open in this lesson."]


@pytest.fixture
def late(database: Database) -> "DeletedMeanwhile":
    return DeletedMeanwhile(database)


@pytest.fixture
async def on_the_way(late: "DeletedMeanwhile", tmp_path: Path) -> Browser:
    """Maria, whose progress another device deletes after the site has looked up whose form it is."""
    maria = run(late, small_course(tmp_path)).browser()
    await answer(maria, LESSON, "what-holds")
    return maria


async def test_an_answer_that_comes_after_the_deletion_begins_anew(
    on_the_way: Browser, late: "DeletedMeanwhile"
) -> None:
    form = (await on_the_way.open(KINDS)).form_of("word").write("agreement")
    late.armed = True
    page = await on_the_way.send(form, "Check my answer")
    assert page.question("word").texts("verdict") == ["Right."]
    assert await counts(late) == GONE | {"person": 1, "session": 1, "attempt": 1, "step": 1}


async def test_whatever_else_comes_after_the_deletion_shows_that_nothing_is_left(
    on_the_way: Browser, late: "DeletedMeanwhile"
) -> None:
    for address, button, shown in (
        (LESSON, "Show a hint", LESSON),
        (READING, "I have read this lesson", READING),
        (QUIZ, "Start now", QUIZ),
    ):
        await answer(on_the_way, LESSON, "what-holds")
        form = (await on_the_way.open(address)).form(button)
        late.armed = True
        page = await on_the_way.send(form, button)
        assert (page.status, page.address.partition("#")[0], page.texts("missing")) == (200, shown, [])
        assert await counts(late) == GONE


async def test_an_attempt_that_is_finished_after_the_deletion_is_not_found(
    on_the_way: Browser, late: "DeletedMeanwhile"
) -> None:
    await begin_quiz(on_the_way)
    form = (await on_the_way.open(f"{QUIZ}/1/check")).forms()[0]
    late.armed = True
    assert (await on_the_way.send(form, "Finish and see my result")).status == 404
    assert await counts(late) == GONE


class DeletedMeanwhile(Around):
    """Another database in which, once, everybody is deleted just before something is written."""

    armed = False

    async def write(self, work: Work[Any]) -> Any:
        if self.armed:
            self.armed = False
            for (number,) in await self.inner.all(select(person.c.id), {}):
                await delete_now(self.inner, number)
        return await super().write(work)


async def delete_now(database: Database, number: int) -> None:
    await database.write(lambda writer: delete_person(writer, person_id=number, now=NOW))
