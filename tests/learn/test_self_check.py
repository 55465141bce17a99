"""The self-check: it suggests where to begin, and remembers nothing."""

from pathlib import Path

import pytest

from app.storage import Database
from tests.learn.browser import Browser, Form, Page
from tests.learn.course import SELF_CHECK, small_course
from tests.learn.kept import counts
from tests.learn.running import Site, run
from tests.localisation.translating import translate

pytestmark = pytest.mark.anyio

ADDRESS = "/en/demo/self-check"
BUTTON = "Show me where to begin"


@pytest.fixture
def site(sqlite_database: Database, tmp_path: Path) -> Site:
    return run(sqlite_database, small_course(tmp_path, {"self-check.md": SELF_CHECK}))


def chosen(form: Form, **answers: str) -> Form:
    """Choose an option of each question that is named."""
    for field in form.fields:
        if field.name.replace("-", "_") in answers:
            field.chosen = field.offered == answers[field.name.replace("-", "_")]
    return form


async def checked(browser: Browser, **answers: str) -> Page:
    page = await browser.open(ADDRESS)
    return await browser.send(chosen(page.form(BUTTON), **answers), BUTTON)


async def test_home_and_outline_offer_it_to_who_has_not_begun(ioana: Browser, maria: Browser) -> None:
    for address in ("/en", "/en/demo"):
        page = await ioana.open(address)
        assert page.links()["Not sure where to begin? Take the self-check."] == ADDRESS
    page = await maria.open("/en/demo/first/start")
    await maria.send(page.form_of("who-signs").choose("each"), "Check my answer")
    assert ADDRESS not in (await maria.open("/en")).links().values()


async def test_it_suggests_the_lessons_of_what_was_not_known(ioana: Browser) -> None:
    page = await checked(ioana, check_signs="unsure", check_stages="meet")
    assert page.texts("verdict") == ["Begin with this lesson: it explains what is still open."]
    assert page.links()["The agreement"] == "/en/demo/first/start"
    assert "Every kind" not in page.links()
    assert page.texts("said") == ["Right."]
    assert page.question("check-signs").texts("feedback") == ["The lesson shows it."]
    assert page.question("check-signs").texts("explanation") == ["Each signs."]
    assert page.question("check-stages").links() == {"Read the lesson: Every kind": "/en/demo/first/kinds"}


async def test_what_is_left_open_counts_as_not_known(ioana: Browser) -> None:
    page = await checked(ioana)
    assert page.texts("verdict") == ["Begin with these 2 lessons: they explain what is still open."]
    assert page.texts("said") == ["Not answered.", "Not answered."]
    assert page.texts("put") == []


async def test_who_knows_everything_is_sent_to_the_quizzes(ioana: Browser) -> None:
    page = await checked(ioana, check_signs="each", check_stages="meet")
    assert page.texts("verdict")[0].startswith("You knew all of it.")


async def test_the_key_is_not_in_the_form(ioana: Browser) -> None:
    page = await ioana.open(ADDRESS)
    assert (page.texts("said"), page.texts("explanation")) == ([], [])
    assert "Each signs." not in page.markup


async def test_nothing_is_remembered(ioana: Browser, site: Site) -> None:
    await checked(ioana, check_signs="each")
    assert ioana.cookies == {}
    assert set((await counts(site.database)).values()) == {0}


async def test_the_result_has_an_address_of_its_own(ioana: Browser) -> None:
    page = await checked(ioana, check_signs="each", check_stages="work")
    assert page.address == f"{ADDRESS}?check-signs=each&check-stages=work&sent="


@pytest.mark.parametrize(
    "query", ["check-signs=%22%3E%3Cscript%3E&sent=", "other=each&sent=", "check-signs=each&check-signs=x&sent="]
)
async def test_what_no_form_sends_does_no_harm(ioana: Browser, query: str) -> None:
    page = await ioana.open(f"{ADDRESS}?{query}")
    assert page.status == 200
    assert [node.raw for node in page.root.all("script")] == [""]


async def test_what_is_ticked_goes_along_into_another_language(database: Database, tmp_path: Path) -> None:
    courses = small_course(tmp_path, {"self-check.md": SELF_CHECK})
    translate(courses, tmp_path / "locales", "pl", lambda message: f"pl {message.source}")
    ioana = run(database, courses, locales=tmp_path / "locales").browser()
    page = await ioana.open(ADDRESS)
    page = await ioana.send(chosen(page.form(BUTTON), check_signs="nobody"), "Polski")
    assert (page.address, page.heading) == ("/pl/demo/self-check?check-signs=nobody", "pl Where to begin?")
    assert page.form(BUTTON).values() == [("check-signs", "nobody")]
    page = await ioana.send(page.form(BUTTON), BUTTON)
    page = await ioana.send(page.form("English"), "English")
    assert page.address == f"{ADDRESS}?check-signs=nobody&sent="
    assert page.texts("verdict")[0].startswith("Begin with these 2 lessons")


async def test_a_course_without_one_has_no_such_page(sqlite_site: Site) -> None:
    ioana = sqlite_site.browser()
    assert (await ioana.open(ADDRESS)).status == 404
    assert ADDRESS not in (await ioana.open("/en")).links().values()
