"""Opening an account, with a mail server and without one."""

import asyncio
from datetime import timedelta

import pytest

from app.people.queries import account_by_email
from app.people.tables import account, letter, person
from tests.join.cast import OTHER, PASSWORD, Postbox, link_in, open_by, problems, send, sign_in, sign_up, write
from tests.learn.browser import Browser
from tests.learn.kept import count
from tests.learn.running import Site

pytestmark = pytest.mark.anyio

TAKEN = "There is an account with this address already. Sign in, or use another address."


async def test_without_a_mail_server_an_account_opens_at_once(maria: Browser) -> None:
    page = await sign_up(maria)
    assert (page.address, page.heading) == ("/en/account", "My account")
    assert [fact.text for fact in page.main.all("dd")][:1] == ["Maria"]


async def test_with_one_it_opens_by_the_link_in_a_letter(mailing: Site, postbox: Postbox) -> None:
    maria = mailing.browser()
    page = await sign_up(maria)
    assert page.heading == "Look into your mail"
    assert maria.cookies == {}
    assert problems(await sign_in(maria)) == [
        "This account has not been opened yet. We have sent you the letter with the link again."
    ]
    assert await mailing.send_letters() == 1
    page = await maria.open(link_in(postbox.to("maria@example.org")[-1]))
    assert page.main.all("p")[0].text == "Your address is maria@example.org. Now write the password that you chose."
    assert (await open_by(maria, page)).heading == "My account"
    assert (await sign_in(mailing.browser())).heading == "My account"


async def test_only_the_last_link_counts_and_only_once(mailing: Site, postbox: Postbox) -> None:
    maria = mailing.browser()
    await sign_up(maria)
    await mailing.send_letters()
    await sign_up(maria)
    await mailing.send_letters()
    first, last = map(link_in, postbox.letters)
    assert (await maria.open(first)).status == 410
    page = await maria.open(last)
    assert (await open_by(maria, page)).heading == "My account"
    gone = await open_by(maria, page)
    assert (gone.status, gone.heading) == (410, "This link does not count any longer")


async def test_a_link_that_is_only_looked_at_opens_nothing(mailing: Site, postbox: Postbox) -> None:
    maria = mailing.browser()
    await sign_up(maria)
    await mailing.send_letters()
    link = link_in(postbox.letters[0])
    await maria.open(link)
    await maria.client.head(link)
    assert problems(await sign_in(maria)) != []


async def test_a_link_is_too_old_after_a_week(mailing: Site, postbox: Postbox) -> None:
    maria = mailing.browser()
    await sign_up(maria)
    await mailing.send_letters()
    mailing.clock.go_on(days=7)
    assert (await maria.open(link_in(postbox.letters[0]))).status == 410


async def test_who_signs_up_with_somebody_elses_address_waits_for_them_in_vain(mailing: Site, postbox: Postbox) -> None:
    """Maria gets the letter, but doesn't know Stefan's password; Stefan knows it, but has no letter."""
    stefan, maria = mailing.browser(), mailing.browser()
    await sign_up(maria)
    await sign_up(stefan, "Stefan", "maria@example.org", OTHER)
    await mailing.send_letters()
    page = await open_by(maria, await maria.open(link_in(postbox.letters[-1])))
    told = "This is not the password that was chosen when this account was asked for. Try again."
    assert (problems(page), maria.cookies) == ([told], {})
    assert problems(await sign_in(stefan, password=OTHER)) != []
    await sign_up(maria)
    await mailing.send_letters()
    page = await open_by(maria, await maria.open(link_in(postbox.letters[-1])))
    assert page.heading == "My account"


async def test_an_address_that_has_an_account_is_told_only_to_its_owner(mailing: Site, postbox: Postbox) -> None:
    maria, stefan = mailing.browser(), mailing.browser()
    fresh = await sign_up(maria)
    await mailing.send_letters()
    await open_by(maria, await maria.open(link_in(postbox.letters[0])))
    again = await sign_up(stefan, "Stefan", "Maria@Example.org", OTHER)
    assert again.markup.replace("Maria@Example.org", "maria@example.org") == fresh.markup
    await mailing.send_letters()
    told = postbox.to("maria@example.org")[-1]
    assert told["Subject"] == "You have an account at ATSIV Learning already"
    assert await count(mailing.database, account) == 1
    assert (await sign_in(stefan, password=OTHER)).status == 422


