"""A database that is locked, read-only, full or away: said so, nothing half-written, nothing typed is lost."""

import sqlite3
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest

from app.progress.tables import decision, step
from app.storage import Database, open_database
from tests.learn.browser import Browser, Page
from tests.learn.cast import KINDS, LESSON, QUIZ, READING, answer, begin_quiz, leave
from tests.learn.course import QUIZ_RIGHT, RIGHT, SELF_CHECK, small_course, with_story
from tests.learn.kept import counts, values
from tests.learn.running import Site, run
from tests.play.cast import GAME, begin, play
from tests.web.addresses import addresses

pytestmark = pytest.mark.anyio

Trouble = Callable[[Database, str], AbstractContextManager[None]]

# More than the free room in a page that is there already.
LONG = "Ω" * 4000


@contextmanager
def locked(_database: Database, url: str) -> Iterator[None]:
    """Another program writes, and takes its time."""
    other = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.close()


@contextmanager
def read_only(database: Database, _url: str) -> Iterator[None]:
    _writing(database).execute("PRAGMA query_only = ON")
    yield
    _writing(database).execute("PRAGMA query_only = OFF")


@contextmanager
def full(database: Database, _url: str) -> Iterator[None]:
    pages = _writing(database).execute("PRAGMA page_count").fetchone()[0]
    _writing(database).execute(f"PRAGMA max_page_count = {pages}")
    yield
    _writing(database).execute("PRAGMA max_page_count = 100000")


def _writing(database: Any) -> sqlite3.Connection:
    connection: sqlite3.Connection = database._group._driver
    return connection


TROUBLES: dict[str, Trouble] = {"locked": locked, "read-only": read_only, "full": full}


@pytest.fixture(params=[*TROUBLES])
def trouble(request: pytest.FixtureRequest) -> Trouble:
    return TROUBLES[request.param]


def said(page: Page) -> tuple[int, str, str | None]:
    return page.status, page.heading, page.headers.get("retry-after")


NOT_SAVED = (503, "This was not saved", "5")


async def test_a_first_answer_can_be_sent_again(trouble: Trouble, maria: Browser, site: Site, sqlite_url: str) -> None:
    form = (await maria.open(KINDS)).form_of("thoughts").write(LONG)
    sent = form.pairs("Save my thoughts")
    with trouble(site.database, sqlite_url):
        page = await maria.send(form, "Save my thoughts")
        assert said(page) == NOT_SAVED
        assert (maria.cookies, page.headers["cache-control"]) == ({}, "no-store")
        again = page.form("Try again")
        assert again.pairs("Try again") == sent
        assert said(await maria.send(again, "Try again")) == NOT_SAVED
    assert set((await counts(site.database)).values()) == {0}
    page = await maria.send(again, "Try again")
    assert page.question("thoughts").texts("written") == [f"Your answer {LONG}"]
    kept = await counts(site.database)
    assert (kept["person"], kept["step"]) == (1, 1)


async def test_a_learners_answer_can_be_sent_again(
    trouble: Trouble, maria: Browser, site: Site, sqlite_url: str
) -> None:
    await answer(maria, LESSON, "who-signs")
    before = await counts(site.database)
    form = (await maria.open(KINDS)).form_of("thoughts").write(LONG)
    with trouble(site.database, sqlite_url):
        page = await maria.send(form, "Save my thoughts")
        assert said(page) == NOT_SAVED
        assert (await maria.open(LESSON)).question("who-signs").texts("verdict") == ["Right."]
        assert (await maria.open("/en")).status == 200
    assert await counts(site.database) == before
    page = await maria.send(page.form("Try again"), "Try again")
    assert page.question("thoughts").texts("verdict") == ["Saved. There is no right or wrong here."]
    assert [name for (name,) in await values(site.database, step.c.question)] == ["thoughts", "who-signs"]


@pytest.mark.parametrize("kind", ["locked", "read-only"])
async def test_whatever_was_sent_can_be_sent_again(kind: str, maria: Browser, site: Site, sqlite_url: str) -> None:
    question = await begin_quiz(maria)
    check = await maria.open(f"{QUIZ}/1/check")
    lesson, reading, progress = await maria.open(LESSON), await maria.open(READING), await maria.open("/en/progress")
    ask = await maria.send(progress.form("Delete my progress"), "Delete my progress")
    over, scene = await play(maria, "home", opening="autumn"), await begin(maria)
    stem = question.texts("stem")[0]
    sendings = [
        (QUIZ_RIGHT[stem](question.forms()[0]), "Save and go on"),
        (check.forms()[0], "Finish and see my result"),
        (lesson.form_of("who-signs"), "Show a hint"),
        (RIGHT["who-signs"](lesson.form_of("who-signs")), "Check my answer"),
        (reading.form("I have read this lesson"), "I have read this lesson"),
        (ask.form("Yes, delete everything"), "Yes, delete everything"),
        ((await maria.open(GAME)).forms()[0], "Begin here"),
        (scene.forms()[0], "Buy a drum."),
        (over.forms()[0], "Play again from here"),
    ]
    before = await counts(site.database)
    with TROUBLES[kind](site.database, sqlite_url):
        for form, button in sendings:
            page = await maria.send(form, button)
            assert said(page) == NOT_SAVED
            assert sorted(page.form("Try again").pairs("Try again")) == sorted(form.pairs(button))
            assert page.form("Try again").action == form.action.partition("#")[0]
        assert (await leave(maria, LESSON, "who-signs")).status == 503
    assert await counts(site.database) == before
    for form, button in sendings[:1]:
        assert (await maria.send(form, button)).address == f"{QUIZ}/1/2"


