"""What one learner did in a course, for a coordinator: nothing of what they answered."""

from dataclasses import dataclass

from sqlalchemy import bindparam, select

from app.progress.records import Completed, QuizResult
from app.progress.rows import QUIZ, QUIZ_COLUMNS
from app.progress.tables import attempt, completion
from app.storage import Reader

_COMPLETED = (
    select(completion.c.kind, completion.c.module, completion.c.lesson, completion.c.at)
    .where(completion.c.person_id == bindparam("person_id"), completion.c.course == bindparam("course"))
    .order_by(completion.c.at)
)
_ATTEMPTS = (
    select(*QUIZ_COLUMNS)
    .where(
        attempt.c.person_id == bindparam("person_id"),
        attempt.c.course == bindparam("course"),
        attempt.c.kind == QUIZ,
    )
    .order_by(attempt.c.started_at)
)


@dataclass(frozen=True, slots=True)
class Doings:
    """The completions and the attempts at quizzes, each the first first."""

    completions: tuple[Completed, ...]
    attempts: tuple[QuizResult, ...]


async def doings_of(reader: Reader, *, person_id: int, course: str) -> Doings:
    """What somebody did in a course."""
    key = {"person_id": person_id, "course": course}
    completions = tuple(Completed(*row) for row in await reader.all(_COMPLETED, key))
    return Doings(completions, tuple(QuizResult(*row) for row in await reader.all(_ATTEMPTS, key)))
