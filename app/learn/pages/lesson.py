"""A lesson's page and its parts."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from app.content.model import Html
from app.content.questions.views import View
from app.web.page import Link, Page


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonPage(Page):
    """A lesson. `parts` are finished markup or holes for what is personal, in their order.

    The template puts hole("status") where the sentence on this lesson's state goes, hole("end") after the
    text (where a lesson without questions is confirmed), and hole("place") at the end of main.
    """

    template: ClassVar[str] = "lesson.html"

    heading: str
    position: str
    minutes: str
    outcomes: tuple[Html, ...]
    parts: tuple[Html, ...]
    previous: Link | None
    following: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionPart:
    """One question in a lesson, as a part of its page; not a page of its own.

    `token` is a hole. `steps` is how many steps were taken (a hidden field: it tells an outdated page).
    `state` is fresh (a form to fill in), or answered: right, partly, wrong, saved (a reflection). When
    answered, the view is shown read-only with its verdicts and feedback, and `again` leads to a fresh form.
    `verdict` is the sentence said first ("Partly right: 50 %."). `problem` says why what was sent is not an
    answer yet, `note` what else there is to say (an outdated page). `done` tells that it was answered fully
    right at some time. `hint_button` is empty when there is no (further) hint.
    """

    template: ClassVar[str] = "question.html"

    anchor: str
    number: str
    action: str
    token: Html
    steps: int
    stem: Html
    how: str
    view: View
    state: Literal["fresh", "right", "partly", "wrong", "saved"]
    verdict: str
    problem: str
    note: str
    hints: tuple[Html, ...]
    hint_button: str
    check_button: str
    explanation: Html
    again: Link | None
    following: Link | None
    done: bool
    cookie_note: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonStatus:
    """The sentence on a lesson's state, as a part of its page; empty for a visitor."""

    template: ClassVar[str] = "lesson_status.html"

    sentence: str
    done: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonConfirm:
    """The end of a lesson without questions to mark, as a part of its page."""

    template: ClassVar[str] = "lesson_confirm.html"

    action: str
    token: Html
    confirmed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonPlace:
    """The hidden form with which the script says where somebody stopped reading; a part of a lesson's page."""

    template: ClassVar[str] = "lesson_place.html"

    action: str
    token: Html
