"""The fields that several forms ask for, and what may be wrong with them."""

from typing import Final

from app.people import emails, passwords
from app.web.form_page import Field
from app.web.forms import Sent
from app.web.locale import Interface
from app.web.visits import Visit

LONGEST_NAME: Final = 100


def name_field(ui: Interface, value: str = "", problem: str = "") -> Field:
    return Field(
        name="name",
        label=ui.gettext("Your name"),
        # Translators: under the field for one's name
        hint=ui.gettext("As colleagues should read it in a list. It need not be the name in your passport."),
        value=value,
        problem=problem,
        autocomplete="name",
    )


def email_field(ui: Interface, value: str = "", problem: str = "") -> Field:
    return Field(
        name="email",
        label=ui.gettext("E-mail address"),
        kind="email",
        value=value,
        problem=problem,
        autocomplete="username",
    )


def password_field(ui: Interface, problem: str = "", label: str = "") -> Field:
    """The password that somebody has."""
    return Field(
        name="password",
        label=label or ui.gettext("Password"),
        kind="password",
        problem=problem,
        autocomplete="current-password",
    )


def new_password_field(ui: Interface, problem: str = "", label: str = "") -> Field:
    """A password that somebody chooses."""
    return Field(
        name="new-password",
        label=label or ui.gettext("Password"),
        kind="password",
        hint=ui.gettext(
            "At least {count} characters. Three or four words that have nothing to do with each other are easy to "
            "remember and hard to guess.",
            count=passwords.SHORTEST,
        ),
        problem=problem,
        autocomplete="new-password",
    )


def code_field(ui: Interface, problem: str = "") -> Field:
    return Field(
        name="code",
        # Translators: the six digits that an app on the telephone shows
        label=ui.gettext("Code"),
        kind="code",
        problem=problem,
        autocomplete="one-time-code",
    )


def name_problem(ui: Interface, name: str) -> str:
    if not name:
        return ui.gettext("Write your name.")
    if len(name) > LONGEST_NAME:
        return ui.gettext("Write a shorter name, of at most {count} characters.", count=LONGEST_NAME)
    return "" if name.isprintable() else ui.gettext("Write your name in letters, without line breaks.")


def email_problem(ui: Interface, email: str) -> str:
    if not email:
        return ui.gettext("Write your e-mail address.")
    if not emails.is_email(email):
        return ui.gettext("Write an e-mail address such as maria@example.org.")
    return ""


def password_problem(visit: Visit, password: str, *, name: str, email: str) -> str:
    ui = visit.ui
    match passwords.weakness(password, name=name, email=email, site=visit.site.name):
        case "short":
            return ui.gettext("Write at least {count} characters.", count=passwords.SHORTEST)
        case "long":
            return ui.gettext("Write at most {count} characters.", count=passwords.LONGEST)
        case "common":
            return ui.gettext("This password is among the first that somebody would try. Choose another.")
        case "own":
            return ui.gettext("Choose a password that is not your name, your address or the name of this site.")
        case _:
            return ""


def wait_problem(ui: Interface, minutes: int) -> str:
    """What is said to somebody who tried too often."""
    return ui.ngettext(
        "That was tried too often. Please wait a minute, then try again.",
        "That was tried too often. Please wait {count} minutes, then try again.",
        minutes,
        count=minutes,
    )


def typed(sent: Sent, name: str) -> str:
    """A line that somebody typed, without spaces around it."""
    return " ".join(sent.one(name).split())
