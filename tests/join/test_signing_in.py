"""Signing in and out, and being signed in."""

import asyncio
from datetime import timedelta

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select, update

from app.people.operations import disable
from app.people.queries import account_by_email
from app.people.tables import account, limit, session
from app.storage import Writer
from tests.join.cast import OTHER, PASSWORD, problems, send, sign_in, sign_out, sign_up, write
from tests.learn.browser import Browser
from tests.learn.cast import LESSON, answer
from tests.learn.kept import count, values
from tests.learn.running import Site

pytestmark = pytest.mark.anyio

NO_SUCH = ["There is no account with this address and this password. Check both, and try again."]
TOO_OFTEN = ["That was tried too often. Please wait 15 minutes, then try again."]


@pytest.fixture
async def phone(site: Site) -> Browser:
    """Maria's, on which she has opened her account."""
    browser = site.browser()
    await sign_up(browser)
    return browser


@pytest.fixture
def laptop(site: Site) -> Browser:
    return site.browser()


async def test_the_right_password_leads_to_the_account(phone: Browser, laptop: Browser) -> None:
    page = await sign_in(laptop)
    assert page.heading == "My account"


async def test_a_page_that_needs_an_account_is_shown_after_signing_in(phone: Browser, laptop: Browser) -> None:
    page = await laptop.open("/en/account/devices")
    assert page.heading == "Sign in"
    page = await laptop.send(write(page.form("Sign in"), email="maria@example.org", password=PASSWORD), "Sign in")
    assert page.address == "/en/account/devices"


@pytest.mark.parametrize(("name", "password"), [("Maria", OTHER), ("Nobody", PASSWORD), ("Maria", "")])
async def test_an_unknown_address_and_a_wrong_password_are_told_alike(
    name: str, password: str, phone: Browser, laptop: Browser
) -> None:
    page = await sign_in(laptop, name, password)
    assert (page.status, problems(page), laptop.cookies) == (422, NO_SUCH, {})


async def test_every_sign_in_has_a_token_of_its_own_that_is_not_stored(
    phone: Browser, laptop: Browser, site: Site
) -> None:
    form = (await laptop.open("/en/sign-in")).form("Sign in")
    await laptop.send(write(form, email="maria@example.org", password=PASSWORD), "Sign in")
    first = laptop.cookies["session"]
    assert first != phone.cookies["session"]
    await sign_out(laptop)
    await sign_in(laptop)
    assert laptop.cookies["session"] != first
    assert first not in repr(await site.database.all(select(session), {}))


async def test_signing_out_ends_the_session_here_and_not_elsewhere(phone: Browser, laptop: Browser) -> None:
    await sign_in(laptop)
    stolen = dict(laptop.cookies)
    await sign_out(laptop)
    laptop.client.cookies.set("session", stolen["session"], domain="learn.test")
    assert (await laptop.open("/en/account")).heading == "Sign in"
    assert (await phone.open("/en/account")).heading == "My account"


async def test_a_session_ends_when_it_is_not_used_for_a_month(phone: Browser, site: Site) -> None:
    site.clock.go_on(days=29, hours=23)
    assert (await phone.open("/en/account")).heading == "My account"
    site.clock.go_on(hours=1)
    assert (await phone.open("/en/account")).heading == "Sign in"


async def test_answering_keeps_a_session_but_not_for_ever(phone: Browser, site: Site) -> None:
    for _ in range(4):
        site.clock.go_on(days=20)
        await answer(phone, LESSON, "who-signs")
        assert (await phone.open("/en/account")).heading == "My account"
    site.clock.go_on(days=9)
    assert (await phone.open("/en/account")).heading == "My account"
    site.clock.go_on(days=1)
    assert (await phone.open("/en/account")).heading == "Sign in"


async def test_devices_are_listed_and_ended_one_by_one_or_all_others(site: Site, phone: Browser) -> None:
    laptop, tablet = site.browser(), site.browser()
    laptop.client.headers["user-agent"] = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
    await sign_in(laptop)
    await sign_in(tablet)
    page = await phone.open("/en/account/devices")
    assert [row.text for row in page.main.all("strong")] == ["Unknown browser", "Firefox, Linux", "Unknown browser"]
    form = next(form for form in page.forms() if "Sign out there" in form.buttons)
    page = await phone.send(form, "Sign out there")
    assert len(page.main.all("strong")) == 2
    assert (await tablet.open("/en/account")).heading == "Sign in"
    await phone.send(page.form("Sign out everywhere else"), "Sign out everywhere else")
    assert (await laptop.open("/en/account")).heading == "Sign in"
    assert (await phone.open("/en/account")).heading == "My account"


async def test_somebody_elses_session_cannot_be_ended(phone: Browser, stefan: Browser, site: Site) -> None:
    await sign_up(stefan, "Stefan")
    own = min(number for (number,) in await values(site.database, session.c.id))
    page = await stefan.open("/en/account/devices")
    token = (await stefan.open("/en/account")).form("Sign out").value("token")
    await stefan.post(page.address, [("token", token), ("session", str(own))])
    assert (await phone.open("/en/account")).heading == "My account"


async def test_after_ten_tries_even_the_right_password_waits_a_quarter_of_an_hour(
    phone: Browser, laptop: Browser, site: Site
) -> None:
    for _ in range(10):
        assert problems(await sign_in(laptop, password=OTHER)) == NO_SUCH
    assert problems(await sign_in(laptop)) == TOO_OFTEN
    again = site.again()
    site.clock.go_on(minutes=14)
    assert problems(await sign_in(again.browser())) == [
        "That was tried too often. Please wait a minute, then try again."
    ]
    site.clock.go_on(minutes=1)
    assert (await sign_in(again.browser())).heading == "My account"


