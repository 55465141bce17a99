"""What a learner did with the questions of one lesson: the statement behind every lesson's page."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime
from itertools import chain, repeat
from typing import Final

from sqlalchemy import and_, bindparam, literal_column, select

from app.people.queries import SIGNED_IN
from app.people.tables import person, session
from app.progress.records import LessonState
from app.progress.rows import OWNER, PRACTICE, STEP_COLUMNS, steps_by_question, to_step
from app.progress.tables import attempt, step
from app.storage import AnyRow, Reader
from app.storage.metadata import moment

# As many questions as nearly every lesson has: with a fixed number of places the statement is built only once.
_PLACES: Final = tuple(f"place_{number}" for number in range(12))
_NONE: Final = ""
"""The question of a step that confirms the end of a lesson."""

_MODULE = and_(attempt.c.course == bindparam("course"), attempt.c.module == bindparam("module"))
_OF_ATTEMPT = step.c.attempt_id == attempt.c.id

_PRACTICE_STATE = (
    select(*OWNER, *STEP_COLUMNS)
    .select_from(session)
    .join(person, SIGNED_IN)
    .outerjoin(attempt, and_(attempt.c.person_id == person.c.id, _MODULE, attempt.c.kind == PRACTICE))
)
_MODULE_STATE = _PRACTICE_STATE.outerjoin(step, _OF_ATTEMPT)
_LESSON_STATE = _PRACTICE_STATE.outerjoin(
    step, and_(_OF_ATTEMPT, step.c.question.in_([literal_column("''"), *map(bindparam, _PLACES)]))
)


async def lesson_state(
    reader: Reader, *, token_hash: bytes, course: str, module: str, questions: Sequence[str], now: datetime
) -> LessonState | None:
    """What somebody did with these questions of a module's lessons; None if the session isn't known (any longer).

    One statement, and the only one that a lesson's page needs.
    """
    owner = {"token_hash": token_hash, "now": now, "course": course, "module": module}
    if len(questions) <= len(_PLACES):
        places = zip(_PLACES, chain(questions, repeat(_NONE)), strict=False)
        rows = await reader.all(_LESSON_STATE, owner | dict(places))
    else:
        rows = await reader.all(_MODULE_STATE, owner)
    return _to_lesson_state(rows, {*questions}) if rows else None


def _to_lesson_state(rows: Sequence[AnyRow], questions: AbstractSet[str]) -> LessonState:
    steps = steps_by_question([to_step(row[2:]) for row in rows if row[2] is not None])
    confirmed = frozenset(done.lesson for done in steps.pop(_NONE, ()))
    if not steps.keys() <= questions:
        steps = {question: done for question, done in steps.items() if question in questions}
    return LessonState(rows[0].person_id, moment(rows[0].person_expires_at), steps, confirmed)
