"""The pages of coordinators. Every field is a finished value: templates only lay out."""

from dataclasses import dataclass
from typing import ClassVar

from app.web.form_page import Field
from app.web.page import Link, Page


@dataclass(frozen=True, slots=True, kw_only=True)
class DesksPage(Page):
    """The organisations that somebody coordinates."""

    template: ClassVar[str] = "desks.html"

    heading: str
    desks: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a bar: `width` and `start` are percent of the whole; `kind` names how it is drawn."""

    kind: str
    label: str
    count: str
    start: str
    width: str
    to: Link


@dataclass(frozen=True, slots=True)
class Point:
    """How many had completed the course by the end of a day."""

    day: str
    count: str


@dataclass(frozen=True, slots=True)
class Curve:
    """Completions over time, as a line in a drawing of 100 by 40, and as a table; `due_x` is where the due date is."""

    line: str
    due_x: str
    due: str
    caption: str
    points: tuple[Point, ...]


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
class Datum:
    """Something about a learner or a group."""

    label: str
    value: str


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
    lessons: tuple[Datum, ...]
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
    facts: tuple[Datum, ...]
    modules: tuple[ModuleLine, ...]
    timeline: tuple[Event, ...]
    groups: tuple[GroupOfLearner, ...]
    asked: GroupOfLearner | None
    action: str
    token: str


@dataclass(frozen=True, slots=True)
class CodeRow:
    """A code for joining: `link` is its address in full, `id` is sent to withdraw it; one that is over has neither."""

    code: str
    link: str
    facts: str
    id: str


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody who was asked and hasn't joined; `id` is sent to take the invitation back."""

    who: str
    facts: str
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupPage(Page):
    """A group: its days, its codes, who was asked."""

    template: ClassVar[str] = "group.html"

    heading: str
    said: str
    problem: str
    facts: tuple[Datum, ...]
    ways: tuple[Link, ...]
    mail_note: str
    codes: tuple[CodeRow, ...]
    code_fields: tuple[Field, ...]
    invitations: tuple[Asked, ...]
    more_invitations: str
    lists: tuple[Link, ...]
    action: str
    token: str


@dataclass(frozen=True, slots=True)
class FaultyLine:
    """A line of a list that can't be used, and why."""

    line: str
    what: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakePage(Page):
    """A list of people: what it would change, how far the site is with it, or what it has changed.

    `refresh` are the seconds after which a browser looks again by itself, empty where nothing goes on.
    """

    template: ClassVar[str] = "intake.html"

    heading: str
    problem: str
    state: str
    outcome: tuple[str, ...]
    columns: tuple[Field, ...]
    sample: tuple[tuple[str, ...], ...]
    faulty: tuple[FaultyLine, ...]
    more_faulty: str
    done: int
    total: int
    refresh: str
    back: Link
    action: str
    token: str


@dataclass(frozen=True, slots=True)
class OptionLine:
    """An option and how often it was chosen; `right` tells whether it is right."""

    text: str
    count: str
    right: str


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """A question with its figures. `low` and `width` place the interval of the share right on a bar of 100."""

    stem: str
    reading: str
    facts: tuple[Datum, ...]
    options: tuple[OptionLine, ...]
    low: str
    width: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionsPage(Page):
    """Which questions of a quiz are hard."""

    template: ClassVar[str] = "questions.html"

    heading: str
    filters: tuple[Field, ...]
    action: str
    outcome: str
    quiz: tuple[Datum, ...]
    quiz_reading: str
    questions: tuple[QuestionLine, ...]


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A line of a funder's report, for a group or, in the last, for all."""

    head: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReportTable:
    """One kind of figures, by group and language."""

    caption: str
    rows: tuple[ReportRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FunderPage(Page):
    """A report for whoever pays: numbers without names, made for printing."""

    template: ClassVar[str] = "funder.html"

    heading: str
    intro: tuple[str, ...]
    shares: tuple[Share, ...]
    curve: Curve | None
    tables: tuple[ReportTable, ...]
    spoken: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """A letter as who reads a language will get it."""

    language: str
    name: str
    subject: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MessagePage(Page):
    """A message to exactly the people that a filter shows: written, then seen as they will get it, then sent."""

    template: ClassVar[str] = "message-form.html"

    heading: str
    problems: tuple[str, ...]
    to: str
    fields: tuple[Field, ...]
    previews: tuple[Preview, ...]
    hidden: tuple[tuple[str, str], ...]
    action: str
    back: Link
