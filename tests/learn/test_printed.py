"""The printable edition: everything on one page, the answers at its end."""

from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from app.storage import Database
from tests.content.folders import MODULE
from tests.learn.browser import Browser, Page
from tests.learn.course import small_course, with_test
from tests.learn.markup import Node
from tests.learn.running import Site, run

pytestmark = pytest.mark.anyio

ANSWERS = {
    "Question 1": ["Each partner"],
    "Question 2": ["Goals"],
    "Question 3": ["Rooms", "Skills"],
    "Question 4": ["True"],
    "Question 5": ["The liaison → Keeps news flowing", "The facilitator → Leads the meeting"],
    "Question 6": ["Meet", "Agree", "Work"],
    "Question 7": ["Look for partners → Before", "Ask around → Before", "Look back → After"],
    "Question 8": ["agreement"],
    "Question 9": [],
}


@pytest.fixture
def site(sqlite_database: Database, tmp_path: Path) -> Site:
    return run(sqlite_database, small_course(tmp_path, with_test()))


def answers(page: Page) -> dict[str, list[str]]:
    return {
        node.texts("label")[0]: [line.text for line in node.all("li")]
        for node in page.main.all("div", within="printed-answer")
    }


def headings(page: Page) -> list[tuple[str, str]]:
    return [(node.tag, node.text) for node in page.main if node.tag in {"h1", "h2", "h3", "h4", "h5", "h6"}]


@pytest.mark.parametrize("address", ["/en/demo/print", "/en/demo/first/print"])
async def test_every_question_is_asked_and_answered_at_the_end(ioana: Browser, address: str) -> None:
    page = await ioana.open(address)
    assert answers(page) == ANSWERS
    asked = [node.texts("label")[0] for node in page.main.all("div", within="question")]
    assert asked == [*ANSWERS]
    assert (
        page.markup.index("Who signs?") < page.markup.index('id="page-answers"') < page.markup.index("Each signs for")
    )


async def test_an_order_is_not_given_away_above(ioana: Browser) -> None:
    page = await ioana.open("/en/demo/first/print")
    (stages,) = [node for node in page.main.all("div", within="question") if "In which order?" in node.text]
    shown = [line.text for line in stages.all("li")]
    assert (sorted(shown), shown != ANSWERS["Question 6"]) == (sorted(ANSWERS["Question 6"]), True)


async def test_no_question_of_a_quiz_is_printed(ioana: Browser) -> None:
    for address in ("/en/demo/print", "/en/demo/first/print"):
        page = await ioana.open(address)
        assert ("Quiz: who signs?" in page.markup, "Test: who signs?" in page.markup) == (False, False)
    assert (await ioana.open("/en/demo/last/print")).status == 404


async def test_names_are_unique_and_contents_lead_to_them(ioana: Browser) -> None:
    page = await ioana.open("/en/demo/print")
    names = Counter(node.attributes["id"] for node in page.root if "id" in node.attributes)
    assert [name for name, count in names.items() if count > 1] == []
    (contents,) = page.main.all("nav", within="contents")
    assert {link.partition("#")[2] for link in contents.links().values()} <= names.keys()
    assert [*contents.links()] == ["First", "The agreement", "Every kind", "Something to read", "Glossary", "Answers"]


async def test_headings_go_down_one_level_at_a_time(ioana: Browser) -> None:
    page = await ioana.open("/en/demo/print")
    assert headings(page)[:6] == [
        ("h1", "Demo"),
        ("h2", "Contents"),
        ("h2", "First"),
        ("h3", "The agreement"),
        ("h4", "Who signs"),
        ("h4", "What it holds"),
    ]
    levels = [int(tag[1]) for tag, _ in headings(page)]
    assert all(level - before <= 1 for before, level in pairwise(levels))


async def test_the_headings_of_an_introduction_follow_those_of_their_module(
    sqlite_database: Database, tmp_path: Path
) -> None:
    files = {"first/module.md": f"{MODULE}\n## What you need\n\nNothing.\n"}
    ioana = run(sqlite_database, small_course(tmp_path, files)).browser()
    assert headings(await ioana.open("/en/demo/print"))[2:5] == [
        ("h2", "First"),
        ("h3", "What you need"),
        ("h3", "The agreement"),
    ]
    assert headings(await ioana.open("/en/demo/first/print"))[2:4] == [("h2", "What you need"), ("h2", "The agreement")]


async def test_outline_and_module_lead_to_it(ioana: Browser) -> None:
    assert (await ioana.open("/en/demo")).links()["Print the whole course"] == "/en/demo/print"
    assert (await ioana.open("/en/demo/first")).links()["Print this module"] == "/en/demo/first/print"
    assert "Print this module" not in (await ioana.open("/en/demo/last")).links()


def controls(page: Page) -> list[Node]:
    return [node for node in page.main if node.tag in {"input", "select", "textarea", "form"}]


async def test_there_is_nothing_to_fill_in_on_the_screen(ioana: Browser) -> None:
    assert controls(await ioana.open("/en/demo/print")) == []
