"""What people do with their accounts, step by step as in a browser."""

import re
from datetime import datetime
from email.message import EmailMessage
from typing import Final

import pyotp

from app.mail import Undelivered
from tests.learn.browser import Browser, Form, Page
from tests.learn.running import Clock, Site

PASSWORD: Final = "correct horse battery"
OTHER: Final = "staple of another kind"


class Postbox:
    """Takes letters instead of a mail server; `trouble`, if there is any, keeps it from doing so."""

    def __init__(self, *, reaches_people: bool = True) -> None:
        self.reaches_people = reaches_people
        self.letters: list[EmailMessage] = []
        self.trouble: Undelivered | None = None

    def deliver(self, letter: EmailMessage, *, who: str, now: datetime) -> None:
        assert who
        assert now.tzinfo
        if self.trouble:
            raise self.trouble
        self.letters.append(letter)

    def forget(self, who: str) -> None:
        """A server keeps nothing."""

    def to(self, address: str) -> list[EmailMessage]:
        return [letter for letter in self.letters if letter["To"] == address]


def link_in(letter: EmailMessage) -> str:
    """The address, without its host, of the link in a letter."""
    found = re.findall(r"^https?://[^/\s]+(/\S+)$", letter.get_content(), re.MULTILINE)
    assert len(found) == 1, letter.get_content()
    return str(found[0])


def write(form: Form, **values: str) -> Form:
    """Fill a form in; an underscore in a name stands for a hyphen."""
    for name, value in values.items():
        form.write(value, name.replace("_", "-"))
    return form


async def send(browser: Browser, address: str, button: str, **values: str) -> Page:
    """Open a page, fill its form in, and press a button."""
    page = await browser.open(address)
    return await browser.send(write(page.form(button), **values), button)


async def sign_up(browser: Browser, name: str = "Maria", email: str = "", password: str = PASSWORD) -> Page:
    email = email or f"{name.lower()}@example.org"
    return await send(browser, "/en/sign-up", "Open my account", name=name, email=email, new_password=password)


async def sign_in(
    browser: Browser, name: str = "Maria", password: str = PASSWORD, address: str = "/en/sign-in"
) -> Page:
    return await send(browser, address, "Sign in", email=f"{name.lower()}@example.org", password=password)


async def sign_out(browser: Browser) -> Page:
    page = await browser.open("/en/account")
    return await browser.send(page.form("Sign out"), "Sign out")


def problems(page: Page) -> list[str]:
    """What the page says is wrong."""
    return [item.text for part in page.main.all(within="wrong") for item in part.all("li")]


def said(page: Page) -> list[str]:
    return page.texts("verdict")


class App:
    """An app on a telephone that shows codes."""

    def __init__(self, page: Page, clock: Clock) -> None:
        self._totp = pyotp.TOTP(page.main.texts("secret")[0].replace("-", "").upper())
        self._clock = clock

    def code(self) -> str:
        return self._totp.at(self._clock())


async def set_up_second_step(browser: Browser, site: Site, password: str = PASSWORD) -> tuple[App, list[str]]:
    """Switch it on; the app, and the recovery codes."""
    page = await send(browser, "/en/account/second-factor", "Set up the second step", password=password)
    app = App(page, site.clock)
    form = write(page.form("Switch the second step on"), code=app.code())
    page = await browser.send(form, "Switch the second step on")
    assert page.heading == "Your recovery codes"
    return app, [code.text for code in page.main.all("code")]


async def open_by_letter(site: Site, postbox: Postbox, name: str = "Maria") -> Browser:
    """The browser of somebody who has opened an account by a letter, and is signed in."""
    browser = site.browser()
    await sign_up(browser, name)
    await site.send_letters()
    await open_by(browser, await browser.open(link_in(postbox.letters[-1])))
    return browser


async def open_by(browser: Browser, page: Page, password: str = PASSWORD) -> Page:
    """Write the password on the page that the letter's link leads to."""
    return await browser.send(write(page.form("Open my account"), password=password), "Open my account")
