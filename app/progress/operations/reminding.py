"""Reminding people of a course: before its due date, and after a time of nothing. Each occasion once."""

from collections import Counter
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from sqlalchemy import bindparam, select

from app.people.operations import PersonGone, hold_person
from app.people.tables import group, letter, membership, reminder
from app.progress.queries.roster import streamed
from app.progress.roster import QUIET, Row, Scope, Sort, Wanted
from app.progress.units import Units
from app.storage import Database, Writer
from app.storage.metadata import Moment, insert

BEFORE: Final = (7, 1)
"""So many days before the due date somebody is reminded who hasn't finished."""

PAUSE: Final = timedelta(days=6)
"""Nobody is reminded of a group twice within this time, except on the last day."""

_BATCH: Final = 100

_GROUPS = (
    select(group.c.id, group.c.organisation_id, group.c.course, group.c.due_on)
    .where(group.c.course == bindparam("course"), group.c.starts_on <= bindparam("today", type_=group.c.starts_on.type))
    .order_by(group.c.id)
)
_WANTS_NONE = select(membership.c.muted_at).where(
    membership.c.group_id == bindparam("of_group"), membership.c.person_id == bindparam("of_person")
)
_LATELY = select(reminder.c.occasion).where(
    reminder.c.group_id == bindparam("of_group"),
    reminder.c.person_id == bindparam("of_person"),
    reminder.c.at > bindparam("since", type_=Moment),
)
_ADD = insert(reminder).on_conflict_do_nothing()
_LETTER = insert(letter).values(tries=0, problem="")


@dataclass(frozen=True, slots=True)
class _Group:
    """A group, and whose organisation's it is."""

    id: int
    scope: Scope
    days_left: int | None


@dataclass(frozen=True, slots=True)
class _Occasion:
    """Whom to remind of what: `kind` is the letter's, `name` tells one occasion from another."""

    person_id: int
    kind: str
    name: str
    pause: timedelta


async def remind(database: Database, *, units: Units, now: datetime) -> Counter[str]:
    """Queue the reminders of a course that are due today; how many of each kind.

    It may be run as often as one likes, and from several machines at once: what reminds somebody is written down with
    the letter, in one transaction in which nobody else reminds them.
    """
    done: Counter[str] = Counter()
    for row in await database.all(_GROUPS, {"course": units.course, "today": now.date()}):
        left = (row.due_on - now.date()).days if row.due_on else None
        one = _Group(row.id, Scope(row.organisation_id, units, now), left)
        async for occasions in _occasions(database, one):
            done += await database.write(partial(_remind, group_id=one.id, occasions=occasions, now=now))
    return done


async def _occasions(database: Database, one: _Group) -> AsyncIterator[Sequence[_Occasion]]:
    """A few at a time, so that learners wait for no long transaction."""
    rows = streamed(database, scope=one.scope, wanted=Wanted(group=one.id), sort=Sort())
    async for batch in rows:
        found = [occasion for row in batch if (occasion := _occasion(row, one))]
        for start in range(0, len(found), _BATCH):
            yield found[start : start + _BATCH]


def _occasion(row: Row, one: _Group) -> _Occasion | None:
    """The most pressing reason to remind somebody, if there is any."""
    left, now = one.days_left, one.scope.now
    if row.state == "finished" or (left is not None and left < 0):
        return None
    near = [days for days in BEFORE if left is not None and left <= days]
    if near:
        days = min(near)
        # The last day's reminder comes also if there was another some days before.
        pause = PAUSE if days == max(BEFORE) else timedelta(0)
        return _Occasion(row.person_id, "due", f"due {days} {now.date() + timedelta(days=left or 0)}", pause)
    since = row.last_at or row.joined_at
    if now - since > QUIET:
        return _Occasion(row.person_id, "quiet", f"quiet {since.date()}", PAUSE)
    return None


async def _remind(writer: Writer, *, group_id: int, occasions: Sequence[_Occasion], now: datetime) -> Counter[str]:
    done: Counter[str] = Counter()
    for one in sorted(occasions, key=lambda occasion: occasion.person_id):
        done[one.kind] += await _remind_one(writer, group_id, one, now)
    return +done


async def _remind_one(writer: Writer, group_id: int, one: _Occasion, now: datetime) -> bool:
    key = {"of_group": group_id, "of_person": one.person_id}
    try:
        await hold_person(writer, person_id=one.person_id)
    except PersonGone:
        return False
    member = await writer.first(_WANTS_NONE, key)
    if member is None or member.muted_at is not None:
        return False
    if one.pause and await writer.first(_LATELY, {**key, "since": now - one.pause}) is not None:
        return False
    row = {"person_id": one.person_id, "group_id": group_id, "occasion": one.name, "at": now}
    if not await writer.run(_ADD, row):
        return False
    about = {"person_id": one.person_id, "group_id": group_id, "kind": one.kind}
    await writer.run(_LETTER, {**about, "queued_at": now, "next_at": now})
    return True
