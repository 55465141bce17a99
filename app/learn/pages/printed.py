"""The printable edition of a module or of the whole course."""

from dataclasses import dataclass
from typing import ClassVar

from app.content.model import Html
from app.content.questions.views import View
from app.learn.pages.reading import TermRow
from app.web.page import Link, Page


@dataclass(frozen=True, slots=True)
class PrintedQuestion:
    """A question to answer with a pen; `number` runs through the whole edition."""

    number: str
    stem: Html
    how: str
    view: View


@dataclass(frozen=True, slots=True)
class PrintedPart:
    """A stretch of a lesson: its text, or a question."""

    html: Html
    question: PrintedQuestion | None


@dataclass(frozen=True, slots=True)
class PrintedLesson:
    anchor: str
    title: str
    minutes: str
    outcomes: tuple[Html, ...]
    parts: tuple[PrintedPart, ...]


@dataclass(frozen=True, slots=True)
class PrintedModule:
    anchor: str
    title: str
    summary: Html
    audience: Html
    outcomes: tuple[Html, ...]
    intro: Html
    lessons: tuple[PrintedLesson, ...]


@dataclass(frozen=True, slots=True)
class Right:
    """Something that is right or, with a `place`, something that belongs there."""

    text: Html
    place: Html


@dataclass(frozen=True, slots=True)
class PrintedAnswer:
    """What is right, in words, and why. A question that nobody marks has nothing in `right`."""

    number: str
    right: tuple[Right, ...]
    ordered: bool
    explanation: Html


@dataclass(frozen=True, slots=True)
class AnswersOfLesson:
    title: str
    answers: tuple[PrintedAnswer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedEdition(Page):
    """Everything on one page: contents, lessons with their questions, the words they use, and the answers at the end.

    `whole` tells the course from a module, `screen` leads back to what is read on a screen.
    """

    template: ClassVar[str] = "printed.html"

    heading: str
    whole: bool
    intro: Html
    modules: tuple[PrintedModule, ...]
    answers: tuple[AnswersOfLesson, ...]
    glossary_title: str
    terms: tuple[TermRow, ...]
    screen: Link
    source: str
