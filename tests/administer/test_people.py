"""What administrators see of people, and do for them."""

import asyncio

import pytest

from app.people.queries import account_by_email
from app.people.roles import Role
from app.people.tables import organisation
from tests.administer.conftest import grant
from tests.join.cast import Postbox, link_in, open_by_letter, problems, said, set_up_second_step, sign_in, sign_up
from tests.learn.browser import Browser, Page
from tests.learn.cast import KINDS, answer
from tests.learn.kept import count
from tests.learn.running import Site

pytestmark = pytest.mark.anyio


async def found(site: Site, name: str = "Maria") -> int:
    account = await account_by_email(site.database, email=f"{name.lower()}@example.org")
    assert account
    return account.person_id


async def page_of(browser: Browser, site: Site, name: str = "Maria") -> Page:
    return await browser.open(f"/en/person/{await found(site, name)}")


async def do(browser: Browser, site: Site, button: str, name: str = "Maria") -> Page:
    page = await page_of(browser, site, name)
    return await browser.send(page.form(button), button)


async def give(browser: Browser, site: Site, role: str, name: str = "Maria") -> Page:
    page = await page_of(browser, site, name)
    form = page.form("Give this role")
    menu = next(field for field in form.fields if field.name == "role")
    assert role in menu.choices
    menu.value = role
    return await browser.send(form, "Give this role")


def facts(page: Page) -> dict[str, str]:
    return dict(
        zip([each.text for each in page.main.all("dt")], [each.text for each in page.main.all("dd")], strict=False)
    )


async def test_people_are_found_by_name_and_address(helena: Browser, site: Site, postbox: Postbox) -> None:
    await open_by_letter(site, postbox, "Ioana")
    for wanted, names in (("", ["Helena", "Ioana"]), ("ioa", ["Ioana"]), ("LENA@", ["Helena"]), ("%", []), ("_", [])):
        page = await helena.open(f"/en/admin/people?q={wanted.replace('%', '%25')}")
        assert [link.text for link in page.main.all("a") if "/person/" in link.attributes["href"]] == names
        nobody = "Nobody is called so, or has such an address."
        assert (nobody in page.main.text) == (not names)


async def test_a_person_is_shown_without_what_they_answered(helena: Browser, maria: Browser, site: Site) -> None:
    await answer(maria, KINDS, "thoughts", lambda form: form.write("xylophone"))
    page = await page_of(helena, site)
    assert (page.heading, facts(page)["E-mail address"]) == ("Maria", "maria@example.org")
    assert "xylophone" not in page.markup
    assert "argon2" not in page.markup


async def test_an_unknown_number_and_a_guests_are_not_there(helena: Browser, site: Site) -> None:
    guest = site.browser()
    await answer(guest, KINDS, "word")
    for number in ("9999", "0", "-1", "x", "99999999999999999999", "2"):
        assert (await helena.open(f"/en/person/{number}")).status == 404


async def test_roles_are_given_and_taken_back_and_hold_at_once(helena: Browser, maria: Browser, site: Site) -> None:
    await set_up_second_step(maria, site)
    assert (await maria.open("/en/admin")).status == 404
    page = await give(helena, site, "administrator")
    assert said(page) == ["Done."]
    assert (await maria.open("/en/admin")).status == 200
    await give(helena, site, "translator el")
    page = await page_of(helena, site)
    assert [row.text for row in page.main.all(within="devices")[0].all("p")] == ["administrator", "translator: Greek"]
    await helena.send(page.form("Take back administrator"), "Take back administrator")
    assert (await maria.open("/en/admin")).status == 404


async def test_a_role_that_is_none_is_not_given(helena: Browser, maria: Browser, site: Site) -> None:
    page = await page_of(helena, site)
    token = page.form("Give this role").value("token")
    for role in ("", "emperor", "administrator x", "coordinator 7", "coordinator", "translator xx", "reviewer"):
        sent = await helena.post(page.address, [("token", token), ("do", "grant"), ("role", role)])
        assert problems(sent) == ["Nothing was changed. Please choose once more."]
    assert (await account_by_email(site.database, email="maria@example.org")).roles == frozenset()  # type: ignore[union-attr]  # she is there


async def test_the_last_administrator_stays(helena: Browser, site: Site) -> None:
    told = ["This is the only administrator. Make somebody else one before."]
    assert problems(await do(helena, site, "Take back administrator", "Helena")) == told
    assert problems(await do(helena, site, "Disable the account", "Helena")) == told
    assert (await helena.open("/en/admin")).status == 200


