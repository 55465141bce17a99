"""An author writes lessons and looks at them in a browser."""

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from app.content.library import BrokenCourse
from app.storage import Database, open_database
from tests.content.folders import lesson
from tests.learn.browser import Browser, Page
from tests.learn.cast import LESSON, answer, take_quiz
from tests.learn.course import START, small_course
from tests.learn.running import Site, run

pytestmark = pytest.mark.anyio

BROKEN = START.replace("- [x] Each partner {#each}", "- [ ] Each partner {#each}")
FAULT = "courses/demo/first/01-start.md:16"
EVERY_ADDRESS = (
    "/en",
    "/en/demo",
    "/en/demo/first",
    LESSON,
    "/en/demo/first/quiz",
    "/en/demo/first/quiz/1",
    "/en/demo/glossary",
    "/en/search?q=partner",
    "/en/progress",
    "/en/credits",
    "/en/privacy",
    "/en/never/was",
)


@pytest.fixture
async def storage(sqlite_url: str) -> AsyncIterator[Database]:
    opened = open_database(sqlite_url)
    yield opened
    await opened.close()


@pytest.fixture
def site(storage: Database, tmp_path: Path) -> Site:
    return run(storage, small_course(tmp_path), author=True)


@pytest.fixture
def author(site: Site) -> Browser:
    return site.browser()


def save(site: Site, name: str, text: str) -> None:
    """Save a file of the course, at another time than before, however coarse the clock of the disk."""
    file = site.courses / "demo" / name
    before = file.stat().st_mtime_ns if file.exists() else 0
    file.write_text(text, encoding="utf-8")
    os.utime(file, ns=(before + 1_000_000_000, before + 1_000_000_000))


def faults(page: Page) -> list[tuple[str, str]]:
    """Where something is wrong and what, as the page lists it."""
    listed = [item for section in page.root.all("section", within="faults") for item in section.all("li")]
    return [(item.all("code")[0].text, item.text.removeprefix(item.all("code")[0].text).strip()) for item in listed]


async def test_a_changed_lesson_shows_at_the_next_request(site: Site, author: Browser) -> None:
    assert "Everybody does." in (await author.open(LESSON)).main.text
    save(site, "first/01-start.md", START.replace("Everybody does.", "All of us do."))
    text = (await author.open(LESSON)).main.text
    assert "All of us do." in text
    assert "Everybody does." not in text


async def test_new_renamed_and_deleted_lessons_show_in_the_outline(site: Site, author: Browser) -> None:
    await author.open("/en/demo")
    save(site, "first/04-more.md", lesson("New text.\n", identity="more").replace("title: Start", "title: Even more"))
    (site.courses / "demo/first/03-reading.md").unlink()
    links = (await author.open("/en/demo")).links()
    assert links["Even more"] == "/en/demo/first/more"
    assert "Something to read" not in links
    assert "New text." in (await author.open("/en/demo/first/more")).main.text
    assert (await author.open("/en/demo/first/reading")).status == 404


async def test_a_changed_glossary_is_searched(site: Site, author: Browser) -> None:
    save(site, "glossary.md", "---\ntitle: Words\nsummary: Words.\n---\n\n- **Zebra** {#zebra}: A striped partner.\n")
    assert (await author.open("/en/demo/glossary")).heading == "Words"
    assert "A striped partner." in (await author.open("/en/search?q=zebra")).main.text


async def test_an_error_shows_in_the_page_while_the_last_good_text_stays(site: Site, author: Browser) -> None:
    save(site, "first/01-start.md", BROKEN.replace("Everybody does.", "All of us do."))
    page = await author.open(LESSON)
    (where, what), *others = faults(page)
    assert (where, others) == (FAULT, [])
    assert "no answer is right; write" in what
    assert page.status == 200
    assert "Everybody does." in page.main.text
    assert "You see the last version that was in order." in page.main.text


