"""What a learner did with the questions of one lesson: the statement behind every lesson's page."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any, Final

from sqlalchemy import Select, and_, bindparam, literal_column, select

from app.people.queries import SIGNED_IN
from app.people.tables import person, session
from app.progress.records import LessonState, Tries
from app.progress.rows import DONE, OWNER, PRACTICE
from app.progress.tables import attempt, step
from app.storage import AnyRow, Reader
from app.storage.metadata import moment

_NONE: Final = ""
"""The question of a step that confirms the end of a lesson."""

_UNTRIED: Final = Tries()
_IN_MODULE = and_(attempt.c.course == bindparam("course"), attempt.c.module == bindparam("module"))

_PRACTICE_STATE = (
    select(
        *OWNER,
        step.c.question,
        step.c.n,
        step.c.lesson,
        step.c.action,
        step.c.answer,
        step.c.mark,
        step.c.hints,
    )
    .select_from(session)
    .join(person, SIGNED_IN)
    .outerjoin(attempt, and_(attempt.c.person_id == person.c.id, _IN_MODULE, attempt.c.kind == PRACTICE))
)


@cache
def _lesson_state(questions: int) -> tuple[Select[Any], tuple[str, ...]]:
    """The statement for so many questions, and the names of their places in it.

    A list of any length would have to be written into the statement at each run. Lessons have but a few lengths, and
    places that stay empty cost as much as those that don't.
    """
    places = _places(questions)
    named = step.c.question.in_([literal_column(f"'{_NONE}'"), *map(bindparam, places)])
    return _PRACTICE_STATE.outerjoin(step, and_(step.c.attempt_id == attempt.c.id, named)), places


@cache
def _done(questions: int) -> tuple[Select[Any], tuple[str, ...]]:
    places = _places(questions)
    of_person = and_(attempt.c.person_id == bindparam("person_id"), _IN_MODULE)
    named = step.c.question.in_([*map(bindparam, places)])
    return select(step.c.question).join(attempt, step.c.attempt_id == attempt.c.id).where(
        of_person, DONE, named
    ), places


def _places(questions: int) -> tuple[str, ...]:
    return tuple(f"place_{number}" for number in range(questions))


async def lesson_state(
    reader: Reader, *, token_hash: bytes, course: str, module: str, questions: Sequence[str], now: datetime
) -> LessonState | None:
    """What somebody did with these questions of a module's lessons; None if the session isn't known (any longer).

    One statement, and the only one that a lesson's page needs.
    """
    owner = {"token_hash": token_hash, "now": now, "course": course, "module": module}
    statement, places = _lesson_state(len(questions))
    rows = await reader.all(statement, owner | dict(zip(places, questions, strict=True)))
    return _to_lesson_state(rows) if rows else None


async def all_done(reader: Reader, *, person_id: int, course: str, module: str, questions: Sequence[str]) -> bool:
    """Whether each of these questions of a module's lessons was answered fully right or, where unmarked, written."""
    statement, places = _done(len(questions))
    key = {"person_id": person_id, "course": course, "module": module}
    rows = await reader.all(statement, key | dict(zip(places, questions, strict=True)))
    return {row[0] for row in rows} == {*questions}


def _to_lesson_state(rows: Sequence[AnyRow]) -> LessonState:
    tries: dict[str, Tries] = {}
    confirmed = set()
    for question, _, lesson, *done in sorted(row[2:] for row in rows if row[2] is not None):
        if question == _NONE:
            confirmed.add(lesson)
        else:
            tries[question] = tries.get(question, _UNTRIED).then(*done)
    return LessonState(rows[0].person_id, moment(rows[0].person_expires_at), tries, frozenset(confirmed))
