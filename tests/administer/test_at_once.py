"""Forms that are sent twice, and administrators who act at the same moment."""

import asyncio

import pytest

from app.people.operations import LastAdministrator, disable, send_again, take_letter, take_role
from app.people.queries import Account, account_by_email
from app.people.roles import Role
from app.people.tables import act, letter
from app.storage import Database, Writer, open_database
from app.storage.database import Work
from tests.administer.conftest import grant
from tests.administer.test_people import do, page_of
from tests.join.cast import Postbox, problems, set_up_second_step, sign_up
from tests.learn.browser import Browser
from tests.learn.kept import count
from tests.learn.running import Site

pytestmark = pytest.mark.anyio

ADMINISTRATOR = Role("administrator")


async def account(site: Site, name: str) -> Account:
    wanted = await account_by_email(site.database, email=f"{name.lower()}@example.org")
    assert wanted
    return wanted


async def _meanwhile(site: Site, other: Database, first: Work[object], second: Work[object]) -> None:
    """Two transactions, of which the second begins while the first has changed something and is still open."""
    changed, waited = asyncio.Event(), asyncio.Event()

    async def held(writer: Writer) -> None:
        await first(writer)
        changed.set()
        await waited.wait()

    one = asyncio.create_task(site.database.write(held))
    await changed.wait()
    two = asyncio.create_task(other.write(second))
    await asyncio.sleep(0.2)
    waited.set()
    await one
    await two


@pytest.mark.parametrize("taken", [True, False], ids=["role taken", "disabled"])
async def test_of_two_processes_that_remove_an_administrator_each_the_later_fails(
    taken: bool,  # noqa: FBT001 - pytest passes parameters by name
    helena: Browser,
    maria: Browser,
    site: Site,
    database_url: str,
) -> None:
    await grant(site, "Maria", ADMINISTRATOR)
    pair = [await account(site, name) for name in ("Maria", "Helena")]
    now, other = site.clock(), open_database(database_url)

    def removing(whom: Account) -> Work[object]:
        if taken:
            return lambda writer: take_role(writer, of=whom, what=ADMINISTRATOR, actor="", now=now)
        return lambda writer: disable(writer, whom=whom, actor="", now=now)

    with pytest.raises(LastAdministrator):
        await _meanwhile(site, other, removing(pair[0]), removing(pair[1]))
    await other.close()
    assert (await helena.open("/en/admin")).status == 200


async def test_an_account_that_nobody_has_opened_administers_nothing(helena: Browser, site: Site) -> None:
    await sign_up(site.browser(), "Ioana")
    await grant(site, "Ioana", ADMINISTRATOR)
    told = ["This is the only administrator. Make somebody else one before."]
    assert problems(await do(helena, site, "Take back administrator", "Helena")) == told


async def test_a_letter_on_its_way_is_not_sent_twice(site: Site, postbox: Postbox) -> None:
    await sign_up(site.browser(), "Ioana")
    now = site.clock()
    taken = await site.database.write(lambda writer: take_letter(writer, now=now))
    assert taken
    assert not await site.database.write(lambda writer: send_again(writer, letter_id=taken.id, now=now))
    assert await site.send_letters() == 0


@pytest.mark.parametrize("button", ["Switch the second step off", "Send a link to choose a password"])
async def test_what_is_asked_for_twice_is_done_and_recorded_once(
    button: str, helena: Browser, maria: Browser, site: Site
) -> None:
    await set_up_second_step(maria, site)
    await site.send_letters()
    form, before = (await page_of(helena, site)).form(button), await count(site.database, act)
    for _ in range(2):
        assert (await helena.send(form, button)).texts("verdict") == ["Done."]
    assert await count(site.database, act) == before + 1
    assert await count(site.database, letter) == 1


async def test_a_role_for_a_language_that_is_gone_can_be_taken_back(
    helena: Browser, maria: Browser, site: Site
) -> None:
    await grant(site, "Maria", Role("translator", "el"))
    await do(helena, site, "Take back translator: Greek")
    assert (await account(site, "Maria")).roles == frozenset()
