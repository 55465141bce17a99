"""The pages around the lessons."""

from dataclasses import dataclass
from typing import ClassVar

from app.content.model import Html
from app.learn.pages.outline import GameCard, ModuleCard
from app.web.page import Link, Page


@dataclass(frozen=True, slots=True)
class TermRow:
    """A glossary entry; `id` is its anchor."""

    id: str
    term: Html
    definition: Html


@dataclass(frozen=True, slots=True, kw_only=True)
class GlossaryPage(Page):
    """The glossary of a course."""

    template: ClassVar[str] = "glossary.html"

    heading: str
    summary: Html
    terms: tuple[TermRow, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A place that was found; `sentence` holds the words found in `<mark>`."""

    href: str
    title: str
    where: str
    sentence: Html


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage(Page):
    """Search. `outcome` is the sentence above the hits, empty before anything was looked for."""

    template: ClassVar[str] = "search.html"

    query: str
    outcome: str
    hits: tuple[Hit, ...]
    glossary: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditsPage(Page):
    """Credits, disclaimer, licences. The template holds the words; `course_url` is the course's full address."""

    template: ClassVar[str] = "credits.html"

    course_title: str
    course_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivacyPage(Page):
    """What is kept, in plain words. `organisation` and `contact` may be empty."""

    template: ClassVar[str] = "privacy.html"

    organisation: str
    contact: str
    days: int
    account_days: int
    progress: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressPage(Page):
    """What is kept for this browser, and how to delete it. Without progress `kept_until` is empty.

    What is in an account is deleted with the account; only guests are offered it here. `asked` tells that deletion was
    asked for and is to be confirmed. Buttons send name "do" with the value
    "ask", and "delete" once it is confirmed.
    """

    template: ClassVar[str] = "progress.html"

    kept_until: str
    answers: str
    modules: tuple[ModuleCard, ...]
    games: tuple[GameCard, ...]
    going_on: Link | None
    start: Link
    delete_action: str
    token: str
    is_guest: bool
    asked: bool
    deleted: bool
