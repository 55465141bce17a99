"""How a group played a game."""

from dataclasses import dataclass
from typing import ClassVar

from app.content.model import Html
from app.web.form_page import Field
from app.web.page import Link, Page


@dataclass(frozen=True, slots=True)
class ShareLine:
    """A choice or an ending with its share in words, empty where too few played, and in percent for a bar."""

    text: str
    words: str
    share: int
    lesson: Link | None


@dataclass(frozen=True, slots=True)
class SharesTold:
    """The choices of a scene, or the endings; `note` says why they have no shares where the others have."""

    note: str
    lines: tuple[ShareLine, ...]


@dataclass(frozen=True, slots=True)
class SceneLines:
    """A scene with its choices."""

    title: str
    told: SharesTold


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryPage(Page):
    """Where people ended and what they chose; `sheet` leads to the same for printing."""

    template: ClassVar[str] = "story.html"

    heading: str
    filters: tuple[Field, ...]
    course: str
    action: str
    outcome: tuple[str, ...]
    endings: SharesTold
    scenes: tuple[SceneLines, ...]
    sheet: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetPage(Page):
    """A sheet for who leads a talk about the story; `notes` are the author's, `whose` is what the filter chose.

    It has only scenes of which shares can be told, if there are any; `left_out` says so.
    """

    template: ClassVar[str] = "sheet.html"

    heading: str
    filters: tuple[Field, ...]
    course: str
    action: str
    outcome: tuple[str, ...]
    whose: tuple[str, ...]
    summary: Html
    notes: Html
    left_out: str
    endings: SharesTold
    scenes: tuple[SceneLines, ...]
