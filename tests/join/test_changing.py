"""Changing what is in an account."""

import pytest

from app.people.queries import account_by_email
from tests.join.cast import (
    OTHER,
    PASSWORD,
    Postbox,
    link_in,
    open_by_letter,
    problems,
    said,
    send,
    sign_in,
    sign_up,
)
from tests.learn.browser import Browser, Page
from tests.learn.running import Site

pytestmark = pytest.mark.anyio

NEW = "maria@other.example"


def facts(page: Page) -> list[str]:
    return [fact.text for fact in page.main.all("dd") if "change" not in fact.classes]


async def test_a_name_is_changed(maria: Browser) -> None:
    await sign_up(maria)
    page = await send(maria, "/en/account/name", "Save", name="  María   José ")
    assert said(page) == ["Your name and language have been saved."]
    assert facts(page)[0] == "María José"


@pytest.mark.parametrize("name", ["", " ", "x" * 101, "a\u0000\u0007b"])
async def test_a_name_that_is_none_is_not_taken(name: str, maria: Browser) -> None:
    await sign_up(maria)
    page = await send(maria, "/en/account/name", "Save", name=name)
    assert (page.status, len(problems(page))) == (422, 1)
    assert facts(await maria.open("/en/account"))[0] == "Maria"


async def test_a_password_is_changed_with_the_one_until_now_and_ends_other_sessions(maria: Browser, site: Site) -> None:
    await sign_up(maria)
    laptop = site.browser()
    await sign_in(laptop)
    path, button = "/en/account/password", "Save the new password"
    page = await send(maria, path, button, password=OTHER, new_password=OTHER)
    assert problems(page) == ["This is not your password. Try again."]
    page = await send(maria, path, button, password=PASSWORD, new_password="short")
    assert problems(page) == ["Write at least 8 characters."]
    page = await send(maria, path, button, password=PASSWORD, new_password=OTHER)
    assert said(page) == ["Your password has been changed. You are signed out on every other device."]
    assert (await laptop.open("/en/account")).heading == "Sign in"
    assert (await sign_in(laptop)).status == 422
    assert (await sign_in(laptop, password=OTHER)).heading == "My account"


async def test_an_address_is_changed_when_both_have_said_yes(mailing: Site, postbox: Postbox) -> None:
    maria = await open_by_letter(mailing, postbox)
    page = await ask_for(maria, NEW)
    assert said(page) == ["Two letters are on their way, one to each address. Follow the link in both."]
    assert page.texts("note") == [f"Your address changes to {NEW} when both addresses have said yes."]
    await mailing.send_letters()
    page = await agree(maria, link_in(postbox.to(NEW)[-1]))
    assert said(page) == ["Thank you. Now follow the link in the letter to the other address."]
    assert "maria@example.org" in facts(page)
    page = await agree(maria, link_in(postbox.to("maria@example.org")[-1]))
    assert said(page) == ["Your address has been changed."]
    assert NEW in facts(page)
    assert (await sign_in(mailing.browser())).status == 422
    page = await send(mailing.browser(), "/en/sign-in", "Sign in", email=NEW, password=PASSWORD)
    assert page.heading == "My account"


async def test_one_yes_said_twice_is_one(mailing: Site, postbox: Postbox) -> None:
    maria = await open_by_letter(mailing, postbox)
    await ask_for(maria, NEW)
    await mailing.send_letters()
    link = link_in(postbox.to(NEW)[-1])
    await agree(maria, link)
    assert (await maria.open(link)).status == 410
    assert "maria@example.org" in facts(await maria.open("/en/account"))


async def test_another_wish_takes_the_place_of_the_first(mailing: Site, postbox: Postbox) -> None:
    maria = await open_by_letter(mailing, postbox)
    await ask_for(maria, "first@other.example")
    await mailing.send_letters()
    await agree(maria, link_in(postbox.to("maria@example.org")[-1]))
    await ask_for(maria, NEW)
    await mailing.send_letters()
    page = await agree(maria, link_in(postbox.to(NEW)[-1]))
    assert said(page) == ["Thank you. Now follow the link in the letter to the other address."]
    assert (await maria.open(link_in(postbox.to("first@other.example")[-1]))).status == 410


async def test_somebody_elses_address_is_not_told_to_be_one(mailing: Site, postbox: Postbox) -> None:
    maria = await open_by_letter(mailing, postbox)
    await open_by_letter(mailing, postbox, "Stefan")
    free, taken = await ask_for(maria, NEW), await ask_for(maria, "stefan@example.org")
    assert said(free) == said(taken)
    await mailing.send_letters()
    assert postbox.to("stefan@example.org")[-1]["Subject"] == "You have an account at ATSIV Learning already"
    await agree(maria, link_in(postbox.to("maria@example.org")[-1]))
    found = await account_by_email(mailing.database, email="stefan@example.org")
    assert found
    assert found.name == "Stefan"


async def test_without_a_mail_server_it_is_changed_at_once(maria: Browser, stefan: Browser) -> None:
    await sign_up(maria)
    await sign_up(stefan, "Stefan")
    assert problems(await ask_for(maria, "stefan@example.org")) == ["This address cannot be used. Please take another."]
    assert problems(await ask_for(maria, "MARIA@example.org")) == ["This is your address already."]
    page = await ask_for(maria, NEW)
    assert said(page) == ["Your address has been changed."]
    assert NEW in facts(page)


async def ask_for(browser: Browser, email: str) -> Page:
    return await send(browser, "/en/account/email", "Change the address", email=email, password=PASSWORD)


async def agree(browser: Browser, link: str) -> Page:
    page = await browser.open(link)
    return await browser.send(page.form("Yes, change the address"), "Yes, change the address")
