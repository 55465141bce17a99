"""Guests, who are made by their first answer; and what holds for everybody."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import bindparam, delete, select

from app.people.queries.known import KNOWN_COLUMNS, SIGNED_IN, Known
from app.people.tables import person, session
from app.people.tokens import token_hash
from app.storage import Writer
from app.storage.metadata import Moment, insert

# A form is sent twice within seconds; a page that was left open or passed on is another matter.
_SAME_FORM: Final = timedelta(minutes=10)
# A few at a time, so that nobody waits long for others' leftovers to go.
_PURGED_IN_PASSING: Final = 20

_BY_ONCE = select(person.c.id, person.c.created_at).where(person.c.once_hash == bindparam("once_hash"))
_ADD_PERSON = insert(person).values(kind="guest").returning(person.c.id)
_ADD_SESSION = insert(session).values(device="")
# The key stays free: what merely refers to the person, such as a second session, would otherwise be waited for, and
# two works that both added one would wait for each other.
_HOLD = select(person.c.id).where(person.c.id == bindparam("person_id")).with_for_update(key_share=True)
_HOLD_KNOWN = select(*KNOWN_COLUMNS).where(SIGNED_IN).with_for_update(key_share=True, of=person)
_EXPIRED = (
    select(person.c.id)
    .where(person.c.expires_at <= bindparam("now", type_=Moment), person.c.kind == "guest")
    .order_by(person.c.expires_at)
    .limit(_PURGED_IN_PASSING)
    .with_for_update(skip_locked=True)
)
_PURGE = delete(person).where(person.c.id.in_(_EXPIRED))


@dataclass(frozen=True, slots=True)
class OpenedGuest:
    """`created` is False when the same form had already made this guest."""

    person_id: int
    created: bool


class PersonGone(Exception):
    """The person was deleted meanwhile."""


async def hold_person(writer: Writer, *, person_id: int) -> None:
    """Let one device of a person write at a time. Comes first in a work that reads before it writes.

    Raises PersonGone.
    """
    if await writer.first(_HOLD, {"person_id": person_id}) is None:
        raise PersonGone


async def hold_known(writer: Writer, *, token: str, now: datetime) -> Known | None:
    """Whose session this is, and hold them as `hold_person` does; None if nobody's, or no longer."""
    row = await writer.first(_HOLD_KNOWN, {"token_hash": token_hash(token), "now": now})
    return None if row is None else Known(*row)


async def open_guest(
    writer: Writer, *, once: str, token: str, language: str, now: datetime, lifetime: timedelta
) -> OpenedGuest:
    """A guest for a first answer, and a session for the browser that holds `token`.

    `once` is the nonce of the page that the answer came from. The same form sent again gets a session
    of the same guest. A few guests whose time is over are deleted in passing.
    """
    await writer.run(_PURGE, {"now": now})
    once_hash: bytes | None = token_hash(once)
    earlier = await writer.first(_BY_ONCE, {"once_hash": once_hash})
    times = {"created_at": now, "expires_at": now + lifetime}
    if earlier is not None and now - earlier.created_at < _SAME_FORM:
        opened = OpenedGuest(earlier.id, created=False)
    else:
        once_hash = None if earlier else once_hash
        added = await writer.all(_ADD_PERSON, {"language": language, "once_hash": once_hash, **times})
        opened = OpenedGuest(added[0].id, created=True)
    await writer.run(_ADD_SESSION, {"person_id": opened.person_id, "token_hash": token_hash(token), **times})
    return opened
