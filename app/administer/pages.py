"""The pages of administration. Every field is a finished value: templates only lay out."""

from dataclasses import dataclass
from typing import ClassVar

from app.web.form_page import Field
from app.web.page import Fact, Fault, Link, Page


@dataclass(frozen=True, slots=True, kw_only=True)
class OverviewPage(Page):
    """How the site is. `wrong` are the faults in courses and locale files."""

    template: ClassVar[str] = "overview.html"

    heading: str
    figures: tuple[Fact, ...]
    wrong: tuple[Fault, ...]
    ways: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody in a list; `notes` are their roles and what is unusual about their account."""

    to: Link
    email: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PeoplePage(Page):
    """A page of people. `outcome` says what is shown, `earlier` and `later` lead to the pages beside it."""

    template: ClassVar[str] = "people.html"

    heading: str
    search: Field
    action: str
    outcome: str
    people: tuple[PersonRow, ...]
    earlier: Link | None
    later: Link | None


@dataclass(frozen=True, slots=True)
class RoleRow:
    """A role that somebody has; `value` is sent to take it back."""

    words: str
    value: str


@dataclass(frozen=True, slots=True)
class ActRow:
    """An entry of the record. `whom` is None where it concerns nobody, and has no address for whom is gone.

    Where `is_gone` says so, `who` is the pseudonym of somebody whose account is gone.
    """

    when: str
    what: str
    who: str
    is_gone: bool
    whom: Link | None


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that can be done to an account; `value` is sent as "do"."""

    label: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonPage(Page):
    """One person, as far as it concerns an administrator: nothing of what they answered."""

    template: ClassVar[str] = "person.html"

    heading: str
    said: str
    problem: str
    facts: tuple[Fact, ...]
    roles: tuple[RoleRow, ...]
    grant: Field
    deeds: tuple[Deed, ...]
    acts: tuple[ActRow, ...]
    action: str
    token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationsPage(Page):
    """The organisations, and a form for another."""

    template: ClassVar[str] = "organisations.html"

    heading: str
    titles: tuple[str, ...]
    field: Field
    problem: str
    action: str
    token: str


@dataclass(frozen=True, slots=True)
class LetterRow:
    """A letter that waits or was given up; `id` is sent to try it again, and is empty for one that waits."""

    what: str
    whom: Link
    when: str
    problem: str
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LettersPage(Page):
    """The letters that haven't been sent."""

    template: ClassVar[str] = "letters.html"

    heading: str
    problem: str
    letters: tuple[LetterRow, ...]
    action: str
    token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPage(Page):
    """Who did what to whom."""

    template: ClassVar[str] = "record.html"

    heading: str
    acts: tuple[ActRow, ...]
    earlier: Link | None
    later: Link | None
