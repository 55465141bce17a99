"""How far somebody is in a course as it is today: pure arithmetic on what was recorded.

Progress is what was done of what there is now, so it is never more than all of it. What was completed once
stays completed, with its date, whatever was added since.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from app.content.model import Course, Lesson, Module
from app.progress.records import Completed, CourseState, QuizResult


@dataclass(frozen=True, slots=True)
class Fact:
    """A completion, as `record_completion` takes it; what doesn't apply is empty.

    `at` is when a lesson was completed under an earlier id, None for what was reached just now.
    """

    kind: str
    module: str
    lesson: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class LessonStanding:
    """`questions_left` are the graded questions that were not answered fully right yet, in order.

    `unconfirmed` says that a lesson without graded questions still waits for its end to be confirmed.
    """

    id: str
    complete: bool
    completed_at: datetime | None
    questions_left: tuple[str, ...]
    unconfirmed: bool


@dataclass(frozen=True, slots=True)
class QuizStanding:
    """`best` is the highest unrounded percentage, None before the first attempt was finished.

    `pass_mark` is what a new attempt would need; `open_number` the attempt that was begun.
    """

    pass_mark: int
    best: float | None
    passed: bool
    attempts: int
    open_number: int | None


@dataclass(frozen=True, slots=True)
class Missing:
    """What is left to do: lessons by id, and the quiz if it isn't passed."""

    lessons: tuple[str, ...]
    quiz: QuizStanding | None


@dataclass(frozen=True, slots=True)
class ModuleStanding:
    """`done` of `total` units, which are the lessons and the quiz; `percent` of them, rounded down.

    `complete` is as of today or as of `completed_at`, when everything there was then had been done;
    `added` are the lessons that have come since and are not complete yet.
    """

    id: str
    lessons: tuple[LessonStanding, ...]
    quiz: QuizStanding | None
    done: int
    total: int
    percent: int
    complete: bool
    completed_at: datetime | None
    added: tuple[str, ...]
    missing: Missing


@dataclass(frozen=True, slots=True)
class CourseStanding:
    """The same for the course; `added` are pairs of module and lesson.

    `due` are the completions that were reached and not recorded yet under their present ids: record them.
    """

    modules: tuple[ModuleStanding, ...]
    done: int
    total: int
    percent: int
    complete: bool
    completed_at: datetime | None
    added: tuple[tuple[str, str], ...]
    due: tuple[Fact, ...]

    def module(self, module_id: str) -> ModuleStanding | None:
        return next((module for module in self.modules if module.id == module_id), None)


def standing(course: Course, state: CourseState | None) -> CourseStanding:
    """How somebody stands in a course; None is a visitor of whom nothing is known."""
    modules = tuple(_module(module, state) for module in course.modules)
    done, total = sum(module.done for module in modules), sum(module.total for module in modules)
    complete = total > 0 and all(module.complete for module in modules if module.total)
    completed_at = _date(state, "course", "", {""})
    return CourseStanding(
        modules=modules,
        done=done,
        total=total,
        percent=_percent(done, total, completed=completed_at is not None),
        complete=complete or completed_at is not None,
        completed_at=completed_at,
        added=tuple((module.id, lesson.id) for module in modules for lesson in module.lessons if not lesson.complete)
        if completed_at
        else (),
        due=tuple(_due(state, modules, complete=complete)) if state else (),
    )


def _module(module: Module, state: CourseState | None) -> ModuleStanding:
    lessons = tuple(_lesson(module.id, lesson, state) for lesson in module.lessons)
    quiz = _quiz(module, state)
    left = tuple(lesson.id for lesson in lessons if not lesson.complete)
    quiz_left = quiz if quiz and not quiz.passed else None
    total = len(lessons) + (quiz is not None)
    done = total - len(left) - (quiz_left is not None)
    completed_at = _date(state, "module", module.id, {""})
    return ModuleStanding(
        id=module.id,
        lessons=lessons,
        quiz=quiz,
        done=done,
        total=total,
        percent=_percent(done, total, completed=completed_at is not None),
        complete=completed_at is not None or 0 < total == done,
        completed_at=completed_at,
        added=left if completed_at else (),
        missing=Missing(left, quiz_left),
    )


def _lesson(module_id: str, lesson: Lesson, state: CourseState | None) -> LessonStanding:
    names = {lesson.id, *lesson.formerly}
    graded = [question.id for question in lesson.questions if question.graded]
    done = state.done.get(module_id, frozenset()) if state else frozenset()
    left = tuple(question for question in graded if question not in done)
    unconfirmed = not graded and not (state and names & state.confirmed.get(module_id, frozenset()))
    completed_at = _date(state, "lesson", module_id, names)
    complete = completed_at is not None or not (left or unconfirmed)
    return LessonStanding(lesson.id, complete, completed_at, left, unconfirmed)


def _quiz(module: Module, state: CourseState | None) -> QuizStanding | None:
    if module.quiz is None:
        return None
    attempts = [attempt for attempt in state.quizzes if attempt.module == module.id] if state else []
    return QuizStanding(
        pass_mark=module.quiz.pass_mark,
        best=max((attempt.score for attempt in attempts if attempt.score is not None), default=None),
        passed=any(attempt.passed for attempt in attempts),
        attempts=len(attempts),
        open_number=_open_number(attempts),
    )


def _open_number(attempts: Iterable[QuizResult]) -> int | None:
    return next((attempt.number for attempt in attempts if attempt.finished_at is None), None)


def _date(state: CourseState | None, kind: str, module: str, lessons: set[str]) -> datetime | None:
    """The first date of a completion; a lesson may have been completed under one of several names."""
    facts: Iterable[Completed] = state.completions if state else ()
    dates = (fact.at for fact in facts if fact.kind == kind and fact.module == module and fact.lesson in lessons)
    return min(dates, default=None)


def _percent(done: int, total: int, *, completed: bool) -> int:
    # Where nothing (any longer) is to be done, all of it was done or nothing was.
    return 100 * done // total if total else 100 * completed


def _due(state: CourseState, modules: Iterable[ModuleStanding], *, complete: bool) -> Iterable[Fact]:
    dated = {(fact.kind, fact.module, fact.lesson) for fact in state.completions}
    reached = [Fact("course", "", "")] if complete else []
    for module in modules:
        reached += [Fact("lesson", module.id, one.id, one.completed_at) for one in module.lessons if one.complete]
        reached += [Fact("module", module.id, "")] if module.complete else []
    return [fact for fact in reached if (fact.kind, fact.module, fact.lesson) not in dated]
