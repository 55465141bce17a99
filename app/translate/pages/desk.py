"""The desk: one text, its English, what helps, and the page it belongs to."""

from dataclasses import dataclass
from typing import ClassVar

from app.content.model import Html
from app.translate.pages.texts import TextRow
from app.web.page import Link, Page


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text in a difference: `kind` is kept, removed or added."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class AgreedTerm:
    """A term of the glossary in the English, what was agreed for it, and what to know of it."""

    english: str
    agreed: str
    note: str


@dataclass(frozen=True, slots=True)
class English:
    """The English of a text, in pieces of which every second is a term of the glossary.

    `plural` is the English for several, empty where there is none.
    """

    pieces: tuple[tuple[str, bool], ...]
    plural: str
    terms: tuple[AgreedTerm, ...]


@dataclass(frozen=True, slots=True)
class Context:
    """Where a text stands: what it is, the headings above it, a remark for translators, and the files it comes from."""

    kind: str
    above: str
    note: str
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FindingRow:
    """What a check says. `fix` is the value of the button that mends it, `dismiss` the name of the check to dismiss."""

    error: bool
    severity: str
    text: str
    fix: str
    dismiss: str


@dataclass(frozen=True, slots=True)
class Form:
    """One box to type in: one, or one for each plural form of the language, for which `label` says what it is for."""

    name: str
    label: str
    value: str
    rows: int


@dataclass(frozen=True, slots=True)
class Insert:
    """A piece of the English that is put in by a button."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A draft of one's own that is not saved yet, and why."""

    told: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """What somebody else saved meanwhile; the difference leads from it to what was typed."""

    told: str
    theirs: tuple[str, ...]
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """A translation of English that is nearly the same; `pieces` lead from its English to this one."""

    share: str
    pieces: tuple[Piece, ...]
    translation: str
    to: Link


@dataclass(frozen=True, slots=True)
class Same:
    """Where the same English stands elsewhere, and how it is translated there."""

    to: Link
    translation: str


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A text before or after this one, with its translation."""

    to: Link
    words: str


@dataclass(frozen=True, slots=True)
class History:
    """What somebody changed; `pieces` lead from what was there before. `restore` is sent to bring that back."""

    told: str
    pieces: tuple[Piece, ...]
    restore: str


@dataclass(frozen=True, slots=True)
class RemarkRow:
    """A comment; `settle` is sent to say that a question to the author is answered, empty where there is none."""

    told: str
    words: tuple[str, ...]
    question: str
    settle: str


@dataclass(frozen=True, slots=True)
class Help:
    """What helps and doesn't guess. `apply` says in how many empty places the same English stands."""

    matches: tuple[Match, ...]
    same: tuple[Same, ...]
    apply: str
    others: tuple[tuple[str, str, str], ...]
    before: tuple[Neighbour, ...]
    after: tuple[Neighbour, ...]
    history: tuple[History, ...]
    remarks: tuple[RemarkRow, ...]


@dataclass(frozen=True, slots=True)
class OpenOption:
    """What can be chosen, or put somewhere, in a question; `words` say whether it is right, where that is a matter."""

    text: Html
    words: str
    feedback: Html
    right: bool


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question with everything that belongs to it; `said` are hints and what is said afterwards, with its name."""

    anchor: str
    stem: Html
    options: tuple[OpenOption, ...]
    said: tuple[tuple[str, Html], ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of the course with all its texts; see `content.in_place.Sheet`."""

    title: Html
    texts: tuple[Html, ...]
    body: tuple[Html | OpenQuestion, ...]


@dataclass(frozen=True, slots=True)
class InPlace:
    """The page that a text stands on, as a reader would see it now. `text` is the one that is open."""

    sheet: Sheet
    text: str
    to: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LookPage:
    """What the checks say of what is being typed, and how it looks: a part of a page, for the script."""

    template: ClassVar[str] = "look.html"

    target: str
    findings: tuple[FindingRow, ...]
    html: Html


@dataclass(frozen=True, slots=True, kw_only=True)
class TextPage(Page):
    """One text at the desk.

    `said` tells what was just done, `saved` leads back to it, and `undo` are the address and the value that undo it.
    `expected` is the fingerprint of what the translator starts from. `rows` and `help` are there in the full mode only.
    """

    template: ClassVar[str] = "text.html"

    heading: str
    count: str
    said: str
    saved: Link | None
    undo: tuple[str, str] | None
    problems: tuple[str, ...]
    target: str
    target_name: str
    state: str
    mark: str
    context: Context
    english: English
    before: tuple[Piece, ...]
    conflict: Conflict | None
    draft: Kept | None
    forms: tuple[Form, ...]
    findings: tuple[FindingRow, ...]
    inserts: tuple[Insert, ...]
    in_place: InPlace | None
    help: Help | None
    rows: tuple[TextRow, ...]
    earlier: Link | None
    later: Link | None
    stale: Link | None
    all_texts: Link
    mode: Link
    expected: str
    reviewing: bool
    reviewed: str
    suggested: tuple[Link, ...]
    action: str
    look: str
    token: str
