from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from app.storage import Database, open_database
from tests.learn.browser import Browser
from tests.learn.course import small_course
from tests.learn.running import Site, run
from tests.one_database import haste, one_postgresql_url, postgresql_url
from tests.play.story import STORY

__all__ = ["haste", "one_postgresql_url", "postgresql_url"]


@pytest.fixture
def site(database: Database, tmp_path: Path) -> Site:
    return run(database, small_course(tmp_path, STORY))


@pytest.fixture
async def sqlite_database(sqlite_url: str) -> AsyncIterator[Database]:
    opened = open_database(sqlite_url)
    yield opened
    await opened.close()


@pytest.fixture
def maria(site: Site) -> Browser:
    """Who plays."""
    return site.browser()


@pytest.fixture
def stefan(site: Site) -> Browser:
    """Who plays too, and must see nothing of Maria's."""
    return site.browser()


@pytest.fixture
def ioana(site: Site) -> Browser:
    """Who only looks around."""
    return site.browser()
