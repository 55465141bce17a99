"""People with accounts, in a real browser."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from email import message_from_bytes, policy
from itertools import count
from urllib.parse import urlsplit

import pyotp

from tests.browser.window import Window

PASSWORD = "correct horse battery"

_NUMBERS = count()


def new_email() -> str:
    """An address that nobody has used yet."""
    return f"maria.{time.time_ns()}.{next(_NUMBERS)}@example.org"


def fill_in(window: Window, **values: str) -> None:
    """Fill fields by name; an underscore stands for a hyphen."""
    for name, value in values.items():
        window.page.locator(f"main [name={name.replace('_', '-')}]").fill(value)


def sign_up(window: Window, email: str = "", name: str = "Maria") -> str:
    """Open an account with the mouse; its address."""
    email = email or new_email()
    window.go("/sign-up")
    fill_in(window, name=name, email=email, new_password=PASSWORD)
    window.press("Open my account")
    window.page.locator("h1").wait_for()
    return email


def sign_in(window: Window, email: str) -> None:
    window.go("/sign-in")
    fill_in(window, email=email, password=PASSWORD)
    window.press("Sign in")


def begin_second_step(window: Window) -> pyotp.TOTP:
    """Come to the page with the key; the app that has it."""
    window.go("/account/second-factor")
    fill_in(window, password=PASSWORD)
    window.press("Set up the second step")
    key = window.page.locator(".secret").inner_text()
    return pyotp.TOTP(key.replace("-", "").upper())


def set_up_second_step(window: Window) -> pyotp.TOTP:
    app = begin_second_step(window)
    fill_in(window, code=app.now())
    window.press("Switch the second step on")
    window.page.locator(".codes").wait_for()
    return app


def make_administrator(window: Window, email: str) -> None:
    with closing(sqlite3.connect(window.server.database)) as database, database:
        database.execute(
            "INSERT INTO role (person_id, role, scope, since) "
            "SELECT person_id, 'administrator', '', 0 FROM account WHERE email_key = ?",
            (email,),
        )


def letters_to(window: Window, email: str) -> Iterator[str]:
    """The links in letters to an address, as they come into the folder for them."""
    folder = window.server.database.parent / "mail"
    seen: set[str] = set()
    while True:
        for file in sorted(folder.glob("*.eml")):
            letter = message_from_bytes(file.read_bytes(), policy=policy.default)
            if file.name not in seen and letter["To"] == email:
                seen.add(file.name)
                yield next(line for line in letter.get_content().splitlines() if "token=" in line)
        # The letter is written beside the answer to the form; the next look at the page gives it the time it needs.
        window.page.reload()


def path_of(link: str) -> str:
    """A link's address without its host and its language."""
    parts = urlsplit(link)
    return f"/{parts.path.split('/', 2)[2]}?{parts.query}"
