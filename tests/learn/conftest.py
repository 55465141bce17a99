from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from app.storage import Database, open_database
from tests.learn.browser import Browser
from tests.learn.course import small_course
from tests.learn.running import Site, run
from tests.one_database import haste, one_postgresql_url, postgresql_url

__all__ = ["haste", "one_postgresql_url", "postgresql_url"]


@pytest.fixture
def site(database: Database, tmp_path: Path) -> Site:
    """The site with the small course."""
    return run(database, small_course(tmp_path))


@pytest.fixture
def maria(site: Site) -> Browser:
    """Who learns."""
    return site.browser()


@pytest.fixture
def ioana(site: Site) -> Browser:
    """Who only looks around."""
    return site.browser()


@pytest.fixture
def stefan(site: Site) -> Browser:
    """Who learns too, and must see nothing of Maria's."""
    return site.browser()


@pytest.fixture
async def sqlite_database(sqlite_url: str) -> AsyncIterator[Database]:
    """For what has nothing to do with the kind of database."""
    opened = open_database(sqlite_url)
    yield opened
    await opened.close()


@pytest.fixture
def sqlite_site(sqlite_database: Database, tmp_path: Path) -> Site:
    return run(sqlite_database, small_course(tmp_path))
