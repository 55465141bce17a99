"""Suggesting a better translation, and deciding about suggestions."""

from dataclasses import dataclass
from typing import ClassVar

from app.translate.pages.desk import FindingRow, Form, Piece
from app.web.form_page import Field
from app.web.page import Link, Page


@dataclass(frozen=True, slots=True)
class ImproveRow:
    """A text that can be improved: its English as the link to the form, and its translation."""

    to: Link
    translation: str


@dataclass(frozen=True, slots=True)
class MineRow:
    """Something that was suggested: for which English, how, and what became of it."""

    english: str
    texts: tuple[str, ...]
    language: str
    told: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImprovePage(Page):
    """The texts of a page; without any, what the viewer has suggested so far."""

    template: ClassVar[str] = "improve.html"

    heading: str
    said: str
    target: str
    search: Field | None
    action: str
    at: str
    rows: tuple[ImproveRow, ...]
    more: str
    mine: tuple[MineRow, ...]
    earlier: Link | None
    later: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ImproveTextPage(Page):
    """The form for one suggestion; `present` is the translation of now, empty where there is none."""

    template: ClassVar[str] = "improve-text.html"

    heading: str
    problems: tuple[str, ...]
    target: str
    english: tuple[str, ...]
    present: tuple[str, ...]
    forms: tuple[Form, ...]
    findings: tuple[FindingRow, ...]
    note: str
    back: Link | None
    action: str
    token: str


@dataclass(frozen=True, slots=True)
class SuggestionRow:
    """One that waits; the pieces lead from the translation of now to it."""

    id: str
    to: Link
    english: str
    pieces: tuple[Piece, ...]
    told: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestionsPage(Page):
    """Suggestions that wait for a decision; those who review choose some and decide about them at once."""

    template: ClassVar[str] = "suggestions.html"

    heading: str
    said: str
    problems: tuple[str, ...]
    target: str
    rows: tuple[SuggestionRow, ...]
    reviewing: bool
    earlier: Link | None
    later: Link | None
    action: str
    token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestionPage(Page):
    """One suggestion. `decided` says what became of it, and is empty while it waits."""

    template: ClassVar[str] = "suggestion.html"

    heading: str
    problems: tuple[str, ...]
    target: str
    english: tuple[str, ...]
    present: tuple[str, ...]
    pieces: tuple[Piece, ...]
    told: str
    note: str
    decided: str
    forms: tuple[Form, ...]
    findings: tuple[FindingRow, ...]
    desk: Link
    reviewing: bool
    expected: str
    action: str
    token: str
