"""Who isn't an administrator learns nothing, not even that there is something."""

import pytest

from app.people.queries import account_by_email
from app.people.roles import Role
from tests.administer.conftest import grant
from tests.join.cast import Postbox, open_by_letter, set_up_second_step
from tests.learn.browser import Browser
from tests.learn.cast import KINDS, answer
from tests.learn.running import Site

pytestmark = pytest.mark.anyio

PAGES = ("/en/admin", "/en/admin/people", "/en/admin/organisations", "/en/admin/letters", "/en/admin/record")
FORMS = {
    "/en/admin/organisations": [("title", "Theirs")],
    "/en/admin/letters": [("letter", "1")],
}


async def person(site: Site) -> str:
    """The address of the page about Maria."""
    found = await account_by_email(site.database, email="maria@example.org")
    assert found
    return f"/en/person/{found.person_id}"


async def test_who_is_signed_in_without_the_role_finds_nothing(
    helena: Browser, maria: Browser, site: Site, postbox: Postbox
) -> None:
    nikola = await open_by_letter(site, postbox, "Nikola")
    await set_up_second_step(nikola, site)
    await grant(site, "Nikola", Role("coordinator", "1"))
    own = await person(site)
    for browser in (maria, nikola):
        token = (await browser.open("/en/account")).form("Sign out").value("token")
        for address in (*PAGES, own):
            assert (address, (await browser.open(address)).status) == (address, 404)
        for address, pairs in (*FORMS.items(), (own, [("do", "grant"), ("role", "administrator")])):
            assert (address, (await browser.post(address, [("token", token), *pairs])).status) == (address, 404)
    assert (await maria.open("/en/admin")).status == 404


async def test_a_stranger_and_a_guest_are_asked_to_sign_in(maria: Browser, site: Site) -> None:
    stefan, guest = site.browser(), site.browser()
    await answer(guest, KINDS, "word")
    for browser in (stefan, guest):
        for address in (*PAGES, await person(site)):
            page = await browser.open(address)
            assert (page.heading, "Maria" in page.markup) == ("Sign in", False)


async def test_after_signing_in_an_administrator_is_where_they_wanted(helena: Browser, site: Site) -> None:
    page = await site.browser().open("/en/admin/people?q=ioana", follow=False)
    assert page.headers["location"] == "/en/sign-in?next=%2Fen%2Fadmin%2Fpeople%3Fq%3Dioana"