async def test_of_two_who_take_it_from_each_other_at_once_one_stays(
    helena: Browser, maria: Browser, site: Site
) -> None:
    await set_up_second_step(maria, site)
    await grant(site, "Maria", Role("administrator"))
    pages = [await page_of(helena, site), await page_of(maria, site, "Helena")]
    button = "Take back administrator"
    await asyncio.gather(
        helena.send(pages[0].form(button), button, follow=False),
        maria.send(pages[1].form(button), button, follow=False),
    )
    assert sorted([(await helena.open("/en/admin")).status, (await maria.open("/en/admin")).status]) == [200, 404]


async def test_disabling_ends_every_session_at_once(helena: Browser, maria: Browser, site: Site) -> None:
    laptop = site.browser()
    await sign_in(laptop)
    page = await do(helena, site, "Disable the account")
    assert facts(page)["State"] == "Disabled since 24 November 2026."
    for device in (maria, laptop):
        assert (await device.open("/en/account")).heading == "Sign in"
    await do(helena, site, "Enable the account")
    assert (await sign_in(laptop)).heading == "My account"


async def test_a_letter_is_sent_again(helena: Browser, site: Site, postbox: Postbox) -> None:
    await sign_up(site.browser(), "Ioana")
    await site.send_letters()
    await do(helena, site, "Send the opening letter again", "Ioana")
    await site.send_letters()
    assert [link_in(one)[:9] for one in postbox.to("ioana@example.org")] == ["/en/open?", "/en/open?"]


async def test_a_lost_phone_is_no_end(helena: Browser, maria: Browser, site: Site, postbox: Postbox) -> None:
    await set_up_second_step(maria, site)
    await do(helena, site, "Switch the second step off")
    await site.send_letters()
    assert postbox.to("maria@example.org")[-1]["Subject"] == "How you sign in to ATSIV Learning has changed"
    assert (await sign_in(site.browser())).heading == "My account"


async def test_every_act_is_recorded_with_who_and_whom(helena: Browser, maria: Browser, site: Site) -> None:
    await give(helena, site, "reviewer el")
    await do(helena, site, "Disable the account")
    acts = (await helena.open("/en/admin/record")).main.all(within="devices")[0].all("li")
    assert [act.text for act in acts][:2] == [
        "Account disabled Maria 24 November 2026 · Helena",
        "Role given: reviewer: Greek Maria 24 November 2026 · Helena",
    ]
    assert acts[2].text == "Role given: administrator Helena 24 November 2026 · at the command line"


async def test_without_the_account_the_record_names_nobody(helena: Browser, maria: Browser, site: Site) -> None:
    await give(helena, site, "reviewer el")
    page = await maria.open("/en/account/delete")
    form = page.form("Delete everything").write("correct horse battery", "password")
    await maria.send(form, "Delete everything")
    page = await helena.open("/en/admin/record")
    assert "Maria" not in page.markup
    assert "Account deleted" in page.main.text


async def test_organisations_are_added_once(helena: Browser, site: Site) -> None:
    page = await helena.open("/en/admin/organisations")
    for title in ("  Roots   and Wings ", "Roots and Wings"):
        form = page.form("Add the organisation").write(title, "title")
        page = await helena.send(form, "Add the organisation")
    assert [item.text for item in page.main.all("li")] == ["Roots and Wings"]
    assert await count(site.database, organisation) == 1
    form = page.form("Add the organisation").write(" ", "title")
    assert problems(await helena.send(form, "Add the organisation")) == ["Write a name of at most 120 characters."]


async def test_a_coordinator_is_one_of_an_organisation(helena: Browser, maria: Browser, site: Site) -> None:
    await grant(site, "Maria", Role("coordinator", "1"))
    page = await page_of(helena, site)
    assert page.main.all(within="devices")[0].all("p")[0].text.startswith("coordinator of ")


async def test_a_form_from_elsewhere_changes_nothing(helena: Browser, maria: Browser, site: Site) -> None:
    address = f"/en/person/{await found(site)}"
    page = await helena.post(address, [("token", "A" * 22), ("do", "disable")])
    assert problems(page) == ["Nothing was changed. Please choose once more."]
    assert (await maria.open("/en/account")).heading == "My account"
