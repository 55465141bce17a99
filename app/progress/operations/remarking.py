"""Marking again what a wrong key had marked."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass

from sqlalchemy import bindparam, or_, select, update

from app.people.operations import hold_person
from app.progress.operations.quiz import NoSuchAttempt
from app.progress.records import Attempt, Step
from app.progress.rows import ATTEMPT_COLUMNS, PRACTICE, STEP_COLUMNS, steps_by_question, to_attempt, to_step
from app.progress.tables import attempt, step
from app.storage import Reader, Writer

# So many attempts are read at once: few enough not to keep others waiting.
_BATCH = 100

_MARKED = or_(attempt.c.kind == PRACTICE, attempt.c.finished_at.is_not(None))
_NEXT = (
    select(*ATTEMPT_COLUMNS)
    .where(attempt.c.course == bindparam("course"), attempt.c.id > bindparam("after"), _MARKED)
    .order_by(attempt.c.id)
    .limit(_BATCH)
)
_STEPS = select(step.c.attempt_id, *STEP_COLUMNS).where(step.c.attempt_id.in_(bindparam("attempts", expanding=True)))
_OWN = select(*ATTEMPT_COLUMNS).where(
    attempt.c.id == bindparam("attempt_id"), attempt.c.person_id == bindparam("person_id")
)
_SET_MARK = (
    update(step)
    .where(
        step.c.attempt_id == bindparam("of_attempt"),
        step.c.question == bindparam("of_question"),
        step.c.n == bindparam("of_n"),
    )
    .values(mark=bindparam("new_mark", type_=step.c.mark.type))
)
_SET_RESULT = (
    update(attempt)
    .where(attempt.c.id == bindparam("attempt_id"))
    .values({name: bindparam(f"new_{name}", type_=attempt.c[name].type) for name in ("score", "passed")})
)


@dataclass(frozen=True, slots=True)
class Remarkable:
    """An attempt that was marked, with what is needed to mark it again: its steps, by question."""

    attempt: Attempt
    steps: Mapping[str, tuple[Step, ...]]


async def remarkable_attempts(reader: Reader, *, course: str) -> AsyncIterator[Remarkable]:
    """Every practice and every finished quiz of a course, one after another, without holding up anybody."""
    after = 0
    while found := [to_attempt(row) for row in await reader.all(_NEXT, {"course": course, "after": after})]:
        steps: dict[int, list[Step]] = {one.id: [] for one in found}
        for attempt_id, *values in await reader.all(_STEPS, {"attempts": [*steps]}):
            steps[attempt_id].append(to_step(values))
        for one in found:
            yield Remarkable(one, steps_by_question(steps[one.id]))
        after = found[-1].id


async def apply_remark(
    writer: Writer,
    *,
    person_id: int,
    attempt_id: int,
    marks: Mapping[tuple[str, int], float],
    score: float | None = None,
    passed: bool = False,
) -> None:
    """Give steps, named by question and n, their new marks, and a quiz its new result.

    A score only rises and a pass stays, whatever the new marks say: nobody loses what a mistake of ours gave
    them. A practice has neither. Raises PersonGone, NoSuchAttempt.
    """
    await hold_person(writer, person_id=person_id)
    row = await writer.first(_OWN, {"attempt_id": attempt_id, "person_id": person_id})
    if row is None:
        raise NoSuchAttempt
    for (question, n), mark in marks.items():
        place = {"of_attempt": attempt_id, "of_question": question, "of_n": n}
        await writer.run(_SET_MARK, {**place, "new_mark": mark})
    before = to_attempt(row)
    if before.score is not None and score is not None:
        better = {"new_score": max(before.score, score), "new_passed": bool(before.passed) or passed}
        await writer.run(_SET_RESULT, {"attempt_id": attempt_id, **better})
