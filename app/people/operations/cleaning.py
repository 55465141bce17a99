"""Deleting what has been kept long enough, and warning those whose account will be."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from sqlalchemy import BigInteger, BindParameter, Delete, and_, bindparam, delete, or_, select, type_coerce, update

from app.people.operations.erasing import delete_person
from app.people.operations.letters import queue_letter
from app.people.tables import (
    account,
    act,
    announcement,
    email_change,
    erasure,
    intake,
    invitation,
    letter,
    limit,
    person,
    reminder,
    session,
    site_key,
    ticket,
)
from app.storage import Database, Params, Writer
from app.storage.cleaning import SOME, in_turns, some
from app.storage.metadata import Moment

_WARNING: Final = timedelta(days=30)
_DAY: Final = timedelta(days=1)
_YEAR: Final = timedelta(days=365)

# A person takes hundreds of answers along.
_PEOPLE: Final = 20

_BEFORE: Final = bindparam("before", type_=Moment)
_TODAY: Final[BindParameter[str]] = bindparam("today")

# By what the rows are called when they are told of: how long it is kept beyond its time, and what deletes some.
_OVER: Final[Mapping[str, tuple[timedelta, Delete]]] = {
    "guests": (
        timedelta(0),
        some(person.c.id, and_(person.c.kind == "guest", person.c.expires_at <= _BEFORE), _PEOPLE),
    ),
    "sessions": (timedelta(0), some(session.c.id, session.c.expires_at <= _BEFORE)),
    "links": (timedelta(0), some(ticket.c.token_hash, ticket.c.expires_at <= _BEFORE)),
    "new addresses": (timedelta(0), some(email_change.c.person_id, email_change.c.expires_at <= _BEFORE)),
    "counts of tries": (timedelta(0), some(limit.c.key_hash, limit.c.until <= _BEFORE)),
    "keys": (timedelta(0), some(site_key.c.day, site_key.c.day < _TODAY)),
    "letters": (timedelta(days=30), some(letter.c.id, letter.c.queued_at <= _BEFORE)),
    "lists of people": (_DAY, some(intake.c.id, and_(intake.c.state != "done", intake.c.created_at <= _BEFORE))),
    "numbers of lists": (timedelta(days=30), some(intake.c.id, intake.c.created_at <= _BEFORE)),
    "invitations": (
        timedelta(0),
        # Who said no is remembered, or they would be asked again.
        some(invitation.c.id, and_(invitation.c.expires_at <= _BEFORE, invitation.c.declined_at.is_(None))),
    ),
    "messages": (_YEAR, some(announcement.c.id, announcement.c.at <= _BEFORE)),
    "reminders": (_YEAR, delete(reminder).where(reminder.c.at <= _BEFORE)),
    "acts": (3 * _YEAR, some(act.c.id, act.c.at <= _BEFORE)),
    "erasures": (_YEAR, some(erasure.c.person_id, erasure.c.at <= _BEFORE)),
}

_ACCOUNTS = select(person.c.id).join(account, account.c.person_id == person.c.id)
# Using the site puts the end off, and makes the last warning older than one of this end would be.
_MONTH_BEFORE: Final = type_coerce(person.c.expires_at, BigInteger) - _WARNING // timedelta(microseconds=1)
_WARNED_AT: Final = type_coerce(account.c.warned_at, BigInteger)
_UNWARNED = (
    _ACCOUNTS.where(
        account.c.opened_at.is_not(None),
        person.c.expires_at <= _BEFORE,
        or_(account.c.warned_at.is_(None), _WARNED_AT < _MONTH_BEFORE),
    )
    .limit(SOME)
    .with_for_update(of=person, skip_locked=True)
)
_UNUSED = (
    _ACCOUNTS.where(person.c.expires_at <= _BEFORE, or_(account.c.opened_at.is_(None), _WARNED_AT >= _MONTH_BEFORE))
    .limit(_PEOPLE)
    .with_for_update(of=person, skip_locked=True)
)
_WARNED = (
    update(account).where(account.c.person_id == bindparam("owner")).values(warned_at=bindparam("at", type_=Moment))
)
_END = update(person).where(person.c.id == bindparam("owner")).values(expires_at=bindparam("until", type_=Moment))


async def clean(database: Database, *, now: datetime) -> Counter[str]:
    """Delete what has been kept long enough, and queue the letters before; how many rows of what, by name.

    A few rows at a time; see `in_turns`.
    """
    batches = {"warnings": partial(_warn, now=now), "accounts": partial(_delete_accounts, now=now)}
    batches |= {name: partial(_run, over=_OVER[name][1], params=_params(name, now)) for name in _OVER}
    return await in_turns(database, batches)


def _params(name: str, now: datetime) -> Params:
    return {"before": now - _OVER[name][0], "today": now.date().isoformat()}


async def _run(writer: Writer, *, over: Delete, params: Params) -> int:
    return await writer.run(over, params)


async def _warn(writer: Writer, *, now: datetime) -> int:
    """Queue a letter to those who haven't been here for long; from then on they have a month, whenever this is run."""
    unwarned = await writer.all(_UNWARNED, {"before": now + _WARNING})
    for row in unwarned:
        await queue_letter(writer, person_id=row.id, kind="expiring", now=now)
        await writer.run(_WARNED, {"owner": row.id, "at": now})
        await writer.run(_END, {"owner": row.id, "until": now + _WARNING})
    return len(unwarned)


async def _delete_accounts(writer: Writer, *, now: datetime) -> int:
    """Delete accounts that were never opened, or not used in spite of a letter."""
    unused = await writer.all(_UNUSED, {"before": now})
    for row in unused:
        await delete_person(writer, person_id=row.id, now=now)
    return len(unused)
