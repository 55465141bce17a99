"""The page of the self-check."""

from dataclasses import dataclass
from typing import ClassVar

from app.content.model import Html
from app.web.page import Link, Page


@dataclass(frozen=True, slots=True)
class CheckedOption:
    """An option of a question of the self-check."""

    key: str
    html: Html
    chosen: bool
    feedback: Html


@dataclass(frozen=True, slots=True)
class CheckedQuestion:
    """A question of the self-check; `verdict`, feedback, `explanation` and `lesson` are for when the form was sent.

    Nothing is called wrong: it says what is right, and what isn't answered.
    """

    number: str
    anchor: str
    name: str
    stem: Html
    options: tuple[CheckedOption, ...]
    right: bool
    verdict: str
    explanation: Html
    lesson: Link | None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A module, and the lessons of it to begin with; none where everything that was asked about it is known."""

    href: str
    title: str
    lessons: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfCheckPage(Page):
    """The self-check: its form or, once `answered`, what it suggests. `again` leads to the form."""

    template: ClassVar[str] = "self_check.html"

    heading: str
    intro: Html
    answered: bool
    sentence: str
    begin_with: tuple[Suggestion, ...]
    leave: tuple[Suggestion, ...]
    questions: tuple[CheckedQuestion, ...]
    again: str