@pytest.mark.parametrize("kind", ["locked", "read-only"])
async def test_a_choice_sent_again_counts_once(kind: str, maria: Browser, site: Site, sqlite_url: str) -> None:
    page = await begin(maria)
    with TROUBLES[kind](site.database, sqlite_url):
        refused = await maria.send(page.forms()[0], "Buy a drum.")
        assert said(refused) == NOT_SAVED
        assert (await maria.open(f"{GAME}/1")).heading == page.heading
    for _ in range(2):
        shown = await maria.send(refused.form("Try again"), "Try again")
        assert (shown.heading, shown.texts("note"), shown.texts("decided")) == ("Evening", [], ["Buy a drum."])
    assert await values(site.database, decision.c.n, decision.c.choice) == [(1, "buy")]


async def test_readiness_turns_red_and_recovers(trouble: Trouble, ioana: Browser, site: Site, sqlite_url: str) -> None:
    assert (await ioana.client.get("/readyz")).text == "ready\n"
    if trouble is not full:  # a counter that is counted up needs no room
        with trouble(site.database, sqlite_url):
            red = await ioana.client.get("/readyz")
            assert (red.status_code, red.text.partition(":")[0]) == (503, "not ready")
            assert (await ioana.client.get("/healthz")).text == "alive\n"
    assert (await ioana.client.get("/readyz")).status_code == 200


@pytest.fixture
async def cut_off(tmp_path: Path) -> AsyncIterator[Site]:
    """The site without its database."""
    away = open_database("postgresql://postgres@/atsiv?host=/nowhere")
    courses = small_course(tmp_path, {"self-check.md": SELF_CHECK, **with_story()})
    (courses / "demo/media").mkdir()
    (courses / "demo/media/plan.svg").write_text("<svg/>", encoding="utf-8")
    yield run(away, courses)
    await away.close()


# Whose link it is only the database knows.
OF_LETTERS = {"/en/open", "/en/new-password", "/en/agree", "/en/invitation", "/en/mute"}


async def test_visitors_read_on_without_the_database(cut_off: Site) -> None:
    ioana = cut_off.browser()
    own = {address for address in addresses(cut_off, "GET") if f"{QUIZ}/1" in address or f"{GAME}/1" in address}
    for address in {*addresses(cut_off, "GET")} - own - OF_LETTERS - {"/readyz", "/static/nothing.css"}:
        page = await ioana.open(address)
        assert (address, page.status) == (address, 200)
    assert (await ioana.client.get("/readyz")).status_code == 503


async def test_a_visitor_still_gets_hints(cut_off: Site) -> None:
    ioana = cut_off.browser()
    page = await ioana.open(LESSON)
    page = await ioana.send(page.form_of("who-signs").choose("lead"), "Show a hint")
    assert page.question("who-signs").texts("hint") == ["Hint Who keeps the promise?"]


async def test_a_learner_reads_lessons_without_the_database(cut_off: Site) -> None:
    maria = cut_off.browser()
    maria.client.cookies.set("session", "A" * 22, domain="learn.test")
    page = await maria.open(LESSON)
    told = "Your progress cannot be shown at the moment. The lessons are all here, and nothing you did is lost."
    assert (page.status, page.texts("missing")) == (200, [told])
    page = await maria.send(page.form_of("who-signs").choose("each"), "Check my answer")
    assert said(page) == NOT_SAVED
    assert [*maria.cookies.values()] == ["A" * 22]


async def test_a_page_of_progress_says_that_it_cannot_be_shown(cut_off: Site) -> None:
    maria = cut_off.browser()
    maria.client.cookies.set("session", "A" * 22, domain="learn.test")
    for address in (
        "/en/progress",
        QUIZ,
        f"{QUIZ}/1",
        f"{QUIZ}/1/1",
        "/en",
        "/en/demo",
        "/en/demo/first",
        GAME,
        f"{GAME}/1",
    ):
        page = await maria.open(address)
        assert said(page) == (503, "Please try again in a moment", "5")
        assert page.links() == {"Go to the course": "/en/demo"}


async def test_who_runs_the_site_is_named_when_it_lasts(tmp_path: Path) -> None:
    away = open_database("postgresql://postgres@/atsiv?host=/nowhere")
    maria = run(away, small_course(tmp_path), contact_email="help@example.org").browser()
    page = await maria.open(LESSON)
    page = await maria.send(page.form_of("who-signs").choose("each"), "Check my answer")
    assert page.main.all("p")[1].text == "If this lasts, please tell help@example.org."
    await away.close()
