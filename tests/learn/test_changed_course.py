"""The course changes while people learn: what they did stays theirs, and old addresses lead somewhere."""

from collections.abc import Callable, Mapping

import pytest

from app.progress.tables import step
from tests.learn.browser import Browser, Page
from tests.learn.cast import LESSON, QUIZ, READING, answer, answer_quiz, begin_quiz, complete_lessons, stem, take_quiz
from tests.learn.course import FILES, QUIZ_RIGHT, QUIZ_WRONG, small_course
from tests.learn.kept import count
from tests.learn.running import Site

pytestmark = pytest.mark.anyio

Changed = Callable[[Browser, Mapping[str, str | None]], Browser]
START, QUIZ_FILE = "first/01-start.md", "first/quiz.md"
RENAMED = {START: FILES[START].replace("id: start\n", "id: accord\nformerly: start\n")} | {
    QUIZ_FILE: FILES[QUIZ_FILE].replace("lesson=start", "lesson=accord")
}
ACCORD = "/en/demo/first/accord"


@pytest.fixture
def changed(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Changed:
    """The same browser, after the site was started again with a changed course."""

    def change(browser: Browser, files: Mapping[str, str | None]) -> Browser:
        return site.again(small_course(tmp_path_factory.mktemp("changed"), files)).moved(browser)

    return change


async def test_a_renamed_lesson_is_found_under_its_earlier_name(maria: Browser, changed: Changed) -> None:
    await answer(maria, LESSON, "who-signs")
    maria = changed(maria, RENAMED)
    moved = await maria.open(LESSON, follow=False)
    assert (moved.status, moved.headers["location"]) == (308, ACCORD)
    page = await maria.open(LESSON)
    assert page.question("who-signs").texts("verdict") == ["Right."]
    assert page.texts("missing") == ["One question is still open in this lesson."]
    assert (await maria.open("/en")).links()["Continue: The agreement"] == f"{ACCORD}#q-what-holds"


async def test_an_answer_to_a_lesson_that_was_renamed_meanwhile_counts(maria: Browser, changed: Changed) -> None:
    await answer(maria, LESSON, "who-signs")
    form = (await maria.open(LESSON)).form_of("what-holds").choose("goals")
    maria = changed(maria, RENAMED)
    page = await maria.send(form, "Check my answer")
    assert page.address == f"{ACCORD}#q-what-holds"
    assert page.question("what-holds").texts("verdict") == ["Right."]
    assert page.texts("missing") == ["You have completed this lesson."]


async def test_the_old_address_of_a_question_leads_to_it(maria: Browser, changed: Changed) -> None:
    maria = changed(maria, RENAMED)
    page = await maria.open(f"{LESSON}/what-holds")
    assert (page.status, page.address) == (200, f"{ACCORD}#q-what-holds")


async def test_a_renamed_lesson_stays_complete(maria: Browser, changed: Changed) -> None:
    await complete_lessons(maria)
    maria = changed(
        maria,
        {"first/03-reading.md": FILES["first/03-reading.md"].replace("id: reading", "id: read\nformerly: reading")},
    )
    page = await maria.open(READING)
    assert (page.address, page.texts("missing")) == ("/en/demo/first/read", ["You have completed this lesson."])
    assert (await maria.open("/en/demo/first")).texts("bar") == ["3 of 4 done"]


async def test_going_on_from_a_renamed_lesson_leads_to_what_follows(maria: Browser, changed: Changed) -> None:
    page = await maria.open(READING)
    await maria.send(page.form("I have read this lesson"), "I have read this lesson")
    renamed = FILES["first/03-reading.md"].replace("id: reading", "id: read\nformerly: reading")
    maria = changed(maria, {"first/03-reading.md": renamed})
    assert (await maria.open("/en")).links()["Continue: Quiz: First"] == QUIZ


async def test_confirming_a_lesson_that_was_renamed_meanwhile_counts(maria: Browser, changed: Changed) -> None:
    form = (await maria.open(READING)).form("I have read this lesson")
    maria = changed(
        maria,
        {"first/03-reading.md": FILES["first/03-reading.md"].replace("id: reading", "id: read\nformerly: reading")},
    )
    page = await maria.send(form, "I have read this lesson")
    assert page.texts("missing") == ["You have completed this lesson."]


async def test_for_a_vanished_lesson_the_nearest_is_offered(maria: Browser, changed: Changed) -> None:
    await answer(maria, LESSON, "who-signs")
    maria = changed(maria, {"first/03-reading.md": None})
    page = await maria.open(READING)
    assert (page.status, page.heading) == (404, "This lesson is not here")
    assert page.links() == {"Every kind": "/en/demo/first/kinds", "See all lessons": "/en/demo"}


async def test_a_typing_mistake_in_an_address_is_told_the_lesson_meant(ioana: Browser) -> None:
    page = await ioana.open("/en/demo/first/readin")
    assert (page.status, page.links()) == (404, {"Something to read": READING, "See all lessons": "/en/demo"})


async def test_an_answer_to_a_question_that_was_taken_out_gets_its_page(
    maria: Browser, changed: Changed, site: Site
) -> None:
    form = (await maria.open(LESSON)).form_of("what-holds").choose("goals")
    without = FILES[START][: FILES[START].index("::: question what-holds")]
    maria = changed(maria, {START: without})
    page = await maria.send(form, "Check my answer")
    assert (page.status, page.heading) == (409, "This question has changed")
    assert page.links() == {"The agreement": LESSON}
    assert await count(site.database, step) == 0


async def test_a_question_that_was_taken_out_leaves_no_more_than_everything(maria: Browser, changed: Changed) -> None:
    await complete_lessons(maria)
    await take_quiz(maria)
    maria = changed(maria, {START: FILES[START][: FILES[START].index("::: question what-holds")]})
    assert (await maria.open("/en/demo")).texts("bar") == ["4 of 4 done", "4 of 4 done"]
    assert (await maria.open(LESSON)).texts("missing") == ["You have completed this lesson."]


async def test_an_answer_that_the_question_no_longer_has_is_asked_again(maria: Browser, changed: Changed) -> None:
    await answer(maria, LESSON, "who-signs", lambda form: form.choose("lead"))
    maria = changed(maria, {START: FILES[START].replace("{#lead}", "{#boss}").replace("lead partner", "boss")})
    page = await maria.open(LESSON)
    assert page.question("who-signs").texts("verdict") == []
    assert page.form_of("who-signs").values() == []
    page = await maria.send(page.form_of("who-signs").choose("each"), "Check my answer")
    assert page.question("who-signs").texts("verdict") == ["Right."]


async def test_a_form_whose_option_is_gone_is_not_counted(maria: Browser, changed: Changed, site: Site) -> None:
    form = (await maria.open(LESSON)).form_of("who-signs").choose("lead")
    maria = changed(maria, {START: FILES[START].replace("{#lead}", "{#boss}")})
    page = await maria.send(form, "Check my answer")
    assert page.question("who-signs").texts("problem") == ["Your choice did not arrive whole. Please choose again."]
    assert await count(site.database, step) == 0


EDITED = {
    QUIZ_FILE: FILES[QUIZ_FILE]
    .replace("Quiz: who signs?", "Quiz: who puts a name to it?")
    .replace("- [x] Each partner {#each}", "- [x] Every one of them {#each}")
    .replace("pass_mark: 67", "pass_mark: 90")
}


def shown(page: Page, words: str) -> str:
    return next(part.text for part in page.main.all("section", within="question") if words in part.text)


async def test_a_past_attempt_is_read_as_it_was(maria: Browser, changed: Changed) -> None:
    await take_quiz(maria)
    maria = changed(maria, EDITED)
    page = await maria.open(f"{QUIZ}/1")
    assert page.texts("verdict") == ["Passed: 100%. Well done; you needed 67%."]
    text = shown(page, "Quiz: who signs?")
    assert "This question has been changed since. You see it as it was." in text
    assert "Each partner Chosen, and right. Each for itself." in text
    assert text.endswith("Read this lesson again: The agreement")
    assert page.texts("note") == ["This question has been changed since. You see it as it was."]


async def test_an_open_attempt_is_finished_as_it_began(maria: Browser, changed: Changed) -> None:
    page = await begin_quiz(maria)
    stems = {stem(page)}
    maria = changed(maria, EDITED)
    while page.texts("stem"):
        page = await maria.open(page.address)
        stems.add(stem(page))
        page = await maria.send(QUIZ_RIGHT[stem(page)](page.forms()[0]), "Save and go on")
    assert stems == set(QUIZ_RIGHT)
    result = await maria.send(page.forms()[0], "Finish and see my result")
    assert result.texts("verdict") == ["Passed: 100%. Well done; you needed 67%."]


async def test_an_open_attempt_outlives_a_question_that_was_taken_out(maria: Browser, changed: Changed) -> None:
    await answer_quiz(maria, await begin_quiz(maria), QUIZ_WRONG)
    less = FILES[QUIZ_FILE][: FILES[QUIZ_FILE].index("::: question quiz-word")].replace("draw: 3", "draw: 2")
    maria = changed(maria, {QUIZ_FILE: less})
    page = await maria.open(f"{QUIZ}/1/check")
    result = await maria.send(page.forms()[0], "Finish and see my result")
    assert "Not right." in shown(result, "Quiz: what is signed?")
    assert len(result.main.all("section", within="question")) == 3


async def test_a_pass_is_not_taken_away_by_a_higher_mark(maria: Browser, changed: Changed) -> None:
    await take_quiz(maria, {**QUIZ_RIGHT, "Quiz: what is shared?": lambda form: form.choose("rooms")})
    maria = changed(maria, EDITED)
    page = await maria.open("/en/demo/first")
    assert page.main.all("li", within="quiz")[0].texts("small")[1] == "Passed; your best result is 83%."
    assert page.texts("missing") == ["3 lessons left."]
