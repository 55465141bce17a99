"""Coming back leads to where somebody was: the nearest heading or question, what is still open, or what is next."""

import pytest

from app.progress.tables import place
from tests.learn.browser import Browser
from tests.learn.cast import KINDS, LESSON, QUIZ, READING, answer, begin_quiz, complete_lessons, leave, take_quiz, token
from tests.learn.course import QUIZ_WRONG
from tests.learn.kept import count, counts, values
from tests.learn.running import Site

pytestmark = pytest.mark.anyio


async def going_on(browser: Browser) -> tuple[str, str] | None:
    """The one link that home, outline, module and progress page offer to continue."""
    found = set()
    for address in ("/en", "/en/demo", "/en/demo/first", "/en/progress"):
        links = (await browser.open(address)).links()
        found.add(next(((text, to) for text, to in links.items() if text.startswith("Continue: ")), None))
    (link,) = found
    return link


async def test_a_visitor_is_led_to_the_first_lesson(ioana: Browser) -> None:
    assert (await ioana.open("/en")).links()["Start with the first lesson"] == LESSON
    assert await going_on(ioana) is None


async def test_without_scripts_it_is_the_first_open_question_of_the_lesson(maria: Browser) -> None:
    await answer(maria, LESSON, "who-signs")
    assert await going_on(maria) == ("Continue: The agreement", f"{LESSON}#q-what-holds")


async def test_a_wrong_answer_leaves_the_question_open(maria: Browser) -> None:
    await answer(maria, LESSON, "who-signs", lambda form: form.choose("lead"))
    assert await going_on(maria) == ("Continue: The agreement", f"{LESSON}#q-who-signs")


async def test_a_completed_lesson_leads_to_the_next(maria: Browser) -> None:
    await answer(maria, LESSON, "who-signs")
    await answer(maria, LESSON, "what-holds")
    assert await going_on(maria) == ("Continue: Every kind", KINDS)


async def test_a_skipped_lesson_comes_after_what_follows(maria: Browser) -> None:
    page = await maria.open(READING)
    await maria.send(page.form("I have read this lesson"), "I have read this lesson")
    assert await going_on(maria) == ("Continue: Quiz: First", QUIZ)


async def test_it_is_the_place_where_somebody_stopped_reading(maria: Browser, site: Site) -> None:
    await answer(maria, LESSON, "who-signs")
    site.clock.go_on(minutes=5)
    sent = await leave(maria, KINDS, "q-stages")
    assert (sent.status, sent.markup) == (204, "")
    assert await going_on(maria) == ("Continue: Every kind", f"{KINDS}#q-stages")
    site.clock.go_on(minutes=5)
    await leave(maria, READING, "further-on")
    assert await going_on(maria) == ("Continue: Something to read", f"{READING}#further-on")
    assert await values(site.database, place.c.lesson, place.c.anchor) == [("reading", "further-on")]


async def test_an_answer_given_later_counts_more_than_a_place(maria: Browser, site: Site) -> None:
    await answer(maria, LESSON, "who-signs")
    await leave(maria, LESSON, "who-signs")
    site.clock.go_on(minutes=5)
    await answer(maria, KINDS, "several")
    assert await going_on(maria) == ("Continue: Every kind", f"{KINDS}#q-fact")


async def test_a_place_in_a_lesson_that_is_complete_by_now_leads_on(maria: Browser) -> None:
    await answer(maria, LESSON, "who-signs")
    await leave(maria, LESSON, "what-it-holds")
    await answer(maria, LESSON, "what-holds")
    assert await going_on(maria) == ("Continue: Every kind", KINDS)


async def test_an_open_quiz_goes_on(maria: Browser) -> None:
    page = await begin_quiz(maria)
    await maria.send(page.forms()[0], "Save and go on")
    assert await going_on(maria) == ("Continue: The agreement", LESSON)
    await maria.send(QUIZ_WRONG[page.texts("stem")[0]](page.forms()[0]), "Save and go on")
    assert await going_on(maria) == ("Continue: Quiz: First", QUIZ)


async def test_after_a_quiz_that_was_not_passed_the_quiz_is_what_is_left(maria: Browser) -> None:
    await complete_lessons(maria)
    await take_quiz(maria, QUIZ_WRONG)
    assert await going_on(maria) == ("Continue: Quiz: First", QUIZ)


async def test_when_all_is_done_there_is_nothing_to_continue(maria: Browser) -> None:
    await complete_lessons(maria)
    await take_quiz(maria)
    assert await going_on(maria) is None


@pytest.mark.parametrize("anchor", ["", "page-main", "q-several", "nowhere", "<script>", "a" * 5000])
async def test_a_place_that_the_lesson_does_not_have_is_not_kept(anchor: str, maria: Browser, site: Site) -> None:
    await answer(maria, LESSON, "who-signs")
    assert (await leave(maria, LESSON, anchor)).status == 204
    assert await count(site.database, place) == 0


async def test_a_place_with_a_token_of_somebody_else_is_not_kept(maria: Browser, stefan: Browser, site: Site) -> None:
    await answer(maria, LESSON, "who-signs")
    page = await answer(stefan, LESSON, "what-holds")
    assert (await leave(maria, LESSON, "who-signs", token_of=page)).status == 204
    assert await count(site.database, place) == 0


async def test_the_place_of_a_visitor_is_not_kept(ioana: Browser, site: Site) -> None:
    page = await ioana.open(LESSON)
    assert page.main.by_id("page-reading").all("form") == []
    assert (await leave(ioana, LESSON, "who-signs", token_of=page)).status == 204
    assert ioana.cookies == {}
    assert set((await counts(site.database)).values()) == {0}


async def test_a_learner_has_the_form_that_the_script_sends(maria: Browser) -> None:
    page = await answer(maria, LESSON, "who-signs")
    (form,) = page.main.by_id("page-reading").all("form")
    assert form.attributes == {"id": "page-place", "method": "post", "action": LESSON, "hidden": ""}
    assert token(page) == form.all("input")[0].attributes["value"]
