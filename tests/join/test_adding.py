"""What a guest did goes into the account: all of it, once, and only if its owner says so."""

import asyncio

import pytest

from app.progress.tables import attempt, completion, place, step
from tests.join.cast import sign_in, sign_out, sign_up
from tests.learn.browser import Browser
from tests.learn.cast import (
    KINDS,
    LESSON,
    QUIZ,
    READING,
    answer,
    answer_quiz,
    begin_quiz,
    complete_lessons,
    leave,
    stem,
    take_quiz,
)
from tests.learn.course import QUIZ_RIGHT, QUIZ_WRONG
from tests.learn.kept import count, counts, values
from tests.learn.running import Site

pytestmark = pytest.mark.anyio

YES, NO = "Yes, add it", "No, leave it"


@pytest.fixture
async def owner(site: Site) -> Browser:
    """Maria's phone, signed in from the first moment."""
    phone = site.browser()
    await sign_up(phone)
    return phone


@pytest.fixture
def guest(site: Site) -> Browser:
    """A browser in which somebody learns without being signed in."""
    return site.browser()


async def add(browser: Browser, button: str = YES) -> None:
    """Sign in where a guest was, and answer what is asked."""
    page = await sign_in(browser)
    await browser.send(page.form(button), button)


async def test_what_was_done_is_counted_and_offered(owner: Browser, guest: Browser) -> None:
    await complete_lessons(guest)
    assert (await sign_in(guest)).heading == "Add the 3 lessons done on this device to your account?"


async def test_answers_alone_are_offered_too(owner: Browser, guest: Browser) -> None:
    await answer(guest, LESSON, "who-signs")
    assert (await sign_in(guest)).heading == "Add the one answer given on this device to your account?"


async def test_who_did_nothing_is_not_asked(owner: Browser, guest: Browser) -> None:
    assert (await sign_in(guest)).heading == "My account"


async def test_signing_up_offers_it_as_well(site: Site, guest: Browser) -> None:
    await answer(guest, LESSON, "who-signs")
    page = await sign_up(guest)
    await guest.send(page.form(YES), YES)
    assert (await guest.open(LESSON)).question("who-signs").texts("verdict") == ["Right."]
    assert (await counts(site.database))["person"] == 1


async def test_both_sides_are_added_up_and_the_other_device_agrees(owner: Browser, guest: Browser, site: Site) -> None:
    await answer(owner, LESSON, "who-signs")
    await answer(guest, LESSON, "what-holds")
    await add(guest)
    for device in (owner, guest):
        page = await device.open(LESSON)
        assert [page.question(name).texts("verdict") for name in ("who-signs", "what-holds")] == [["Right."]] * 2
        assert page.texts("missing") == ["You have completed this lesson."]
    assert ("lesson", "start") in await values(site.database, completion.c.kind, completion.c.lesson)


async def test_every_step_of_the_same_question_stays(owner: Browser, guest: Browser, site: Site) -> None:
    await answer(owner, LESSON, "who-signs", lambda form: form.choose("lead"))
    await answer(owner, LESSON, "who-signs")
    site.clock.go_on(hours=1)
    await answer(guest, LESSON, "who-signs", lambda form: form.choose("lead"))
    await add(guest)
    rows = await values(site.database, step.c.n, step.c.mark)
    assert sorted(rows) == [(1, 0.0), (2, 1.0), (3, 0.0)]
    # What was right once stays so.
    assert (await guest.open("/en/demo")).texts("small")[0]
    await answer(guest, LESSON, "what-holds")
    assert (await guest.open(LESSON)).texts("missing") == ["You have completed this lesson."]


async def test_quizzes_of_both_are_numbered_on(owner: Browser, guest: Browser, site: Site) -> None:
    await take_quiz(owner)
    await take_quiz(guest, QUIZ_WRONG)
    await take_quiz(guest)
    await add(guest)
    rows = await values(site.database, attempt.c.kind, attempt.c.number, attempt.c.score)
    assert sorted(row for row in rows if row[0] == "quiz") == [
        ("quiz", 1, 100.0),
        ("quiz", 2, 0.0),
        ("quiz", 3, 100.0),
    ]
    assert (await guest.open(f"{QUIZ}/2")).texts("verdict") != []