@pytest.mark.parametrize("address", EVERY_ADDRESS)
async def test_every_page_tells_of_an_error(site: Site, author: Browser, address: str) -> None:
    good = await author.open(address)
    save(site, "first/01-start.md", BROKEN)
    page = await author.open(address)
    assert (page.status, page.heading) == (good.status, good.heading)
    assert [where for where, _ in faults(page)] == [FAULT]


async def test_all_errors_are_told_and_markup_in_them_is_text(site: Site, author: Browser) -> None:
    save(site, "first/01-start.md", BROKEN)
    save(site, "first/03-reading.md", lesson("::: <b>bold</b>\nText.\n:::\n", identity="reading"))
    page = await author.open("/en")
    assert {where.partition(":")[0].rpartition("/")[2] for where, _ in faults(page)} == {"01-start.md", "03-reading.md"}
    assert not page.main.all("b")


async def test_mending_takes_the_error_off_the_page(site: Site, author: Browser) -> None:
    save(site, "first/01-start.md", BROKEN)
    assert faults(await author.open(LESSON))
    save(site, "first/01-start.md", START.replace("Everybody does.", "All of us do."))
    page = await author.open(LESSON)
    assert not faults(page)
    assert "All of us do." in page.main.text


async def test_what_an_author_tried_out_stays_while_lessons_change(site: Site, author: Browser) -> None:
    await answer(author, LESSON, "who-signs")
    await take_quiz(author)
    save(site, "first/01-start.md", START.replace("Who signs?", "Who puts a name to it?"))
    page = await author.open(LESSON)
    assert page.question("who-signs").texts("verdict") == ["Right."]
    assert (await author.open("/en/demo/first/quiz/1")).status == 200


@pytest.mark.parametrize("address", EVERY_ADDRESS)
async def test_a_course_broken_from_the_start_shows_its_faults_at_every_address(
    storage: Database, tmp_path: Path, address: str
) -> None:
    site = run(storage, small_course(tmp_path, {"first/01-start.md": BROKEN}), author=True)
    author = site.browser()
    page = await author.open(address)
    assert (page.status, page.heading) == (503, "The course cannot be shown yet")
    assert [where for where, _ in faults(page)] == [FAULT]
    assert "last version" not in page.main.text

    save(site, "first/01-start.md", START)
    mended = await author.open(address)
    assert not faults(mended)
    assert mended.status == (404 if address in {"/en/never/was", "/en/demo/first/quiz/1"} else 200)


async def test_a_form_sent_while_no_course_can_be_shown_is_answered_by_the_faults(
    storage: Database, tmp_path: Path
) -> None:
    author = run(storage, small_course(tmp_path, {"first/01-start.md": BROKEN}), author=True).browser()
    page = await author.post(f"{LESSON}/who-signs", [("answer", "each")])
    assert (page.status, [where for where, _ in faults(page)]) == (503, [FAULT])
    assert (await author.client.get("/healthz")).status_code == 200
    assert (await author.client.get("/readyz")).status_code == 200


async def test_an_empty_folder_says_what_to_add(storage: Database, tmp_path: Path) -> None:
    empty = tmp_path / "courses"
    empty.mkdir()
    author = run(storage, empty, author=True).browser()
    assert faults(await author.open("/en")) == [
        ("courses:1", 'there is no course here; add a folder with a "course.md"')
    ]
    small_course(tmp_path)
    assert (await author.open("/en")).status == 200


async def test_learners_get_no_half_course_and_no_changes_until_a_restart(storage: Database, tmp_path: Path) -> None:
    site = run(storage, small_course(tmp_path))
    learner = site.browser()
    save(site, "first/01-start.md", BROKEN.replace("Everybody does.", "All of us do."))
    page = await learner.open(LESSON)
    assert not faults(page)
    assert "Everybody does." in page.main.text
    with pytest.raises(BrokenCourse, match=FAULT):
        site.again()
