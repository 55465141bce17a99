"""The table of learners, and one of them."""

from dataclasses import dataclass
from typing import ClassVar

from app.web.form_page import Field
from app.web.page import Fact, Link, Page


@dataclass(frozen=True, slots=True)
class Heading:
    """A column's heading; `sorted` is ascending, descending or empty, `to` leads to the rows sorted by it."""

    to: Link
    sorted: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A learner in a module: `short` is seen, `words` are heard; `kind` names how it is drawn."""

    kind: str
    short: str
    words: str


@dataclass(frozen=True, slots=True)
class LearnerRow:
    """A learner in the table."""

    to: Link
    email: str
    language: str
    state: str
    why: str
    done: str
    last: str
    due: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterPage(Page):
    """The learners of an organisation. `lost` are fields that go along with the filter unseen."""

    template: ClassVar[str] = "roster.html"

    heading: str
    said: str
    filters: tuple[Field, ...]
    lost: tuple[tuple[str, str], ...]
    action: str
    clear: Link | None
    outcome: str
    columns: tuple[Heading, ...]
    modules: tuple[Heading, ...]
    learners: tuple[LearnerRow, ...]
    earlier: Link | None
    later: Link | None
    exports: tuple[Link, ...]
    write: Link | None


@dataclass(frozen=True, slots=True)
class Event:
    """Something that a learner did, on a day."""

    day: str
    what: str


@dataclass(frozen=True, slots=True)
class ModuleLine:
    """A learner in a module, lesson by lesson."""

    title: str
    state: str
    lessons: tuple[Fact, ...]
    attempts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GroupOfLearner:
    """A group that a learner can be put out of; `id` is sent to do it."""

    id: str
    title: str
    since: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnerPage(Page):
    """One learner, as far as coordinating needs it: nothing of what they answered."""

    template: ClassVar[str] = "learner.html"

    heading: str
    problem: str
    why: tuple[str, ...]
    facts: tuple[Fact, ...]
    modules: tuple[ModuleLine, ...]
    timeline: tuple[Event, ...]
    groups: tuple[GroupOfLearner, ...]
    asked: GroupOfLearner | None
    action: str
    token: str