async def test_an_unknown_address_waits_as_long(laptop: Browser) -> None:
    for _ in range(10):
        assert problems(await sign_in(laptop, "Nobody", OTHER)) == NO_SUCH
    assert problems(await sign_in(laptop, "Nobody")) == TOO_OFTEN


async def test_tries_made_at_once_are_all_counted(phone: Browser, laptop: Browser) -> None:
    form = (await laptop.open("/en/sign-in")).form("Sign in")
    write(form, email="maria@example.org", password=OTHER)
    pages = await asyncio.gather(*(laptop.send(form, "Sign in") for _ in range(15)))
    assert sum(problems(page) == TOO_OFTEN for page in pages) == 5


async def test_others_are_not_kept_out_by_whoever_tries_from_elsewhere(phone: Browser, site: Site) -> None:
    stefan, maria = site.browser(), site.browser()
    stefan.client.headers["x-forwarded-for"] = "203.0.113.7"
    maria.client.headers["x-forwarded-for"] = "198.51.100.9"
    for _ in range(11):
        await sign_in(stefan, password=OTHER)
    assert problems(await sign_in(stefan)) == TOO_OFTEN
    assert (await sign_in(maria)).heading == "My account"


async def test_what_a_browser_says_of_proxies_counts_only_from_a_proxy(site: Site, phone: Browser) -> None:
    proxied = site.again(proxies="192.0.2.1")
    stefan = proxied.browser()
    for number in range(10):
        stefan.client.headers["x-forwarded-for"] = f"203.0.113.{number}"
        await sign_in(stefan, password=OTHER)
    assert problems(await sign_in(stefan)) == TOO_OFTEN


async def test_no_address_can_be_read_from_what_is_counted(phone: Browser, laptop: Browser, site: Site) -> None:
    laptop.client.headers["x-forwarded-for"] = "203.0.113.7"
    await sign_in(laptop, password=OTHER)
    rows = repr(await site.database.all(select(limit), {}))
    assert await count(site.database, limit) > 0
    assert not [text for text in ("maria", "example", "203.0.113") if text in rows]


async def test_a_disabled_account_is_told_so_with_the_right_password_only(
    phone: Browser, laptop: Browser, site: Site
) -> None:
    found = await account_by_email(site.database, email="maria@example.org")
    assert found
    await site.database.write(lambda writer: disable(writer, whom=found, actor="", now=site.clock()))
    assert (await phone.open("/en/account")).heading == "Sign in"
    assert problems(await sign_in(laptop)) == [
        "This account has been disabled. Please ask the people who run this site."
    ]
    assert problems(await sign_in(laptop, password=OTHER)) == NO_SUCH


async def test_a_weaker_hash_is_replaced_at_the_next_sign_in(phone: Browser, laptop: Browser, site: Site) -> None:
    weak = PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1).hash(PASSWORD)

    async def weaken(writer: Writer) -> None:
        await writer.run(update(account).values(password_hash=weak), {})

    await site.database.write(weaken)
    assert (await sign_in(laptop)).heading == "My account"
    (kept,) = (await values(site.database, account.c.password_hash))[0]
    assert "m=19456,t=2,p=1" in kept
    assert (await sign_in(site.browser())).heading == "My account"


async def test_who_is_signed_in_is_led_past_the_form(phone: Browser) -> None:
    for address in ("/en/sign-in", "/en/sign-up"):
        assert (await phone.open(address)).heading == "My account"


async def test_a_form_from_before_the_session_is_asked_for_again(phone: Browser) -> None:
    page = await phone.open("/en/account/name")
    form = write(page.form("Save"), name="Mary")
    form.fields[0].value = "A" * 22
    page = await phone.send(form, "Save")
    assert problems(page) == [
        "This page was open for a long time, so nothing was changed yet. Please send it once more."
    ]
    page = await phone.send(page.form("Save"), "Save")
    assert page.main.all("dd")[0].text == "Mary"


async def test_the_language_of_an_account_is_the_browsers_after_signing_in(
    phone: Browser, laptop: Browser, site: Site
) -> None:
    await sign_in(laptop)
    assert laptop.cookies["language"] == "en"
    found = await account_by_email(site.database, email="maria@example.org")
    assert found
    assert found.expires_at - site.clock() == timedelta(days=730)


async def test_what_one_process_knows_of_a_session_another_does(phone: Browser, site: Site) -> None:
    other = site.again()
    moved = other.moved(phone)
    assert (await moved.open("/en/account")).heading == "My account"
    await sign_out(moved)
    assert (await phone.open("/en/account")).heading == "Sign in"


async def test_who_signs_in_now_and_then_keeps_the_account(phone: Browser, laptop: Browser, site: Site) -> None:
    site.clock.go_on(days=700)
    assert (await sign_in(laptop)).heading == "My account"
    found = await account_by_email(site.database, email="maria@example.org")
    assert found
    assert found.expires_at - site.clock() == timedelta(days=730)


async def test_a_sign_in_without_a_form_of_the_site_is_refused(phone: Browser, laptop: Browser) -> None:
    pairs = {"email": "maria@example.org", "password": PASSWORD, "token": "A" * 22}
    response = await laptop.client.post("/en/sign-in", data=pairs, headers={"sec-fetch-site": "cross-site"})
    assert response.status_code == 403
    assert laptop.cookies == {}


async def test_over_https_the_cookies_are_bound_to_the_host(site: Site) -> None:
    browser = site.again(base_url="https://learn.test").browser()
    page = await send(
        browser, "/en/sign-up", "Open my account", name="Maria", email="m@example.org", new_password=PASSWORD
    )
    assert page.heading == "My account"
    assert "__Host-session" in browser.cookies
    await sign_out(browser)
    sent = await browser.client.get("/en/account")
    assert sent.headers["cache-control"] == "no-store"
