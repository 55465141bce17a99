"""What somebody did before they had an account, or before they signed in, goes into it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, func, select

from app.content.model import Course
from app.people.operations import PersonGone, drop_merged, hold_person
from app.progress.answering import date_completions
from app.progress.operations import finish_quiz, move_progress, quizzes_open_twice
from app.progress.quizzing import mark_quiz
from app.progress.records import Attempt
from app.progress.tables import attempt, completion, decision, run, step
from app.storage import Reader, Writer

_LESSONS = select(func.count()).where(completion.c.person_id == bindparam("person_id"), completion.c.kind == "lesson")
_ANSWERS = (
    select(func.count())
    .select_from(step)
    .join(attempt, attempt.c.id == step.c.attempt_id)
    .where(attempt.c.person_id == bindparam("person_id"))
)
_DECISIONS = (
    select(func.count())
    .select_from(decision)
    .join(run, run.c.id == decision.c.run_id)
    .where(run.c.person_id == bindparam("person_id"))
)


@dataclass(frozen=True, slots=True)
class Done:
    """What somebody did, in two numbers: lessons completed, and everything that was answered, confirmed or decided."""

    lessons: int
    steps: int


async def done_by(reader: Reader, *, person_id: int) -> Done:
    key = {"person_id": person_id}
    lessons, *steps = [(await reader.all(each, key))[0][0] for each in (_LESSONS, _ANSWERS, _DECISIONS)]
    return Done(lessons, sum(steps))


async def merge_guest(
    writer: Writer, *, guest_id: int, person_id: int, courses: Iterable[Course], now: datetime
) -> bool:
    """Add what a guest did to somebody's progress, and let the guest go; False if that was done before.

    A quiz that both have open stays open as the account has it. The guest's is finished with what was answered, so that
    it can still be read. Raises PersonGone if the account was deleted meanwhile.
    """
    by_id = {course.id: course for course in courses}
    await hold_person(writer, person_id=person_id)
    try:
        await hold_person(writer, person_id=guest_id)
    except PersonGone:
        return False
    for one in await quizzes_open_twice(writer, guest_id=guest_id, person_id=person_id):
        await _finish(writer, by_id.get(one.course), one, now)
    await move_progress(writer, guest_id=guest_id, person_id=person_id, now=now)
    await drop_merged(writer, person_id=guest_id)
    for course in by_id.values():
        await date_completions(writer, person_id=person_id, course=course, now=now)
    return True


async def _finish(writer: Writer, course: Course | None, open_quiz: Attempt, now: datetime) -> None:
    module = course.module(open_quiz.module) if course else None
    if course and module:
        await mark_quiz(writer, course=course, module=module, attempt=open_quiz, now=now)
    else:  # What is no longer in any course can't be marked.
        await finish_quiz(
            writer,
            person_id=open_quiz.person_id,
            attempt_id=open_quiz.id,
            marks={},
            score=0,
            passed=False,
            now=now,
        )
