"""Pages that ask for something: a heading, some fields, and what is wrong with what was sent."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from app.web.page import Link, Page

Kind = Literal["text", "email", "password", "code", "choice", "search", "date", "number", "lines", "file"]


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a list to choose from; `language` is that of its label, where it isn't the page's."""

    value: str
    label: str
    chosen: bool = False
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """Something to fill in. `problem` says what is wrong with it, in a sentence, and is empty if nothing is.

    `autocomplete` is what browsers and password managers know it by (HTML Standard, 4.10.18.7.1). `language` is what it
    is to be filled in in, where that isn't the page's.
    """

    name: str
    label: str
    kind: Kind = "text"
    hint: str = ""
    value: str = ""
    problem: str = ""
    autocomplete: str = "off"
    choices: tuple[Choice, ...] = ()
    language: str = ""


@dataclass(frozen=True, slots=True)
class Button:
    """What sends a form; `value` is sent under the name "do" if it isn't empty. `quiet` is the less usual choice."""

    label: str
    value: str = ""
    quiet: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPage(Page):
    """One form. `said` tells what just happened, `texts` what the form is about, `problems` what is wrong in general.

    `hidden` are fields that go along unseen, the token that protects the form among them. `links` lead elsewhere.
    """

    template: ClassVar[str] = "form.html"

    heading: str
    said: str = ""
    texts: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()
    action: str
    hidden: tuple[tuple[str, str], ...]
    buttons: tuple[Button, ...]
    links: tuple[Link, ...] = ()
