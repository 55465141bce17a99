"""What a page shows of a question: neutral values for templates, without the answer key.

A verdict is None, and feedback empty, until an answer has been marked; even then both stand only
at what was chosen, placed or written.
"""

from dataclasses import dataclass
from typing import Literal

from app.content.model import Html


@dataclass(frozen=True, slots=True)
class ShownOption:
    """One option, in the place where it is shown; `key` is the value of its form field."""

    key: str
    html: Html
    chosen: bool
    verdict: bool | None
    feedback: Html


@dataclass(frozen=True, slots=True)
class ChoiceView:
    """Single choice, true/false, and, where `multiple`, multiple choice."""

    multiple: bool
    options: tuple[ShownOption, ...]


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One item to place; `chosen` is the value of the place it was put at, empty while it has none."""

    key: str
    html: Html
    chosen: str
    verdict: bool | None
    feedback: Html


@dataclass(frozen=True, slots=True)
class ShownPlace:
    """One place to choose; `label` is plain text, since a `select` holds no markup."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class PlacesView:
    """Matching, ordering (the places are the positions "1" to "n") and sorting."""

    purpose: Literal["match", "order", "sort"]
    rows: tuple[ShownRow, ...]
    places: tuple[ShownPlace, ...]


@dataclass(frozen=True, slots=True)
class WritingView:
    """Short answer and, where `long`, reflection (which never has a verdict)."""

    text: str
    long: bool
    verdict: bool | None
    feedback: Html


View = ChoiceView | PlacesView | WritingView
