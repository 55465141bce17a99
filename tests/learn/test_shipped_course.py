"""The course that is shipped, taken from the home page to a passed quiz."""

from pathlib import Path

import pytest

from app.content.library import load
from app.content.model import Choice, Course, Ordering, Question, Reflection, Short
from app.storage import Database
from tests.learn.browser import Browser, Form, Page
from tests.learn.cast import CHECK, begin_quiz, stem
from tests.learn.running import run

pytestmark = pytest.mark.anyio

COURSES = Path(__file__).parents[2] / "courses"
HOME = "/en/networking"


@pytest.fixture(scope="module")
def course() -> Course:
    return load(COURSES).courses["networking"]["en"]


@pytest.fixture
def maria(sqlite_database: Database) -> Browser:
    return run(sqlite_database, COURSES).browser()


def rightly(question: Question, form: Form) -> Form:
    """The form, filled in with what the course takes for right."""
    body = question.body
    if isinstance(body, Reflection):
        return form.write("What I think.")
    if isinstance(body, Choice):
        return form.choose(*(option.key for option in body.options if option.right))
    if isinstance(body, Short):
        return form.write(next(option.text.plain for option in body.options if option.right))
    places = {item.key: item.target for item in body.items}
    return form.place(places if not isinstance(body, Ordering) else {item.key: item.target for item in body.items})


def without_markup(text: str) -> str:
    return " ".join(text.split())


async def take(browser: Browser, course: Course, module: str) -> Page:
    """The quiz of a module, everything answered rightly."""
    found = course.module(module)
    assert found is not None
    assert found.quiz is not None
    questions = {without_markup(question.stem_plain): question for question in found.quiz.questions}
    page = await begin_quiz(browser, f"{HOME}/{module}/quiz")
    while page.texts("stem"):
        page = await browser.send(rightly(questions[stem(page)], page.forms()[0]), "Save and go on")
    return await browser.send(page.forms()[0], "Finish and see my result")


async def test_a_newcomer_can_take_every_module_to_its_end(maria: Browser, course: Course) -> None:
    for module in course.modules:
        for lesson in module.lessons:
            address = f"{HOME}/{module.id}/{lesson.id}"
            for question in lesson.questions:
                form = (await maria.open(address)).form_of(question.id)
                page = await maria.send(rightly(question, form), CHECK[not question.graded])
                said = page.question(question.id).texts("verdict")
                assert (question.id, said) == (
                    question.id,
                    ["Right."] if question.graded else ["Saved. There is no right or wrong here."],
                )
            page = await maria.open(address)
            if not any(question.graded for question in lesson.questions):
                page = await maria.send(page.form("I have read this lesson"), "I have read this lesson")
            assert (lesson.id, page.texts("missing")) == (lesson.id, ["You have completed this lesson."])
        if module.quiz:
            page = await take(maria, course, module.id)
            assert page.texts("verdict")[0].startswith("Passed: 100%.")
        page = await maria.open(f"{HOME}/{module.id}")
        assert page.texts("missing") == ["Completed on 24 November 2026."]
    assert (await maria.open(HOME)).texts("missing")[0] == "Completed on 24 November 2026."


async def test_every_hint_of_the_course_can_be_had(maria: Browser, course: Course) -> None:
    for module in course.modules:
        for lesson in module.lessons:
            for question in lesson.questions:
                page = await maria.open(f"{HOME}/{module.id}/{lesson.id}")
                for number in range(len(question.hints)):
                    form = page.form_of(question.id)
                    page = await maria.send(form, "Show another hint" if number else "Show a hint")
                shown = page.question(question.id)
                assert len(shown.texts("hint")) == len(question.hints)
                assert [*page.form_of(question.id).buttons] == [CHECK[not question.graded]]


async def test_going_on_leads_from_the_home_page_through_every_lesson(maria: Browser, course: Course) -> None:
    """A newcomer who only ever follows the one big link of the home page gets to each lesson in its order."""
    met = []
    page = await maria.open("/en")
    link = page.links()["Start with the first lesson"]
    for module in course.modules:
        for lesson in module.lessons:
            assert link.partition("#")[0] == f"{HOME}/{module.id}/{lesson.id}"
            met.append(lesson.id)
            for question in lesson.questions:
                form = (await maria.open(link)).form_of(question.id)
                await maria.send(rightly(question, form), CHECK[not question.graded])
            if not any(question.graded for question in lesson.questions):
                page = await maria.open(link)
                await maria.send(page.form("I have read this lesson"), "I have read this lesson")
            links = (await maria.open("/en")).links()
            link = next(to for text, to in links.items() if text.startswith("Continue: "))
        assert link == f"{HOME}/{module.id}/quiz"
        await take(maria, course, module.id)
        links = (await maria.open("/en")).links()
        link = next((to for text, to in links.items() if text.startswith("Continue: ")), "")
    assert link == ""
    assert len(met) == sum(len(module.lessons) for module in course.modules)


async def test_every_term_explains_itself_in_the_glossary(maria: Browser, course: Course) -> None:
    page = await maria.open(f"{HOME}/glossary")
    terms = page.main.all("dl")[0].all("dt")
    assert [term.text for term in terms] == [without_markup(term.term.plain) for term in course.glossary]
    for module in course.modules:
        for lesson in module.lessons:
            page = await maria.open(f"{HOME}/{module.id}/{lesson.id}")
            linked = {link.partition("#")[2] for link in page.links().values() if f"{HOME}/glossary#" in link}
            assert linked <= {term.id for term in course.glossary}
