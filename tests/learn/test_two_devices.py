"""Petar takes the quiz on two devices: what one does holds for the other."""

import asyncio

import pytest

from app.progress.tables import attempt, step
from tests.learn.browser import Browser
from tests.learn.cast import LESSON, QUIZ, answer, answer_quiz, begin_quiz, stem
from tests.learn.course import QUIZ_RIGHT, QUIZ_WRONG
from tests.learn.kept import count, values
from tests.learn.running import Site

pytestmark = pytest.mark.anyio


@pytest.fixture
async def petar(site: Site) -> Browser:
    phone = site.browser()
    await answer(phone, LESSON, "who-signs")
    return phone


@pytest.fixture
def laptop(petar: Browser, site: Site) -> Browser:
    return site.moved(petar)


async def test_answers_of_both_devices_come_together(petar: Browser, laptop: Browser) -> None:
    page = await begin_quiz(petar)
    await petar.send(QUIZ_RIGHT[stem(page)](page.forms()[0]), "Save and go on")
    assert (await begin_quiz(laptop)).address == f"{QUIZ}/1/2"


async def test_finishing_on_one_device_closes_it_on_the_other(petar: Browser, laptop: Browser, site: Site) -> None:
    end = await answer_quiz(petar, await begin_quiz(petar))
    open_still = await laptop.open(f"{QUIZ}/1/1")
    await petar.send(end.forms()[0], "Finish and see my result")
    kept = await count(site.database, step)
    page = await laptop.send(QUIZ_WRONG[stem(open_still)](open_still.forms()[0]), "Save and go on")
    assert (page.status, page.heading) == (409, "This attempt is already finished")
    assert page.links() == {"See my result": f"{QUIZ}/1"}
    assert await count(site.database, step) == kept
    result = await laptop.open(page.links()["See my result"])
    assert result.texts("verdict") == ["Passed: 100%. Well done; you needed 67%."]


async def test_an_incomplete_answer_after_the_end_is_told_the_same(petar: Browser, laptop: Browser, site: Site) -> None:
    end = await answer_quiz(petar, await begin_quiz(petar))
    pages = [await laptop.open(f"{QUIZ}/1/{number}") for number in (1, 2, 3)]
    word = next(page for page in pages if "signed?" in stem(page))
    await petar.send(end.forms()[0], "Finish and see my result")
    page = await laptop.send(word.forms()[0].write("agreement " * 100), "Save and go on")
    assert (page.status, page.heading) == (409, "This attempt is already finished")


async def test_finishing_on_both_devices_at_once_marks_once(petar: Browser, laptop: Browser, site: Site) -> None:
    end = await answer_quiz(petar, await begin_quiz(petar))
    sent = [device.send(end.forms()[0], "Finish and see my result") for device in (petar, laptop)]
    results = await asyncio.gather(*sent)
    assert {page.texts("verdict")[0] for page in results} == {"Passed: 100%. Well done; you needed 67%."}
    rows = await values(site.database, attempt.c.kind, attempt.c.number, attempt.c.score)
    assert rows == [("practice", 1, None), ("quiz", 1, 100.0)]


async def test_finishing_again_later_changes_nothing(petar: Browser, site: Site) -> None:
    end = await answer_quiz(petar, await begin_quiz(petar))
    await petar.send(end.forms()[0], "Finish and see my result")
    site.clock.go_on(days=1)
    page = await petar.send(end.forms()[0], "Finish and see my result")
    assert (page.address, page.main.all("p")[0].text) == (f"{QUIZ}/1", "24 November 2026")
    assert await count(site.database, attempt) == 2


async def test_answering_and_finishing_at_once_loses_no_acknowledged_answer(petar: Browser, laptop: Browser) -> None:
    end = await answer_quiz(petar, await begin_quiz(petar), QUIZ_WRONG)
    first = await laptop.open(f"{QUIZ}/1/1")
    change = laptop.send(QUIZ_RIGHT[stem(first)](first.forms()[0]), "Save and go on", follow=False)
    finish = petar.send(end.forms()[0], "Finish and see my result")
    answered, result = await asyncio.gather(change, finish)
    reached = result.texts("missing")
    assert (answered.status, reached) in [
        (303, ["Your best result is 33%."]),
        (409, ["Your best result is 0%."]),
    ]


async def test_starting_on_both_devices_at_once_opens_one_attempt(petar: Browser, laptop: Browser, site: Site) -> None:
    pages = await asyncio.gather(begin_quiz(petar), begin_quiz(laptop))
    assert {page.address for page in pages} == {f"{QUIZ}/1/1"}
    assert await count(site.database, attempt) == 2


async def test_a_question_answered_on_both_devices_at_once_counts_one_and_shows_it_to_the_other(
    petar: Browser, laptop: Browser, site: Site
) -> None:
    page = await petar.open(LESSON)
    right, wrong = page.form_of("what-holds").choose("goals"), page.form_of("what-holds").choose("logo")
    sent = [petar.send(right, "Check my answer"), laptop.send(wrong, "Check my answer")]
    shown = await asyncio.gather(*sent)
    assert len({one.question("what-holds").texts("verdict")[0] for one in shown}) == 1
    assert sorted(len(one.question("what-holds").texts("note")) for one in shown) == [0, 1]
    assert await values(site.database, step.c.question, step.c.n) == [("what-holds", 1), ("who-signs", 1)]
