"""The list of texts of a module or of a part of it."""

from dataclasses import dataclass
from typing import ClassVar

from app.web.form_page import Field
from app.web.page import Link, Page


@dataclass(frozen=True, slots=True)
class TextRow:
    """A text in a list: its English as the link to it, its translation, how it stands, what lies beside it.

    `mark` is the state as a class name, `notes` are words such as that there is a draft. `current` is the one open.
    """

    id: str
    to: Link
    translation: str
    state: str
    mark: str
    notes: tuple[str, ...]
    current: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TextsPage(Page):
    """The texts of a part that a filter shows. `review` are for those who may mark many at once."""

    template: ClassVar[str] = "texts.html"

    heading: str
    said: str
    target: str
    filters: tuple[Field, ...]
    action: str
    outcome: str
    clear: Link | None
    begin: Link | None
    rows: tuple[TextRow, ...]
    reviewing: bool
    send: str
    token: str
