"""What is right leaves the server only after an answer, and only beside what was chosen."""

from pathlib import Path

import pytest

from app.content import questions
from app.content.library import load
from app.content.model import Choice, Course, Html, Ordering, Question, Reflection, Short
from app.storage import Database
from tests.learn.browser import Browser
from tests.learn.cast import LESSON, answer
from tests.learn.running import Site, run

pytestmark = pytest.mark.anyio

COURSES = Path(__file__).parents[2] / "courses"


@pytest.fixture
def site(sqlite_site: Site) -> Site:
    return sqlite_site


@pytest.fixture(scope="module")
def course() -> Course:
    return load(COURSES).courses["networking"]["en"]


def secrets(question: Question) -> list[Html]:
    """All that only an answer may bring out."""
    body = question.body
    if isinstance(body, Reflection):
        return [question.explanation]
    if isinstance(body, Short):
        told = [body.otherwise, *(option.feedback for option in body.options)]
    elif isinstance(body, Choice):
        told = [option.feedback for option in body.options]
    else:
        told = [item.feedback for item in body.items]
    return [text for text in (*told, *question.hints, question.explanation) if text]


async def test_no_page_of_the_course_holds_feedback_hints_or_explanations(
    sqlite_database: Database, course: Course
) -> None:
    ioana = run(sqlite_database, COURSES).browser()
    for module in course.modules:
        for lesson in module.lessons:
            page = await ioana.open(f"/en/networking/{module.id}/{lesson.id}")
            assert page.status == 200
            found = [(one.id, text) for one in lesson.questions for text in secrets(one) if text in page.markup]
            assert found == []


async def test_every_option_of_the_course_looks_alike(sqlite_database: Database, course: Course) -> None:
    """Nothing but its value, its id and its words differs from one option to the next."""
    ioana = run(sqlite_database, COURSES).browser()
    for module in course.modules:
        for lesson in module.lessons:
            page = await ioana.open(f"/en/networking/{module.id}/{lesson.id}")
            for question in lesson.questions:
                inputs = [node for node in page.question(question.id) if node.tag in {"input", "label", "option"}]
                offered = [node for node in inputs if node.attributes.get("type") not in {"hidden", None}]
                looks = {tuple(name for name in node.attributes if name != "value") for node in offered}
                assert len(looks) <= 1
                assert {
                    value for node in offered for value in node.attributes if value in {"checked", "class"}
                } == set()


def test_no_ordering_of_the_course_stands_in_its_right_order(course: Course) -> None:
    for module in course.modules:
        for question in (one for lesson in module.lessons for one in lesson.questions):
            if isinstance(question.body, Ordering):
                assert questions.default_order(question) != tuple(item.key for item in question.body.items)


async def test_a_wrong_answer_does_not_tell_the_right_one(maria: Browser) -> None:
    page = await answer(maria, LESSON, "who-signs", lambda form: form.choose("lead"))
    markup = page.markup
    assert "One signature binds one organisation." in markup
    assert "a promise of its own" not in markup
    assert "Each signs for itself" not in markup
    options = page.question("who-signs").all("li")
    assert [option.text for option in options] == [
        "Each partner",
        "The lead partner Chosen, and not right. One signature binds one organisation.",
    ]
