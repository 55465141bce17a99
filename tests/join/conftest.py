from pathlib import Path

import pytest

from app.storage import Database
from tests.join.cast import Postbox
from tests.learn.browser import Browser
from tests.learn.course import small_course
from tests.learn.running import Site, run
from tests.one_database import haste, one_postgresql_url, postgresql_url

__all__ = ["haste", "one_postgresql_url", "postgresql_url"]


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
