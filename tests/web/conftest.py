from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from app.storage import Database, open_database
from tests.learn.browser import Browser
from tests.learn.course import SELF_CHECK, small_course, with_story
from tests.learn.running import Site, run, templates_compiled_once

PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"></svg>\n'


@pytest.fixture(scope="session", autouse=True)
def haste() -> Iterator[None]:
    with templates_compiled_once():
        yield


@pytest.fixture
async def sqlite_database(sqlite_url: str) -> AsyncIterator[Database]:
    opened = open_database(sqlite_url, patience=0.2)
    yield opened
    await opened.close()


@pytest.fixture
def site(sqlite_database: Database, tmp_path: Path) -> Site:
    """What holds for every page has nothing to do with the kind of database."""
    courses = small_course(tmp_path, {"self-check.md": SELF_CHECK, **with_story()})
    (courses / "demo/media").mkdir()
    (courses / "demo/media/plan.svg").write_text(PICTURE, encoding="utf-8")
    return run(sqlite_database, courses)


@pytest.fixture
def maria(site: Site) -> Browser:
    """Who learns."""
    return site.browser()


@pytest.fixture
def ioana(site: Site) -> Browser:
    """Who only looks around."""
    return site.browser()
