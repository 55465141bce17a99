"""What was recorded, as values that pages and marking can use."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, TypeAlias

Json: TypeAlias = "bool | int | float | str | Sequence[Json] | Mapping[str, Json] | None"


def written(value: Json) -> str:
    """The one spelling of a value, so that equal answers are equal texts."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


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


@dataclass(frozen=True, slots=True)
class LessonState:
    """What a person did with some of a module's questions.

    `steps` has only the questions that something was done with, their steps in order; `confirmed` the
    lessons of the module whose end was confirmed.
    """

    person_id: int
    person_expires_at: datetime
    steps: Mapping[str, tuple[Step, ...]]
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
    done: Mapping[str, frozenset[str]]
    confirmed: Mapping[str, frozenset[str]]
    completions: tuple[Completed, ...]
    quizzes: tuple[QuizResult, ...]
    place: KeptPlace | None
    last: LastStep | None
