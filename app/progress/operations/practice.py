"""Answering the questions of a lesson."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, bindparam, select

from app.progress.operations.steps import ADD_STEP, keep_revision, same_answer, step_values
from app.progress.records import Json, Step
from app.progress.rows import PRACTICE, STEP_COLUMNS, to_step
from app.progress.tables import attempt, step
from app.storage import Writer
from app.storage.metadata import insert

_STEPS = (
    select(attempt.c.id.label("attempt_id"), *STEP_COLUMNS)
    .outerjoin(step, and_(step.c.attempt_id == attempt.c.id, step.c.question == bindparam("question")))
    .where(
        attempt.c.person_id == bindparam("person_id"),
        attempt.c.course == bindparam("course"),
        attempt.c.module == bindparam("module"),
        attempt.c.kind == PRACTICE,
    )
    .order_by(step.c.n)
)
_ADD_ATTEMPT = insert(attempt).values(kind="practice", number=1, layout="[]").returning(attempt.c.id)


@dataclass(frozen=True, slots=True)
class Recorded:
    """The step was written; `steps` are all of the question's, the new one last."""

    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Repeated:
    """The same form had been received before; `steps` are all of the question's."""

    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Outdated:
    """The form came from a page that doesn't know the question's present steps; nothing was written."""

    steps: tuple[Step, ...]


async def record_step(  # noqa: PLR0913 - a step is that many facts, each named by its caller
    writer: Writer,
    *,
    person_id: int,
    course: str,
    module: str,
    lesson: str,
    question: str,
    expected_n: int,
    action: str,
    answer: Json,
    mark: float | None,
    revision: str,
    source: str,
    option_order: Sequence[str],
    language: str,
    hints: int,
    now: datetime,
) -> Recorded | Repeated | Outdated:
    """Add a step to a question in a lesson, for a person who is held (see `hold_person`).

    `expected_n` is how many steps the question had on the page that the form came from; when it has more
    by now, the form was either sent twice or its page is outdated. `source` is kept the first time that
    `revision` is met. To confirm the end of a lesson, `action` is "confirm", `question` and `revision` are
    empty; it counts once, whatever was expected.
    """
    attempt_id, earlier = await _practice(
        writer, person_id=person_id, course=course, module=module, question=question, now=now
    )
    new = Step(
        question=question,
        n=len(earlier) + 1,
        lesson=lesson,
        action=action,
        answer=answer,
        mark=mark,
        revision=revision or None,
        option_order=tuple(option_order),
        language=language,
        hints=hints,
        at=now,
    )
    known = _received_before(earlier, new, expected_n)
    if known is not None:
        return known
    if revision and all(done.revision != revision for done in earlier):
        await keep_revision(writer, revision=revision, course=course, module=module, question=question, source=source)
    await writer.run(ADD_STEP, {"attempt_id": attempt_id, **step_values(new)})
    return Recorded((*earlier, new))


async def _practice(
    writer: Writer, *, person_id: int, course: str, module: str, question: str, now: datetime
) -> tuple[int, tuple[Step, ...]]:
    module_key = {"person_id": person_id, "course": course, "module": module}
    rows = await writer.all(_STEPS, {**module_key, "question": question})
    if rows:
        return rows[0].attempt_id, tuple(to_step(row[1:]) for row in rows if row.question is not None)
    added = await writer.all(_ADD_ATTEMPT, {**module_key, "started_at": now})
    return added[0].id, ()


def _received_before(earlier: tuple[Step, ...], new: Step, expected_n: int) -> Repeated | Outdated | None:
    if new.action == "confirm":
        return Repeated(earlier) if any(done.lesson == new.lesson for done in earlier) else None
    if len(earlier) == expected_n:
        return None
    twin = earlier[expected_n] if 0 <= expected_n < len(earlier) else None
    return Repeated(earlier) if twin is not None and same_answer(twin, new) else Outdated(earlier)
