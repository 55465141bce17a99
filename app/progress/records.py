"""What was recorded, as values that pages and marking can use."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, NamedTuple, TypeAlias

Json: TypeAlias = "bool | int | float | str | Sequence[Json] | Mapping[str, Json] | None"


# `json.dumps` would make one at each call.
_JSON: Final = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def written(value: Json) -> str:
    """The one spelling of a value, so that equal answers are equal texts."""
    return _JSON.encode(value)


class Step(NamedTuple):
    """One thing done with a question; see `tables.Step`.

    A named tuple, because a page makes many of them and it costs a third of a dataclass.
    """

    question: str
    n: int
    lesson: str
    action: str
    answer: Json
    mark: float | None
    revision: str | None
    option_order: tuple[str, ...]
    language: str
    hints: int
    at: datetime


class Tries(NamedTuple):
    """What was done with a question in a lesson, in short: all that its page shows.

    `steps` counts them, `answer` is the last answer as it is kept (JSON), None while only hints were asked for; `right`
    tells whether any was fully right.
    """

    steps: int = 0
    answer: str | None = None
    right: bool = False
    hints: int = 0

    def then(self, action: str, answer: str | None, mark: float | None, hints: int) -> "Tries":
        """The same with one step more."""
        last = answer if action == "answer" else self.answer
        return Tries(self.steps + 1, last, self.right or mark == 1, max(self.hints, hints))


def tries_of(steps: Iterable[Step]) -> Tries:
    tries = Tries()
    for step in steps:
        tries = tries.then(step.action, written(step.answer), step.mark, step.hints)
    return tries


@dataclass(frozen=True, slots=True)
class LessonState:
    """What a person did with some of a module's questions.

    `tries` has only the questions that something was done with; `confirmed` the lessons of the module whose end was
    confirmed.
    """

    person_id: int
    person_expires_at: datetime
    tries: Mapping[str, Tries]
    confirmed: frozenset[str]


@dataclass(frozen=True, slots=True)
class Laid:
    """A question of a quiz as it was laid out: its revision, and the keys in the order they are shown in."""

    question: str
    revision: str
    order: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt at a module; see `tables.Attempt`. `finished_at`, `score` and `passed` come together."""

    id: int
    person_id: int
    kind: str
    course: str
    module: str
    number: int
    layout: tuple[Laid, ...]
    started_at: datetime
    finished_at: datetime | None
    score: float | None
    pass_mark: int | None
    passed: bool | None


@dataclass(frozen=True, slots=True)
class QuizResult:
    """A quiz attempt in short; `finished_at` is None while it is open, and `score` and `passed` with it."""

    module: str
    number: int
    started_at: datetime
    finished_at: datetime | None
    score: float | None
    passed: bool | None


@dataclass(frozen=True, slots=True)
class Completed:
    """A dated fact. `kind` is lesson, module or course; what doesn't apply is empty."""

    kind: str
    module: str
    lesson: str
    at: datetime


@dataclass(frozen=True, slots=True)
class KeptPlace:
    """Where somebody was reading."""

    module: str
    lesson: str
    anchor: str
    at: datetime


@dataclass(frozen=True, slots=True)
class LastStep:
    """What was done last in a course; `kind` is practice or quiz, `question` empty for a confirmation."""

    kind: str
    module: str
    lesson: str
    question: str
    at: datetime


@dataclass(frozen=True, slots=True)
class CourseState:
    """Everything about a person in one course that an outline needs.

    `done` maps modules to the questions that were answered fully right in a lesson, or written about;
    `confirmed` maps modules to the lessons whose end was confirmed.
    """

    person_id: int
    person_expires_at: datetime
    is_guest: bool
    done: Mapping[str, frozenset[str]]
    confirmed: Mapping[str, frozenset[str]]
    completions: tuple[Completed, ...]
    quizzes: tuple[QuizResult, ...]
    place: KeptPlace | None
    last: LastStep | None


class Decision(NamedTuple):
    """A choice made in a run; see `tables.Decision`."""

    n: int
    scene: str
    choice: str
    state: str
    language: str
    at: datetime


class Run(NamedTuple):
    """A story that somebody plays or played; see `tables.Run`. `decisions` are there where they were asked for."""

    id: int
    number: int
    opening: str
    start: str
    started_at: datetime
    ended_at: datetime | None
    ending: str | None
    decisions: tuple[Decision, ...] = ()


@dataclass(frozen=True, slots=True)
class Differing:
    """A question that readers of one language get right less or more often than others; see `tables.Difference`."""

    course: str
    module: str
    question: str
    language: str
    delta: float
    focal: int
    focal_right: int
    reference: int
    reference_right: int
    computed_at: datetime