async def test_an_open_quiz_goes_on(owner: Browser, guest: Browser) -> None:
    page = await begin_quiz(guest)
    await guest.send(QUIZ_RIGHT[stem(page)](page.forms()[0]), "Save and go on")
    await add(guest)
    page = await begin_quiz(owner)
    assert page.address == f"{QUIZ}/1/2"
    end = await answer_quiz(owner, page)
    result = await owner.send(end.forms()[0], "Finish and see my result")
    assert result.texts("verdict") == ["Passed: 100%. Well done; you needed 67%."]


async def test_of_two_open_quizzes_the_guests_is_finished_as_it_stands(
    owner: Browser, guest: Browser, site: Site
) -> None:
    page = await begin_quiz(owner)
    await owner.send(QUIZ_RIGHT[stem(page)](page.forms()[0]), "Save and go on")
    page = await begin_quiz(guest)
    await guest.send(QUIZ_RIGHT[stem(page)](page.forms()[0]), "Save and go on")
    await add(guest)
    rows = await values(site.database, attempt.c.number, attempt.c.finished_at, attempt.c.score)
    assert {number: finished is None for number, finished, _ in rows} == {1: True, 2: False}
    assert [round(score) for _, _, score in rows if score is not None] == [33]
    assert (await begin_quiz(owner)).address == f"{QUIZ}/1/2"


async def test_of_a_completion_the_earlier_date_stays_and_of_the_place_the_later(
    owner: Browser, guest: Browser, site: Site
) -> None:
    page = await guest.open(READING)
    await guest.send(page.form("I have read this lesson"), "I have read this lesson")
    await leave(guest, LESSON, "q-who-signs")
    site.clock.go_on(days=1)
    page = await owner.open(READING)
    await owner.send(page.form("I have read this lesson"), "I have read this lesson")
    await leave(owner, KINDS, "q-several")
    await add(guest)
    (read,) = [row for row in await values(site.database, completion.c.lesson, completion.c.at) if row[0] == "reading"]
    assert (site.clock() - read[1]).days == 1
    assert await values(site.database, place.c.lesson) == [("kinds",)]
    assert [row for row in await values(site.database, step.c.question) if row == ("",)] == [("",)]


async def test_it_is_added_once_however_often_it_is_sent(owner: Browser, guest: Browser, site: Site) -> None:
    await answer(guest, LESSON, "who-signs")
    page = await sign_in(guest)
    sent = await asyncio.gather(*(guest.send(page.form(YES), YES) for _ in range(20)))
    assert {one.heading for one in sent} == {"My account"}
    assert (await count(site.database, step), (await counts(site.database))["person"]) == (1, 1)


async def test_who_says_no_leaves_it_for_whoever_else_learns_there(owner: Browser, guest: Browser, site: Site) -> None:
    await answer(guest, LESSON, "who-signs")
    await add(guest, NO)
    assert (await guest.open(LESSON)).question("who-signs").texts("verdict") == []
    await sign_out(guest)
    assert (await guest.open(LESSON)).question("who-signs").texts("verdict") == ["Right."]
    assert (await counts(site.database))["person"] == 2


async def test_after_adding_signing_out_leaves_a_browser_of_which_nothing_is_known(
    owner: Browser, guest: Browser
) -> None:
    await answer(guest, LESSON, "who-signs")
    await add(guest)
    await sign_out(guest)
    assert guest.cookies == {"language": "en"}
    assert (await guest.open(LESSON)).question("who-signs").texts("verdict") == []


async def test_nobody_adds_what_is_in_somebody_elses_account(owner: Browser, stefan: Browser, site: Site) -> None:
    """A cookie of an account in the place of a guest's is no guest."""
    await answer(owner, LESSON, "who-signs")
    await sign_up(stefan, "Stefan")
    stefan.client.cookies.set("guest", owner.cookies["session"], domain="learn.test")
    assert (await stefan.open("/en/account/add")).heading == "My account"
    token = (await stefan.open("/en/account")).form("Sign out").value("token")
    await stefan.post("/en/account/add", [("token", token), ("do", "add")])
    assert (await owner.open(LESSON)).question("who-signs").texts("verdict") == ["Right."]
    assert (await counts(site.database))["person"] == 2
