"""What every page has. A page is a frozen dataclass; its fields are the names its template may use."""

from dataclasses import dataclass
from typing import ClassVar

from app.content.model import Html


@dataclass(frozen=True, slots=True)
class Link:
    """Something to follow; `label` is plain text."""

    href: str
    label: str


@dataclass(frozen=True, slots=True)
class Fact:
    """Something told about what a page is about; `to` leads to where there is more of it, or where it is changed."""

    label: str
    value: str
    to: Link | None = None


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """The same page in another language; `name` is the language's name in itself, `href` its full address."""

    code: str
    name: str
    href: str
    current: bool


@dataclass(frozen=True, slots=True)
class Fault:
    """A problem in the course, as an author is shown it."""

    where: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The frame of every page.

    `canonical` is the page's full address without query, `path` the address without the language, with which another
    language shows the same; `crumbs` are the pages above it, the nearest last, and `home` the language's home page.
    `faults` are what is wrong with the course, in author mode.
    """

    template: ClassVar[str]

    language: str
    site_name: str
    title: str
    description: str = ""
    canonical: str
    path: str = ""
    home: str
    course_home: str
    languages: tuple[LanguageLink, ...] = ()
    crumbs: tuple[Link, ...] = ()
    faults: tuple[Fault, ...] = ()
    indexed: bool = True


@dataclass(frozen=True, slots=True)
class Resend:
    """A form that could not be saved, to be sent again as it was."""

    action: str
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Message(Page):
    """A page that says what happened and what to do next."""

    template: ClassVar[str] = "message.html"

    heading: str
    texts: tuple[str, ...]
    links: tuple[Link, ...] = ()
    resend: Resend | None = None


__all__ = ["Fact", "Fault", "Html", "LanguageLink", "Link", "Message", "Page", "Resend"]
