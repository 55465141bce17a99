from pathlib import Path

import pytest

from app.people.operations import grant_role
from app.people.queries import account_by_email
from app.people.roles import Role
from app.storage import Database, Writer
from tests.coordinate.school import School
from tests.join.cast import Postbox, open_by_letter, set_up_second_step
from tests.learn.browser import Browser
from tests.learn.course import small_course
from tests.learn.running import Site, run
from tests.one_database import haste, one_postgresql_url, postgresql_url

__all__ = ["haste", "one_postgresql_url", "postgresql_url"]


@pytest.fixture
def postbox() -> Postbox:
    return Postbox()


@pytest.fixture
def site(database: Database, tmp_path: Path, postbox: Postbox) -> Site:
    return run(database, small_course(tmp_path), post=postbox)


@pytest.fixture
async def school(site: Site) -> School:
    """Two organisations: Ours is 1, Theirs is 2."""
    made = School(site)
    await made.organisation("Ours")
    await made.organisation("Theirs")
    return made


@pytest.fixture
async def irena(site: Site, school: School, postbox: Postbox) -> Browser:
    """She coordinates Ours."""
    return await coordinator(site, postbox, "Irena", "1")


@pytest.fixture
async def petra(site: Site, school: School, postbox: Postbox) -> Browser:
    """She coordinates Theirs."""
    return await coordinator(site, postbox, "Petra", "2")


@pytest.fixture
async def maria(site: Site, postbox: Postbox) -> Browser:
    """A learner."""
    return await open_by_letter(site, postbox)


async def coordinator(site: Site, postbox: Postbox, name: str, organisation: str) -> Browser:
    browser = await open_by_letter(site, postbox, name)
    await set_up_second_step(browser, site)
    await site.send_letters()
    now = site.clock()

    async def work(writer: Writer) -> None:
        found = await account_by_email(writer, email=f"{name.lower()}@example.org")
        assert found
        await grant_role(writer, to=found, what=Role("coordinator", organisation), actor="", now=now)

    await site.database.write(work)
    postbox.letters.clear()
    return browser
