from functools import partial
from pathlib import Path

import pytest

from app.content.po import Message
from app.people.operations import grant_role
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
def locales(tmp_path: Path) -> Path:
    """The course "demo" in Greek and Polish, whose words are the English ones after a sign of the language."""
    courses = small_course(tmp_path)
    for language in ("el", "pl"):
        translate(courses, tmp_path / "locales", language, partial(signed, language))
    return tmp_path / "locales"


def signed(language: str, message: Message) -> str:
    return f"{language}: {message.source}"


@pytest.fixture
def site(database: Database, tmp_path: Path, locales: Path, postbox: Postbox) -> Site:
    return run(database, tmp_path / "courses", post=postbox, locales=locales, data_dir=tmp_path / "data")


@pytest.fixture
async def jadwiga(site: Site, postbox: Postbox) -> Browser:
    """She translates into Polish."""
    return await in_role(site, postbox, "Jadwiga", Role("translator", "pl"))


@pytest.fixture
async def piotr(site: Site, postbox: Postbox) -> Browser:
    """He reviews the Polish."""
    return await in_role(site, postbox, "Piotr", Role("reviewer", "pl"))


@pytest.fixture
async def eleni(site: Site, postbox: Postbox) -> Browser:
    """She translates into Greek: to the Polish she is a stranger."""
    return await in_role(site, postbox, "Eleni", Role("translator", "el"))


@pytest.fixture
async def maria(site: Site, postbox: Postbox) -> Browser:
    """A learner."""
    return await open_by_letter(site, postbox)


async def in_role(site: Site, postbox: Postbox, name: str, role: Role) -> Browser:
    browser = await open_by_letter(site, postbox, name)
    if role.needs_second_factor:
        await set_up_second_step(browser, site)
        await site.send_letters()
    now = site.clock()

    async def work(writer: Writer) -> None:
        found = await account_by_email(writer, email=f"{name.lower()}@example.org")
        assert found
        await grant_role(writer, to=found, what=role, actor="", now=now)

    await site.database.write(work)
    postbox.letters.clear()
    return browser
