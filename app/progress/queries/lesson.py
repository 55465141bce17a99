"""What a learner did with the questions of one lesson: the statement behind every lesson's page."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from operator import itemgetter
from typing import Any, Final

from sqlalchemy import BigInteger, Select, and_, bindparam, literal_column, select, type_coerce

from app.people.queries import OPEN_SESSION
from app.people.tables import session
from app.progress.records import LessonState, Tries
from app.progress.rows import DONE, PRACTICE
from app.progress.tables import attempt, step
from app.storage import AnyRow, Reader
from app.storage.metadata import moment

_NONE: Final = ""
"""The question of a step that confirms the end of a lesson."""

_UNTRIED: Final = Tries()
_NUMBER: Final = itemgetter(1)
_IN_MODULE = and_(attempt.c.course == bindparam("course"), attempt.c.module == bindparam("module"))

_PRACTICE_STATE = (
    select(
        step.c.question,
        step.c.n,
        step.c.lesson,
        step.c.action,
        step.c.answer,
        step.c.mark,
        step.c.hints,
        session.c.person_id,
        type_coerce(session.c.expires_at, BigInteger).label("expires_at"),
    )
    .select_from(session)
    .outerjoin(attempt, and_(attempt.c.person_id == session.c.person_id, _IN_MODULE, attempt.c.kind == PRACTICE))
    .where(OPEN_SESSION)
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
    for question, _, lesson, action, answer, mark, hints, _, _ in sorted(rows, key=_NUMBER):
        if question == _NONE:
            confirmed.add(lesson)
        elif question is not None:  # as in the only row of somebody who did nothing here
            tries[question] = tries.get(question, _UNTRIED).then(action, answer, mark, hints)
    return LessonState(rows[0].person_id, moment(rows[0].expires_at), tries, frozenset(confirmed))
