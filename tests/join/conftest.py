from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from app.storage import Database
from tests.databases import Cluster
from tests.join.cast import Postbox
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
        connection.execute(
            "TRUNCATE person, revision, probe, organisation, attempt_limit, site_key, act, erasure CASCADE"
        )


@pytest.fixture
def postbox() -> Postbox:
    """A mail server that reaches people."""
    return Postbox()


@pytest.fixture
def site(database: Database, tmp_path: Path) -> Site:
    """The site with the small course, without a mail server."""
    return run(database, small_course(tmp_path), post=Postbox(reaches_people=False))


@pytest.fixture
def mailing(database: Database, tmp_path: Path, postbox: Postbox) -> Site:
    """The same with one."""
    return run(database, small_course(tmp_path), post=postbox)


@pytest.fixture
def maria(site: Site) -> Browser:
    """Who has or opens an account."""
    return site.browser()


@pytest.fixture
def stefan(site: Site) -> Browser:
    """Who is somebody else."""
    return site.browser()
