"""Attempts at quizzes, as the browser that made them may read them again."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, select

from app.people.queries import SIGNED_IN
from app.people.tables import person, session
from app.progress.records import Attempt, QuizResult, Step
from app.progress.rows import ATTEMPT_COLUMNS, QUIZ, QUIZ_COLUMNS, STEP_COLUMNS, steps_by_question, to_attempt, to_step
from app.progress.tables import attempt, revision, step
from app.storage import Reader

_OWN_QUIZ = and_(
    attempt.c.person_id == person.c.id,
    attempt.c.course == bindparam("course"),
    attempt.c.module == bindparam("module"),
    attempt.c.kind == QUIZ,
)


def _own(*columns: ColumnElement[Any]) -> Select[Any]:
    return select(*columns).select_from(session).join(person, SIGNED_IN).join(attempt, _OWN_QUIZ)


_OPEN = _own(*ATTEMPT_COLUMNS).where(attempt.c.finished_at.is_(None))
_NUMBERED = _own(*ATTEMPT_COLUMNS).where(attempt.c.number == bindparam("number"))
_PAST = _own(*QUIZ_COLUMNS).where(attempt.c.finished_at.is_not(None)).order_by(attempt.c.number)
_SOURCES = select(revision.c.hash, revision.c.source).where(revision.c.hash.in_(bindparam("hashes", expanding=True)))
_STEPS = select(*STEP_COLUMNS).where(step.c.attempt_id == bindparam("attempt_id"))


async def open_attempt(reader: Reader, *, token_hash: bytes, course: str, module: str, now: datetime) -> Attempt | None:
    """The quiz attempt that was begun and not finished yet."""
    row = await reader.first(_OPEN, {"token_hash": token_hash, "course": course, "module": module, "now": now})
    return None if row is None else to_attempt(row)


async def attempt_by_number(
    reader: Reader, *, token_hash: bytes, course: str, module: str, number: int, now: datetime
) -> Attempt | None:
    """One of somebody's own quiz attempts, open or finished; another's is not found."""
    key = {"token_hash": token_hash, "course": course, "module": module, "number": number, "now": now}
    row = await reader.first(_NUMBERED, key)
    return None if row is None else to_attempt(row)


async def past_attempts(
    reader: Reader, *, token_hash: bytes, course: str, module: str, now: datetime
) -> tuple[QuizResult, ...]:
    """The finished attempts at a module's quiz, the first one first."""
    rows = await reader.all(_PAST, {"token_hash": token_hash, "course": course, "module": module, "now": now})
    return tuple(QuizResult(*row) for row in rows)


async def steps_of(reader: Reader, *, attempt: Attempt) -> Mapping[str, tuple[Step, ...]]:
    """What was done in an attempt, by question."""
    rows = await reader.all(_STEPS, {"attempt_id": attempt.id})
    return steps_by_question([to_step(row) for row in rows])


async def revision_sources(reader: Reader, *, hashes: Collection[str]) -> Mapping[str, str]:
    """The English Markdown of questions as they were, by revision."""
    rows = await reader.all(_SOURCES, {"hashes": [*hashes]})
    return {row.hash: row.source for row in rows}
