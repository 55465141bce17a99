"""Files for other programs, and what one that comes back would change."""

from dataclasses import dataclass
from typing import ClassVar

from app.translate.pages.desk import Piece
from app.web.page import Link, Page


@dataclass(frozen=True, slots=True)
class FileRow:
    """A domain, and the files that it can be taken along in."""

    title: str
    ways: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FilesPage(Page):
    """Files to take along, the language as a whole first, and a form for one that comes back."""

    template: ClassVar[str] = "files.html"

    heading: str
    said: str
    problem: str
    rows: tuple[FileRow, ...]
    action: str
    token: str


@dataclass(frozen=True, slots=True)
class ArrivingText:
    """A text of a file: what becomes of it, its English, and the way from the site's translation to the file's.

    `choice` is sent where it is up to whoever brought the file. `wrong` says what would be broken.
    """

    outcome: str
    english: str
    pieces: tuple[Piece, ...]
    choice: str
    wrong: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrivalPage(Page):
    """What a file would change. `cut` says that there is more than is shown."""

    template: ClassVar[str] = "arrival.html"

    heading: str
    problem: str
    target: str
    counts: tuple[str, ...]
    rows: tuple[ArrivingText, ...]
    cut: str
    can_take: bool
    action: str
    token: str


@dataclass(frozen=True, slots=True)
class GlossaryRow:
    """An agreed term, with what was agreed in the other languages."""

    english: str
    agreed: str
    note: str
    others: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GlossaryTermsPage(Page):
    """The agreed terms, as a search shows them."""

    template: ClassVar[str] = "glossary-terms.html"

    heading: str
    target: str
    wanted: str
    outcome: str
    rows: tuple[GlossaryRow, ...]
    file: str
    action: str


@dataclass(frozen=True, slots=True)
class AskedRow:
    """A question to the author; `settle` is sent to say that it is answered, empty for who can't."""

    to: Link
    english: str
    words: tuple[str, ...]
    told: str
    settle: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedPage(Page):
    """What translators asked the author."""

    template: ClassVar[str] = "asked.html"

    heading: str
    said: str
    rows: tuple[AskedRow, ...]
    action: str
    token: str
