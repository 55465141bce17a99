"""A code from the telephone beside the password."""

import asyncio

import pyotp
import pytest
from sqlalchemy import select

from app.people.tables import recovery_code, second_factor
from tests.join.cast import (
    OTHER,
    PASSWORD,
    App,
    Postbox,
    open_by_letter,
    problems,
    said,
    send,
    set_up_second_step,
    sign_in,
    sign_up,
    write,
)
from tests.learn.browser import Browser, Page
from tests.learn.kept import count
from tests.learn.running import Site

pytestmark = pytest.mark.anyio

PATH = "/en/account/second-factor"
NOT_RIGHT = ["This code is not right, or was used already. Wait for the next one, and write that."]


@pytest.fixture
async def app(maria: Browser, site: Site) -> App:
    await sign_up(maria)
    return (await set_up_second_step(maria, site))[0]


async def enter(browser: Browser, page: Page, code: str) -> Page:
    return await browser.send(write(page.form("Sign in"), code=code), "Sign in")


async def test_signing_in_asks_for_the_code(app: App, site: Site, stefan: Browser) -> None:
    page = await sign_in(stefan)
    assert page.heading == "Enter the code from your phone"
    assert stefan.cookies == {}
    assert (await stefan.open("/en/account")).heading == "Sign in"
    site.clock.go_on(seconds=30)
    assert (await enter(stefan, page, app.code())).heading == "My account"


async def test_a_code_counts_once(app: App, site: Site) -> None:
    first, second = site.browser(), site.browser()
    pages = [await sign_in(browser) for browser in (first, second)]
    site.clock.go_on(seconds=30)
    code = app.code()
    assert (await enter(second, pages[1], code)).heading == "My account"
    page = await sign_in(first)
    assert problems(await enter(first, page, code)) == NOT_RIGHT


async def test_only_the_last_half_sign_in_goes_on(app: App, site: Site) -> None:
    first, second = site.browser(), site.browser()
    stale = await sign_in(first)
    await sign_in(second)
    site.clock.go_on(seconds=30)
    page = await enter(first, stale, app.code())
    assert problems(page) == ["That took too long, or was sent twice. Please sign in once more."]


async def test_a_code_may_be_half_a_minute_early_or_late_and_no_more(app: App, site: Site, stefan: Browser) -> None:
    page = await sign_in(stefan)
    early = app.code()
    site.clock.go_on(seconds=90)
    assert problems(await enter(stefan, page, early)) == NOT_RIGHT
    late = app.code()
    site.clock.go_on(seconds=30)
    assert (await enter(stefan, page, f" {late[:3]} {late[3:]} ")).heading == "My account"


async def test_a_sign_in_half_done_ends_after_ten_minutes(app: App, site: Site, stefan: Browser) -> None:
    page = await sign_in(stefan)
    site.clock.go_on(minutes=10)
    assert (await enter(stefan, page, app.code())).heading == "Sign in"


async def test_codes_cannot_be_tried_one_after_another(app: App, site: Site, stefan: Browser) -> None:
    page = await sign_in(stefan)
    for number in range(10):
        page = await enter(stefan, page, f"00000{number}")
        assert problems(page) == NOT_RIGHT
    page = await enter(stefan, page, app.code())
    assert problems(page) == ["That was tried too often. Please wait 15 minutes, then try again."]


async def test_a_recovery_code_lets_in_once(maria: Browser, site: Site) -> None:
    await sign_up(maria)
    _, codes = await set_up_second_step(maria, site)
    assert len({*codes}) == 10
    browsers = [site.browser(), site.browser()]
    pages = [await enter(each, await sign_in(each), codes[3].upper()) for each in browsers]
    assert [page.heading for page in pages] == ["My account", "Enter the code from your phone"]


async def test_new_recovery_codes_take_the_place_of_the_old(maria: Browser, site: Site, stefan: Browser) -> None:
    await sign_up(maria)
    _, old = await set_up_second_step(maria, site)
    page = await send(maria, PATH, "Make new recovery codes", password=PASSWORD)
    new = [code.text for code in page.main.all("code")]
    assert not {*new} & {*old}
    assert problems(await enter(stefan, await sign_in(stefan), old[0])) == NOT_RIGHT
    assert (await enter(stefan, await sign_in(stefan), new[0])).heading == "My account"


async def test_it_is_on_only_after_a_first_code(maria: Browser, site: Site, stefan: Browser) -> None:
    await sign_up(maria)
    page = await send(maria, PATH, "Set up the second step", password=PASSWORD)
    page = await maria.send(write(page.form("Switch the second step on"), code="123456"), "Switch the second step on")
    assert problems(page) == [
        "This code is not right. Is the clock of your phone right? Write the code that the app shows now."
    ]
    assert (await sign_in(stefan)).heading == "My account"


async def test_every_change_of_it_asks_for_the_password(app: App, maria: Browser, site: Site) -> None:
    for button in ("Switch the second step off", "Make new recovery codes"):
        page = await send(maria, PATH, button, password=OTHER)
        assert problems(page) == ["This is not your password. Try again."]
    assert await count(site.database, second_factor) == 1
    page = await send(maria, PATH, "Switch the second step off", password=PASSWORD)
    assert said(page) == ["The second step has been switched off."]
    assert (await count(site.database, second_factor), await count(site.database, recovery_code)) == (0, 0)


async def test_two_pages_that_set_it_up_share_one_secret(maria: Browser, site: Site) -> None:
    await sign_up(maria)
    page = await maria.open(PATH)
    form = write(page.form("Set up the second step"), password=PASSWORD)
    pages = await asyncio.gather(*(maria.send(form, "Set up the second step") for _ in range(2)))
    assert len({page.main.texts("secret")[0] for page in pages}) == 1


async def test_the_picture_the_link_and_the_key_hold_the_same_secret(maria: Browser, site: Site) -> None:
    await sign_up(maria)
    page = await send(maria, PATH, "Set up the second step", password=PASSWORD)
    secret = page.main.texts("secret")[0].replace("-", "").upper()
    link = page.links()["Open in the app on this device"]
    assert pyotp.parse_uri(link).secret == secret
    assert [row.secret for row in await site.database.all(select(second_factor), {})] == [secret]
    assert page.main.all("svg") != []


async def test_its_owner_is_written_to_when_it_changes(mailing: Site, postbox: Postbox) -> None:
    maria = await open_by_letter(mailing, postbox)
    await set_up_second_step(maria, mailing)
    await mailing.send_letters()
    assert postbox.letters[-1]["Subject"] == "How you sign in to ATSIV Learning has changed"
