"""A group, and a list of people to be brought into it."""

from dataclasses import dataclass
from typing import ClassVar

from app.web.form_page import Field
from app.web.page import Fact, Link, Page


@dataclass(frozen=True, slots=True)
class CodeRow:
    """A code for joining: `link` is its address in full, `id` is sent to withdraw it; one that is over has neither."""

    code: str
    link: str
    facts: str
    id: str


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody who was asked and hasn't joined; `id` is sent to take the invitation back."""

    who: str
    facts: str
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupPage(Page):
    """A group: its days, its codes, who was asked."""

    template: ClassVar[str] = "group.html"

    heading: str
    said: str
    problem: str
    facts: tuple[Fact, ...]
    ways: tuple[Link, ...]
    mail_note: str
    codes: tuple[CodeRow, ...]
    code_fields: tuple[Field, ...]
    invitations: tuple[Asked, ...]
    more_invitations: str
    lists: tuple[Link, ...]
    action: str
    token: str


@dataclass(frozen=True, slots=True)
class FaultyLine:
    """A line of a list that can't be used, and why."""

    line: str
    what: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakePage(Page):
    """A list of people: what it would change, how far the site is with it, or what it has changed.

    `refresh` are the seconds after which a browser looks again by itself, empty where nothing goes on.
    """

    template: ClassVar[str] = "intake.html"

    heading: str
    problem: str
    state: str
    outcome: tuple[str, ...]
    columns: tuple[Field, ...]
    sample: tuple[tuple[str, ...], ...]
    faulty: tuple[FaultyLine, ...]
    more_faulty: str
    done: int
    total: int
    refresh: str
    back: Link
    action: str
    token: str
