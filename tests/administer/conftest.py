from pathlib import Path

import pytest

from app.people.operations import add_organisation, grant_role
from app.people.queries import account_by_email
from app.people.roles import Role
from app.storage import Database, Writer
from tests.join.cast import Postbox, open_by_letter, set_up_second_step
from tests.learn.browser import Browser
from tests.learn.course import small_course
from tests.learn.running import Site, run
from tests.localisation.translating import translate
from tests.one_database import haste, one_postgresql_url, postgresql_url

__all__ = ["haste", "one_postgresql_url", "postgresql_url"]


@pytest.fixture
def postbox() -> Postbox:
    return Postbox()


@pytest.fixture
def site(database: Database, tmp_path: Path, postbox: Postbox) -> Site:
    courses = small_course(tmp_path)
    translate(courses, tmp_path / "locales", "el", lambda message: message.source)
    return run(database, courses, post=postbox, locales=tmp_path / "locales")


@pytest.fixture
async def helena(site: Site, postbox: Postbox) -> Browser:
    """The administrator."""
    browser = await open_by_letter(site, postbox, "Helena")
    await set_up_second_step(browser, site)
    await site.send_letters()
    await grant(site, "Helena", Role("administrator"))
    return browser


@pytest.fixture
async def maria(site: Site, postbox: Postbox) -> Browser:
    """A learner."""
    return await open_by_letter(site, postbox)


async def grant(site: Site, name: str, role: Role) -> None:
    now = site.clock()

    async def work(writer: Writer) -> None:
        if role.name == "coordinator":
            await add_organisation(writer, title="Ours", actor="", now=now)
        found = await account_by_email(writer, email=f"{name.lower()}@example.org")
        assert found
        await grant_role(writer, to=found, what=role, actor="", now=now)

    await site.database.write(work)
