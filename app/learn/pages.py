"""The pages that learners see. Every field is a finished value: templates only lay out."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from app.content.model import Html
from app.content.questions.views import View
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
    missing: str
    modules: tuple[ModuleCard, ...]


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
    minutes: str
    state: Literal["", "open", "begun", "done"]
    result: str


@dataclass(frozen=True, slots=True)
class ModuleBlock:
    """A module with its lessons, in the outline."""

    href: str
    title: str
    summary: Html
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
    missing: str
    bar: Bar | None
    modules: tuple[ModuleBlock, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ModulePage(Page):
    """One module: who it is for, what one will be able to do, its lessons and its quiz."""

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


@dataclass(frozen=True, slots=True)
class TermRow:
    """A glossary entry; `id` is its anchor."""

    id: str
    term: Html
    definition: Html


@dataclass(frozen=True, slots=True, kw_only=True)
class GlossaryPage(Page):
    """The glossary of a course."""

    template: ClassVar[str] = "glossary.html"

    heading: str
    summary: Html
    terms: tuple[TermRow, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A place that was found; `sentence` holds the words found in `<mark>`."""

    href: str
    title: str
    where: str
    sentence: Html


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage(Page):
    """Search. `outcome` is the sentence above the hits, empty before anything was looked for."""

    template: ClassVar[str] = "search.html"

    query: str
    outcome: str
    hits: tuple[Hit, ...]
    glossary: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditsPage(Page):
    """Credits, disclaimer, licences. The template holds the words; `course_url` is the course's full address."""

    template: ClassVar[str] = "credits.html"

    course_title: str
    course_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivacyPage(Page):
    """What is kept, in plain words. `organisation` and `contact` may be empty."""

    template: ClassVar[str] = "privacy.html"

    organisation: str
    contact: str
    days: int
    progress: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressPage(Page):
    """What is kept for this browser, and how to delete it. Without progress `kept_until` is empty.

    `asked` tells that deletion was asked for and is to be confirmed. Buttons send name "do" with the value
    "ask", and "delete" once it is confirmed.
    """

    template: ClassVar[str] = "progress.html"

    kept_until: str
    answers: str
    modules: tuple[ModuleCard, ...]
    going_on: Link | None
    start: Link
    delete_action: str
    token: str
    asked: bool
    deleted: bool
