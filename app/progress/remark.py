"""Marking again what was marked, after an author mended a question."""

from asyncio import sleep
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from app.content import questions, quiz
from app.content.model import Course, Module, Question
from app.people.operations import PersonGone
from app.progress.answering import date_completions
from app.progress.operations import Remarkable, apply_remark, remarkable_attempts
from app.progress.quizzing import Posed, as_answer, mark_of, posed_questions
from app.storage import Database, Writer


@dataclass(frozen=True, slots=True)
class Tally:
    """How many attempts were looked at, how many marks and scores are others now, and how many quizzes passed anew."""

    attempts: int = 0
    marks: int = 0
    scores: int = 0
    passes: int = 0


@dataclass(frozen=True, slots=True)
class _Changes:
    marks: Mapping[tuple[str, int], float]
    score: float | None
    passed: bool


async def remark(
    database: Database,
    course: Course,
    *,
    now: datetime,
    dry_run: bool,
    tell: Callable[[Tally], None],
) -> Tally:
    """Mark every practice and every finished quiz of a course by the key of today.

    An answer that the question of today doesn't know any longer keeps its mark. In a lesson marks only rise, so that
    nobody has to answer again; a quiz's score only rises, and a pass stays. With `dry_run` nothing is written. `tell`
    is called after each attempt, as this may take minutes.
    """
    tally = Tally()
    async for one in remarkable_attempts(database, course=course.id):
        changes = await _changes(database, course, one)
        if changes is not None and not dry_run:
            await _apply(database, course, one, changes, now)
        tally = _counted(tally, one, changes)
        tell(tally)
        # Reading from SQLite lets nobody else run; without this, Ctrl+C would be heard at the end only.
        await sleep(0)
    return tally


async def _changes(database: Database, course: Course, one: Remarkable) -> _Changes | None:
    """What marking again would change; None if nothing."""
    module = course.module(one.attempt.module)
    if module is None:
        return None
    if one.attempt.kind == "quiz":
        return await _quiz_changes(database, course, module, one)
    marks = {key: mark for key, (old, mark) in _marks(one, _lesson_questions(module)).items() if mark > old}
    return _Changes(marks, None, passed=False) if marks else None


async def _quiz_changes(database: Database, course: Course, module: Module, one: Remarkable) -> _Changes | None:
    current = {question.id: question for question in (module.quiz.questions if module.quiz else ())}
    marks = {key: mark for key, (old, mark) in _marks(one, current).items() if mark != old}
    posed = await posed_questions(database, course=course, module=module, attempt=one.attempt)
    score = quiz.score([_mark_now(current.get(each.question.id), each) for each in posed])
    before = one.attempt.score or 0.0
    passed = quiz.passed(score, one.attempt.pass_mark or 0)
    better = float(score * 100) > before or (passed and not one.attempt.passed)
    return _Changes(marks, max(float(score * 100), before), passed) if marks or better else None


def _marks(one: Remarkable, current: Mapping[str, Question]) -> dict[tuple[str, int], tuple[float, float]]:
    """The old and the new mark of each marked step whose question can still be answered so."""
    found = {}
    for question_id, steps in one.steps.items():
        question = current.get(question_id)
        for step in steps:
            answer = as_answer(step.answer)
            if question and answer is not None and step.mark is not None and questions.answerable(question, answer):
                found[question_id, step.n] = (step.mark, float(mark_of(question, answer)))
    return found


def _mark_now(current: Question | None, posed: Posed) -> Fraction:
    if current is None or posed.answer is None or not questions.answerable(current, posed.answer):
        return posed.mark or Fraction()
    return mark_of(current, posed.answer)


def _lesson_questions(module: Module) -> dict[str, Question]:
    return {question.id: question for lesson in module.lessons for question in lesson.questions}


async def _apply(database: Database, course: Course, one: Remarkable, changes: _Changes, now: datetime) -> None:
    attempt = one.attempt

    async def work(writer: Writer) -> None:
        await apply_remark(
            writer,
            person_id=attempt.person_id,
            attempt_id=attempt.id,
            marks=changes.marks,
            score=changes.score,
            passed=changes.passed,
        )
        await date_completions(writer, person_id=attempt.person_id, course=course, now=now)

    try:
        await database.write(work)
    except PersonGone:
        return


def _counted(tally: Tally, one: Remarkable, changes: _Changes | None) -> Tally:
    if changes is None:
        return Tally(tally.attempts + 1, tally.marks, tally.scores, tally.passes)
    raised = changes.score is not None and changes.score != one.attempt.score
    gained = changes.passed and not one.attempt.passed
    return Tally(tally.attempts + 1, tally.marks + len(changes.marks), tally.scores + raised, tally.passes + gained)
