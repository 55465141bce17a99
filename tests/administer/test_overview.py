"""How the site is, at a glance; and the letters that could not be sent."""

from pathlib import Path

import pytest

from app.mail import MailFolder, Undelivered
from app.people.queries import account_by_email
from app.people.roles import Role
from app.storage import Database
from tests.administer.conftest import grant
from tests.join.cast import Postbox, open_by_letter, set_up_second_step, sign_up
from tests.learn.browser import Browser
from tests.learn.course import small_course
from tests.learn.running import Site, run
from tests.learn.test_query_budgets import Counting

pytestmark = pytest.mark.anyio


async def test_the_overview_says_how_the_site_is(helena: Browser, maria: Browser) -> None:
    page = await helena.open("/en/admin")
    told = dict(
        zip(
            [each.text for each in page.main.all("dt")],
            [each.text for each in page.main.all("dd") if "change" not in each.classes],
            strict=True,
        )
    )
    assert told == {
        "Version": "0.1.0",
        "Database": "Well: it can be read and written.",
        "Accounts": "2",
        "Guests, who learn without an account": "0",
        "Administrators without a second step": "0",
        "Letters that could not be sent": "0",
        "Letters are sent": "by the mail server",
    }


async def test_without_a_mail_server_it_says_where_letters_lie(database: Database, tmp_path: Path) -> None:
    site = run(database, small_course(tmp_path), post=MailFolder(tmp_path / "mail"))
    helena = site.browser()
    await sign_up(helena, "Helena")
    await set_up_second_step(helena, site)
    await grant(site, "Helena", Role("administrator"))
    assert str(tmp_path / "mail") in (await helena.open("/en/admin")).main.text


async def test_a_fault_in_a_locale_file_is_shown_to_administrators(
    database: Database, tmp_path: Path, postbox: Postbox
) -> None:
    broken = tmp_path / "locales/el/LC_MESSAGES/interface.po"
    broken.parent.mkdir(parents=True)
    broken.write_text('msgid "Search"\nmsgstr "unfinished\n', encoding="utf-8")
    site = run(database, small_course(tmp_path), post=postbox, locales=tmp_path / "locales")
    helena = await open_by_letter(site, postbox, "Helena")
    await set_up_second_step(helena, site)
    await grant(site, "Helena", Role("administrator"))
    page = await helena.open("/en/admin")
    assert [code.text.partition(":")[0].endswith("interface.po") for code in page.main.all("code")] == [True]


async def test_letters_that_failed_are_listed_and_sent_again(helena: Browser, site: Site, postbox: Postbox) -> None:
    postbox.trouble = Undelivered("refused with 550", lasting=True)
    await sign_up(site.browser(), "Ioana")
    await site.send_letters()
    page = await helena.open("/en/admin/letters")
    assert [item.text for item in page.main.all("li")] == [
        "Link to open the account Ioana 24 November 2026 · refused with 550 Send again"
    ]
    postbox.trouble = None
    page = await helena.send(page.form("Send again"), "Send again")
    assert [item.text for item in page.main.all("li")] == [
        "Link to open the account Ioana 24 November 2026 It waits to be sent."
    ]
    await site.send_letters()
    assert (await helena.open("/en/admin/letters")).main.all("p")[0].text == "Every letter has been sent."


@pytest.mark.parametrize("others", [1, 3])
async def test_a_list_costs_the_same_however_many_are_on_it(
    others: int, database: Database, tmp_path: Path, postbox: Postbox
) -> None:
    counting = Counting(database)
    site = run(counting, small_course(tmp_path), post=postbox)
    helena = await open_by_letter(site, postbox, "Helena")
    await set_up_second_step(helena, site)
    await grant(site, "Helena", Role("administrator"))
    for name in ("Maria", "Ioana", "Stefan")[:others]:
        await open_by_letter(site, postbox, name)
        await grant(site, name, Role("translator", "el"))
    found = await account_by_email(database, email="helena@example.org")
    assert found
    herself = f"/en/person/{found.person_id}"
    spent = {}
    for address in (
        "/en/admin",
        "/en/admin/people",
        "/en/admin/record",
        "/en/admin/letters",
        "/en/admin/organisations",
        herself,
    ):
        counting.statements = 0
        assert (await helena.open(address, follow=False)).status == 200
        spent[address] = counting.statements
    # Two of them find out who asks.
    assert spent == {
        "/en/admin": 7,
        "/en/admin/people": 5,
        "/en/admin/record": 4,
        "/en/admin/letters": 3,
        "/en/admin/organisations": 3,
        # She with her roles, the organisations, where she is signed in, what was done.
        herself: 7,
    }
