"""The pages of a quiz."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from app.content.model import Html
from app.content.questions.views import View
from app.web.page import Link, Page


@dataclass(frozen=True, slots=True)
class AttemptRow:
    """`result` is a sentence such as "80 %, passed"."""

    href: str
    when: str
    result: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizStart(Page):
    """Before a quiz: what it is, what has been reached, past attempts. `token` is a value for the form."""

    template: ClassVar[str] = "quiz_start.html"

    heading: str
    texts: tuple[str, ...]
    minutes: str
    best: str
    action: str
    token: str
    button: str
    attempts: tuple[AttemptRow, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One question of an attempt in its list of questions."""

    number: int
    href: str
    answered: bool
    current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizQuestion(Page):
    """One question of an open attempt. Nothing here tells right from wrong.

    Buttons send name "go" with the value "next", "back" or "check" (to the page before finishing).
    `leave` goes on without an answer: to the next question, after the last to the page before finishing.
    `saved` says that an answer is kept, empty where none is; the form tells it too (a hidden field), since only then
    can an emptied form take the answer back.
    """

    template: ClassVar[str] = "quiz_question.html"

    heading: str
    position: str
    action: str
    token: str
    stem: Html
    how: str
    view: View
    problem: str
    saved: str
    first: bool
    last: bool
    leave: Link
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizCheck(Page):
    """Before finishing: what is still open is named. `back` leads to the first open question, or the last."""

    template: ClassVar[str] = "quiz_check.html"

    heading: str
    sentence: str
    open_questions: tuple[Link, ...]
    action: str
    token: str
    back: Link
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One question of a finished attempt, read-only. `mark` is a sentence ("Partly right: 50 %.")."""

    number: int
    anchor: str
    stem: Html
    view: View
    state: Literal["right", "partly", "wrong", "empty"]
    mark: str
    explanation: Html
    lesson: Link | None
    language: str
    changed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizResult(Page):
    """A finished attempt, read again as it was."""

    template: ClassVar[str] = "quiz_result.html"

    heading: str
    passed: bool
    sentence: str
    when: str
    best: str
    lessons: tuple[Link, ...]
    again: Link
    onward: Link
    questions: tuple[Reviewed, ...]
