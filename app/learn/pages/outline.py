"""The pages of the course as a whole: home, outline, modules."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from app.content.model import Html
from app.web.page import Link, Page


@dataclass(frozen=True, slots=True)
class Bar:
    """How far somebody is; `words` says the same as the bar ("3 of 10 lessons")."""

    done: int
    total: int
    words: str


@dataclass(frozen=True, slots=True)
class ModuleCard:
    """A module in a list. `bar` is None for a visitor of whom nothing is known; `missing` is one sentence."""

    href: str
    title: str
    summary: Html
    minutes: str
    bar: Bar | None
    missing: str


@dataclass(frozen=True, slots=True)
class GameCard:
    """A game of the course."""

    href: str
    title: str
    summary: Html
    minutes: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Home(Page):
    """`going_on` is where to continue, None for a visitor; `start` is the first lesson."""

    template: ClassVar[str] = "home.html"

    course_title: str
    summary: Html
    outcomes: tuple[Html, ...]
    minutes: str
    going_on: Link | None
    start: Link
    self_check: Link | None
    missing: str
    modules: tuple[ModuleCard, ...]
    games: tuple[GameCard, ...]


@dataclass(frozen=True, slots=True)
class LessonRow:
    """`state` is "" for a visitor, else open, begun or done."""

    number: int
    href: str
    title: str
    minutes: str
    outcomes: tuple[Html, ...]
    state: Literal["", "open", "begun", "done"]


@dataclass(frozen=True, slots=True)
class QuizRow:
    """`result` is a sentence such as "Passed with 80 %", empty before the first attempt."""

    href: str
    title: str
    minutes: str
    state: Literal["", "open", "begun", "done"]
    result: str


@dataclass(frozen=True, slots=True)
class ModuleBlock:
    """A module with its lessons, in the outline."""

    href: str
    title: str
    summary: Html
    outcomes: tuple[Html, ...]
    minutes: str
    lessons: tuple[LessonRow, ...]
    quiz: QuizRow | None
    bar: Bar | None
    missing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline(Page):
    """The whole course: modules and lessons, with ticks and bars."""

    template: ClassVar[str] = "outline.html"

    heading: str
    intro: Html
    outcomes: tuple[Html, ...]
    minutes: str
    going_on: Link | None
    start: Link
    self_check: Link | None
    missing: str
    bar: Bar | None
    modules: tuple[ModuleBlock, ...]
    games: tuple[GameCard, ...]
    printable: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class ModulePage(Page):
    """One module: who it is for, what one will be able to do, its lessons and its quiz.

    `printable` leads to its printable edition; a test has none.
    """

    template: ClassVar[str] = "module.html"

    heading: str
    intro: Html
    audience: Html
    outcomes: tuple[Html, ...]
    minutes: str
    going_on: Link | None
    start: Link
    missing: str
    bar: Bar | None
    lessons: tuple[LessonRow, ...]
    quiz: QuizRow | None
    games: tuple[GameCard, ...]
    printable: Link | None
