"""Runs of a game, as whoever played them may see them again."""

from datetime import datetime

from sqlalchemy import and_, bindparam, select

from app.people.queries import SIGNED_IN
from app.people.tables import person, session
from app.progress.records import Run
from app.progress.rows import DECISION_COLUMNS, RUN_COLUMNS, to_run, to_run_with_decisions
from app.progress.tables import decision, run
from app.storage import Reader

_OWN = and_(run.c.person_id == person.c.id, run.c.course == bindparam("course"), run.c.game == bindparam("game"))
_OPEN_FIRST = (run.c.ended_at.is_not(None), run.c.number.desc())
_RUNS = select(*RUN_COLUMNS).select_from(session).join(person, SIGNED_IN).join(run, _OWN).order_by(*_OPEN_FIRST)
_ENDINGS = (
    select(run.c.ending)
    .distinct()
    .select_from(session)
    .join(person, SIGNED_IN)
    .join(run, _OWN)
    .where(run.c.ending.is_not(None))
)
_NUMBERED = (
    select(*RUN_COLUMNS, *DECISION_COLUMNS)
    .select_from(session)
    .join(person, SIGNED_IN)
    .join(run, _OWN)
    .outerjoin(decision, decision.c.run_id == run.c.id)
    .where(run.c.number == bindparam("number"))
    .order_by(decision.c.n)
)
MOST_RUNS = 20
"""So many of the last runs are listed."""


async def own_runs(reader: Reader, *, token_hash: bytes, course: str, game: str, now: datetime) -> tuple[Run, ...]:
    """The open run of a game, then the last ones that are over, the latest first; without their decisions."""
    key = {"token_hash": token_hash, "course": course, "game": game, "now": now}
    return tuple(map(to_run, await reader.all(_RUNS.limit(MOST_RUNS), key)))


async def endings_met(reader: Reader, *, token_hash: bytes, course: str, game: str, now: datetime) -> frozenset[str]:
    """The endings that somebody's runs of a game came to, however long ago."""
    key = {"token_hash": token_hash, "course": course, "game": game, "now": now}
    return frozenset(row.ending for row in await reader.all(_ENDINGS, key))


async def run_by_number(
    reader: Reader, *, token_hash: bytes, course: str, game: str, number: int, now: datetime
) -> Run | None:
    """One of somebody's own runs with its decisions; another's is not found."""
    key = {"token_hash": token_hash, "course": course, "game": game, "number": number, "now": now}
    rows = await reader.all(_NUMBERED, key)
    return to_run_with_decisions(rows) if rows else None
