"""Runs of a game: begun, decided step by step, begun again from an earlier decision."""

import json
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import and_, bindparam, delete, func, select, update

from app.people.operations import hold_person
from app.progress.records import Decision, Run
from app.progress.rows import DECISION_COLUMNS, RUN_COLUMNS, to_decision, to_run, to_run_with_decisions
from app.progress.tables import decision, run
from app.storage import Writer
from app.storage.metadata import insert

_OF_GAME = and_(
    run.c.person_id == bindparam("of_person"),
    run.c.course == bindparam("of_course"),
    run.c.game == bindparam("of_game"),
)
_OPEN = select(*RUN_COLUMNS).where(_OF_GAME, run.c.ended_at.is_(None))
_NUMBERED = (
    select(*RUN_COLUMNS, *DECISION_COLUMNS)
    .outerjoin(decision, decision.c.run_id == run.c.id)
    .where(_OF_GAME, run.c.number == bindparam("of_number"))
    .order_by(decision.c.n)
)
_LATEST = select(func.coalesce(func.max(run.c.number), 0)).where(_OF_GAME)
_OF_RUN = decision.c.run_id == bindparam("of_run")
_DECISIONS = select(*DECISION_COLUMNS).where(_OF_RUN).order_by(decision.c.n)
_BEGIN = insert(run).returning(run.c.id)
_END = (
    update(run)
    .where(run.c.id == bindparam("of_run"))
    .values(
        ended_at=bindparam("new_ended_at", type_=run.c.ended_at.type),
        ending=bindparam("new_ending", type_=run.c.ending.type),
    )
)
_DECIDE = insert(decision)
_FORGET_LATER = delete(decision).where(_OF_RUN, decision.c.n > bindparam("after"))


class NoSuchRun(Exception):
    """This person has no such run."""


async def begin_run(
    writer: Writer,
    *,
    person_id: int,
    course: str,
    game: str,
    opening: str,
    start: str,
    decisions: Sequence[Decision] = (),
    now: datetime,
) -> int:
    """The number of a new run, which is the open one from now on. Raises PersonGone.

    `start` is the state that it begins in, `decisions` those that it takes over from an earlier run. A run that was
    open is left as it is, unless it stands at the very same place: then the form was sent twice, and it goes on.
    """
    await hold_person(writer, person_id=person_id)
    key = {"of_person": person_id, "of_course": course, "of_game": game}
    opened = await writer.first(_OPEN, key)
    if opened is not None:
        known = await _with_decisions(writer, to_run(opened))
        if _place(known.start, known.decisions) == _place(start, decisions):
            return known.number
        await writer.run(_END, {"of_run": known.id, "new_ended_at": now, "new_ending": None})
    number: int = (await writer.all(_LATEST, key))[0][0] + 1
    new = {"person_id": person_id, "course": course, "game": game, "number": number}
    begun = await writer.all(_BEGIN, {**new, "opening": opening, "start": start, "started_at": now})
    for each in decisions:
        await writer.run(_DECIDE, {"run_id": begun[0].id, **each._asdict()})
    return number


def _place(start: str, decisions: Sequence[Decision]) -> tuple[object, list[tuple[str, str, str]]]:
    """Where a run stands and how it came there. Two that just began differ in nothing but their luck."""
    return {**json.loads(start), "luck": 0}, [(made.scene, made.choice, made.state) for made in decisions]


async def held_run(writer: Writer, *, person_id: int, course: str, game: str, number: int) -> Run:
    """A run with its decisions, of somebody who is held (see `hold_person`). Raises NoSuchRun."""
    key = {"of_person": person_id, "of_course": course, "of_game": game, "of_number": number}
    rows = await writer.all(_NUMBERED, key)
    if not rows:
        raise NoSuchRun
    return to_run_with_decisions(rows)


async def _with_decisions(writer: Writer, found: Run) -> Run:
    rows = await writer.all(_DECISIONS, {"of_run": found.id})
    return found._replace(decisions=tuple(map(to_decision, rows)))


async def forget_decisions(writer: Writer, *, run_id: int, after: int) -> None:
    """Forget the decisions after that one, which the present story can't be gone on from."""
    await writer.run(_FORGET_LATER, {"of_run": run_id, "after": after})


async def add_decision(writer: Writer, *, run_id: int, made: Decision, ending: str, now: datetime) -> None:
    """Write the decision that follows on those before it; `ending` is the id of the ending it leads to, or empty."""
    await writer.run(_DECIDE, {"run_id": run_id, **made._asdict()})
    if ending:
        await writer.run(_END, {"of_run": run_id, "new_ended_at": now, "new_ending": ending})
