"""The organisations of a coordinator, and one of them at a glance."""

from dataclasses import dataclass
from typing import ClassVar

from app.coordinate.pages.charts import Curve, Share
from app.web.page import Link, Page


@dataclass(frozen=True, slots=True, kw_only=True)
class DesksPage(Page):
    """The organisations that somebody coordinates."""

    template: ClassVar[str] = "desks.html"

    heading: str
    desks: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Attention:
    """Somebody who needs attention, and why."""

    to: Link
    why: str


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A group in a list; `facts` are its days and how many are in it."""

    to: Link
    learners: Link
    facts: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskPage(Page):
    """How an organisation's learners get on, at a glance."""

    template: ClassVar[str] = "desk.html"

    heading: str
    said: str
    total: str
    shares: tuple[Share, ...]
    curve: Curve | None
    attention: tuple[Attention, ...]
    all_attention: Link | None
    groups: tuple[GroupLine, ...]
    ways: tuple[Link, ...]
    new_group: Link
