"""A new password by a link in a letter."""

import pytest

from tests.join.cast import (
    OTHER,
    PASSWORD,
    Postbox,
    link_in,
    open_by_letter,
    problems,
    said,
    send,
    set_up_second_step,
    sign_in,
    write,
)
from tests.learn.browser import Browser, Page
from tests.learn.running import Site

pytestmark = pytest.mark.anyio


@pytest.fixture
async def phone(mailing: Site, postbox: Postbox) -> Browser:
    return await open_by_letter(mailing, postbox)


@pytest.fixture
def laptop(mailing: Site) -> Browser:
    return mailing.browser()


async def ask(browser: Browser, name: str = "Maria") -> Page:
    return await send(browser, "/en/forgotten", "Send me the link", email=f"{name.lower()}@example.org")


async def link(browser: Browser, site: Site, postbox: Postbox) -> str:
    await ask(browser)
    await site.send_letters()
    return link_in(postbox.letters[-1])


async def choose(browser: Browser, page: Page, password: str = OTHER) -> Page:
    return await browser.send(write(page.form("Save the new password"), new_password=password), "Save the new password")


async def test_the_link_lets_its_owner_choose_a_password(
    phone: Browser, laptop: Browser, mailing: Site, postbox: Postbox
) -> None:
    page = await choose(laptop, await laptop.open(await link(laptop, mailing, postbox)))
    assert said(page) == ["Your new password has been saved. Sign in with it."]
    assert problems(await sign_in(laptop)) != []
    assert (await sign_in(laptop, password=OTHER)).heading == "My account"


async def test_every_session_ends_with_the_old_password(
    phone: Browser, laptop: Browser, mailing: Site, postbox: Postbox
) -> None:
    await choose(laptop, await laptop.open(await link(laptop, mailing, postbox)))
    assert (await phone.open("/en/account")).heading == "Sign in"


async def test_a_link_counts_once_for_a_day_and_not_beside_a_later_one(
    phone: Browser, laptop: Browser, mailing: Site, postbox: Postbox
) -> None:
    first, second = [await link(laptop, mailing, postbox) for _ in range(2)]
    assert (await laptop.open(first)).status == 410
    page = await laptop.open(second)
    await choose(laptop, page)
    assert (await choose(laptop, page)).status == 410
    third = await link(laptop, mailing, postbox)
    mailing.clock.go_on(hours=24)
    assert (await laptop.open(third)).status == 410


async def test_a_link_for_one_thing_opens_nothing_else(
    phone: Browser, laptop: Browser, mailing: Site, postbox: Postbox
) -> None:
    token = (await link(laptop, mailing, postbox)).partition("?")[2]
    for path in ("open", "agree"):
        assert (await laptop.open(f"/en/{path}?{token}")).status == 410
    assert (await laptop.open(f"/en/new-password?{token[:-1]}")).status == 410


async def test_known_and_unknown_addresses_are_answered_alike(
    phone: Browser, laptop: Browser, mailing: Site, postbox: Postbox
) -> None:
    known, unknown = await ask(laptop), await ask(laptop, "Nobody")
    assert known.markup.replace("maria@", "nobody@") == unknown.markup
    written = len(postbox.letters)
    await mailing.send_letters()
    assert [letter["To"] for letter in postbox.letters[written:]] == ["maria@example.org"]


async def test_a_weak_password_is_refused_and_the_link_goes_on_counting(
    phone: Browser, laptop: Browser, mailing: Site, postbox: Postbox
) -> None:
    page = await laptop.open(await link(laptop, mailing, postbox))
    page = await choose(laptop, page, "password1")
    assert problems(page) == ["This password is among the first that somebody would try. Choose another."]
    assert said(await choose(laptop, page)) != []


async def test_it_ends_the_wait_that_others_have_brought_about(
    phone: Browser, laptop: Browser, mailing: Site, postbox: Postbox
) -> None:
    for _ in range(11):
        await sign_in(laptop, password=OTHER)
    assert "too often" in problems(await sign_in(laptop))[0]
    await choose(laptop, await laptop.open(await link(laptop, mailing, postbox)))
    assert (await sign_in(laptop, password=OTHER)).heading == "My account"


async def test_the_second_step_is_still_asked_for(
    phone: Browser, laptop: Browser, mailing: Site, postbox: Postbox
) -> None:
    await set_up_second_step(phone, mailing, PASSWORD)
    await choose(laptop, await laptop.open(await link(laptop, mailing, postbox)))
    assert (await sign_in(laptop, password=OTHER)).heading == "Enter the code from your phone"


async def test_three_letters_an_hour_are_enough(phone: Browser, laptop: Browser) -> None:
    for _ in range(3):
        assert (await ask(laptop)).heading == "Look into your mail"
    assert "too often" in problems(await ask(laptop))[0]


async def test_without_a_mail_server_the_letter_is_where_the_people_who_run_the_site_find_it(
    site: Site, maria: Browser
) -> None:
    await send(maria, "/en/sign-up", "Open my account", name="Maria", email="maria@example.org", new_password=PASSWORD)
    laptop = site.browser()
    await ask(laptop)
    await site.send_letters()
    assert isinstance(site.post, Postbox)
    page = await choose(laptop, await laptop.open(link_in(site.post.letters[-1])))
    assert said(page) == ["Your new password has been saved. Sign in with it."]
