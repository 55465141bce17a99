"""What there is to translate, and how far it is."""

from dataclasses import dataclass
from typing import ClassVar

from app.web.page import Link, Page


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguagesPage(Page):
    """The languages that somebody translates into."""

    template: ClassVar[str] = "languages.html"

    heading: str
    ways: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Amount:
    """How far something is, in words of English, as the page writes numbers; `share` is what is translated, 0 to 100.

    `stale` was translated before the English changed, and is not counted as translated.
    """

    translated: str
    stale: str
    unready: str
    untranslated: str
    reviewed: str
    share: int


@dataclass(frozen=True, slots=True)
class PartRow:
    """One part: a lesson, a quiz; `amount` is None where it has no words."""

    to: Link
    amount: Amount


@dataclass(frozen=True, slots=True)
class DomainRow:
    """A module, the course as a whole, or the site's own words, with its parts."""

    id: str
    to: Link
    amount: Amount
    parts: tuple[PartRow, ...]


@dataclass(frozen=True, slots=True)
class News:
    """What changed since somebody looked last; `seen` is what the button that ends the list says."""

    since: str
    changes: tuple[Link, ...]
    seen: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPage(Page):
    """A language at a glance. `begin` leads to the first text that needs work; None if none does.

    `broken` says what is wrong with files that can't be read.
    """

    template: ClassVar[str] = "map.html"

    heading: str
    said: str
    broken: tuple[str, ...]
    total: Amount
    begin: Link | None
    finished: str
    news: News | None
    domains: tuple[DomainRow, ...]
    languages_beside: tuple[tuple[str, str, Amount], ...]
    waiting: tuple[Link, ...]
    ways: tuple[Link, ...]
    action: str
    token: str
