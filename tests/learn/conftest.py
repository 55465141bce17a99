from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import psycopg
import pytest

from app.storage import Database, open_database
from tests.databases import Cluster
from tests.learn.browser import Browser
from tests.learn.course import small_course
from tests.learn.running import Site, run, templates_compiled_once


@pytest.fixture(scope="session", autouse=True)
def haste() -> Iterator[None]:
    with templates_compiled_once():
        yield


@pytest.fixture(scope="session")
def one_postgresql_url(postgresql: Cluster, migrated_postgresql: str) -> str:
    return postgresql.create(migrated_postgresql)


@pytest.fixture
def postgresql_url(one_postgresql_url: str) -> Iterator[str]:
    """One for all tests, emptied after each: to make and drop one takes several times as long as such a test."""
    yield one_postgresql_url
    with psycopg.connect(one_postgresql_url, autocommit=True) as connection:
        connection.execute("TRUNCATE person, revision, probe CASCADE")


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