async def test_without_a_mail_server_a_taken_address_is_said(maria: Browser, stefan: Browser) -> None:
    await sign_up(maria)
    page = await sign_up(stefan, "Stefan", "MARIA@example.org", OTHER)
    assert (page.status, problems(page)) == (422, [TAKEN])
    assert stefan.cookies == {}


async def test_twenty_forms_sent_at_once_make_one_account(maria: Browser, site: Site) -> None:
    """Five of one address are taken in an hour; whoever sent a form twice gets in both times."""
    page = await maria.open("/en/sign-up")
    form = write(page.form("Open my account"), name="Maria", email="maria@example.org", new_password=PASSWORD)
    pages = await asyncio.gather(*(maria.send(form, "Open my account", follow=False) for _ in range(20)))
    led = [page.headers.get("location") for page in pages]
    assert (led.count("/en/account"), led.count(None)) == (5, 15)
    assert (await count(site.database, account), await count(site.database, person)) == (1, 1)


async def test_twenty_at_once_with_a_mail_server_make_one_too(mailing: Site) -> None:
    maria = mailing.browser()
    page = await maria.open("/en/sign-up")
    form = write(page.form("Open my account"), name="Maria", email="maria@example.org", new_password=PASSWORD)
    pages = await asyncio.gather(*(maria.send(form, "Open my account") for _ in range(20)))
    assert {page.status for page in pages} == {200, 422}
    assert await count(mailing.database, account) == 1
    assert await count(mailing.database, letter) == 1


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"name": " "}, "Write your name."),
        ({"name": "M" * 101}, "Write a shorter name, of at most 100 characters."),
        ({"name": "Ma\u202eria"}, "Write your name in letters, without line breaks."),
        ({"email": ""}, "Write your e-mail address."),
        ({"email": "maria"}, "Write an e-mail address such as maria@example.org."),
        ({"email": "a@b"}, "Write an e-mail address such as maria@example.org."),
        ({"email": "a@example.org\r\nBcc: b@example.org"}, "Write an e-mail address such as maria@example.org."),
        ({"email": f"{'a' * 250}@example.org"}, "Write an e-mail address such as maria@example.org."),
        ({"new_password": "seven77"}, "Write at least 8 characters."),
        ({"new_password": "x" * 129}, "Write at most 128 characters."),
        ({"new_password": "PassWord1"}, "This password is among the first that somebody would try. Choose another."),
        (
            {"new_password": "maria@EXAMPLE.org"},
            "Choose a password that is not your name, your address or the name of this site.",
        ),
        (
            {"new_password": "Maria of Sofia"},
            "Choose a password that is not your name, your address or the name of this site.",
        ),
    ],
)
async def test_what_is_wrong_is_said_and_what_was_typed_stays(
    values: dict[str, str], problem: str, maria: Browser, site: Site
) -> None:
    right = {"name": "Maria of Sofia", "email": "maria@example.org", "new_password": PASSWORD}
    page = await send(maria, "/en/sign-up", "Open my account", **right | values)
    assert (page.status, problems(page)) == (422, [problem])
    assert page.root.all("title")[0].text.startswith("Error: ")
    typed = {**right, **values}
    kept = dict(page.form("Open my account").values())
    assert kept["name"] == " ".join(typed["name"].split())
    assert kept["new-password"] == ""
    assert await count(site.database, account) == 0


@pytest.mark.parametrize(
    "password", ["пароль из трёх слов", "ありがとう ござい", " spaces count ", "x" * 8 + "y" * 120, "12 34 56 78"]
)
async def test_any_signs_will_do_for_a_password(password: str, maria: Browser, stefan: Browser) -> None:
    assert (await sign_up(maria, password=password)).heading == "My account"
    assert (await sign_in(stefan, password=password)).heading == "My account"


async def test_a_password_typed_on_another_keyboard_is_the_same(maria: Browser, stefan: Browser) -> None:
    await sign_up(maria, password="caf\u00e9 au lait \ufb01n")
    assert (await sign_in(stefan, password="cafe\u0301 au lait fin")).heading == "My account"


async def test_who_never_opens_theirs_leaves_the_address_free(mailing: Site, postbox: Postbox) -> None:
    stefan, maria = mailing.browser(), mailing.browser()
    await sign_up(stefan, "Stefan", "maria@example.org", OTHER)
    await sign_up(maria)
    await mailing.send_letters()
    await open_by(maria, await maria.open(link_in(postbox.letters[-1])))
    found = await account_by_email(mailing.database, email="maria@example.org")
    assert found
    assert (found.name, found.expires_at - mailing.clock()) == ("Maria", timedelta(days=730))
