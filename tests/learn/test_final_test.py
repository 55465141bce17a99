"""A test over the whole course: a module without lessons."""

from pathlib import Path

import pytest

from app.progress.tables import attempt, step
from app.storage import Database
from tests.learn.browser import Browser
from tests.learn.cast import begin_quiz, complete_lessons, take_quiz
from tests.learn.course import TEST_RIGHT, Answering, small_course, with_test
from tests.learn.kept import values
from tests.learn.running import Site, run

pytestmark = pytest.mark.anyio

TEST = "/en/demo/last/quiz"


@pytest.fixture
def site(database: Database, tmp_path: Path) -> Site:
    return run(database, small_course(tmp_path, with_test()))


async def test_its_page_says_what_it_is_and_leads_to_it(ioana: Browser) -> None:
    page = await ioana.open("/en/demo/last")
    assert (page.heading, page.texts("small")[0]) == ("The last test", "2 minutes")
    assert page.links()["Take the test"] == TEST
    page = await ioana.open(TEST)
    assert page.heading == "The last test"
    assert "This test has 2 questions, drawn from all the modules of the course." in page.main.text


async def test_it_is_named_among_what_is_left(maria: Browser) -> None:
    await complete_lessons(maria)
    assert (await maria.open("/en/demo")).texts("missing")[0] == "One module quiz left. The final test is left."
    assert (await maria.open("/en/demo/last")).texts("missing") == ["You pass with 60%."]
    await take_quiz(maria)
    assert (await maria.open("/en/demo")).texts("missing")[0] == "The final test is left."
    assert (await maria.open("/en")).links()["Continue: The last test"] == TEST


async def test_passing_it_completes_the_course(maria: Browser) -> None:
    await complete_lessons(maria)
    await take_quiz(maria)
    result = await take_quiz(maria, TEST_RIGHT, TEST)
    assert result.texts("verdict")[0].startswith("Passed: 100%.")
    assert (await maria.open("/en/demo")).texts("missing")[0] == "Completed on 24 November 2026."


async def test_its_result_leads_to_the_lessons_of_other_modules(maria: Browser, site: Site) -> None:
    wrong: dict[str, Answering] = {
        "Test: who signs?": lambda form: form.choose("nobody"),
        "Test: what is shared?": lambda form: form.choose("rooms"),
    }
    result = await take_quiz(maria, wrong, TEST)
    links = result.links()
    assert links["The agreement"] == "/en/demo/first/start"
    assert links["Read this lesson again: Every kind"] == "/en/demo/first/kinds"
    assert "Every kind" not in links
    assert await values(site.database, step.c.lesson) == [("first/kinds",), ("first/start",)]
    assert await values(site.database, attempt.c.module, attempt.c.passed) == [("last", False)]


async def test_nobody_sees_the_attempt_of_another(maria: Browser, stefan: Browser) -> None:
    page = await begin_quiz(maria, TEST)
    await stefan.open("/en")
    assert (await stefan.open(page.address)).status == 404


async def test_going_on_from_the_page_of_a_module_stays_in_it(maria: Browser) -> None:
    page = await maria.open("/en/demo/first/start")
    await maria.send(page.form_of("who-signs").choose("each"), "Check my answer")
    assert (await maria.open("/en/demo/last")).links()["Continue: The last test"] == TEST
    assert (await maria.open("/en/demo/first")).links()["Continue: The agreement"].startswith("/en/demo/first/start")
