"""Whose browser it is: the question that every personal page asks."""

from datetime import datetime
from typing import Final, NamedTuple

from sqlalchemy import and_, bindparam, select

from app.people.tables import person, session
from app.people.tokens import token_hash
from app.storage import Reader
from app.storage.metadata import Moment

OPEN_SESSION = and_(
    session.c.token_hash == bindparam("token_hash"), session.c.expires_at > bindparam("now", type_=Moment)
)
"""The one row of `session` that a token stands for, if it still counts: a guest's session ends when the guest does."""

SIGNED_IN = and_(OPEN_SESSION, session.c.person_id == person.c.id)
"""The same with the row of `person`."""

KNOWN_COLUMNS: Final = (
    person.c.id,
    person.c.kind,
    person.c.language,
    person.c.expires_at,
    session.c.id.label("session_id"),
    session.c.created_at.label("session_begun_at"),
    session.c.expires_at.label("session_expires_at"),
)
_PERSON_OF = select(*KNOWN_COLUMNS).where(SIGNED_IN)
_FIRST_FORM = select(person.c.id).where(
    person.c.id == bindparam("person_id"), person.c.once_hash == bindparam("once_hash")
)


class Known(NamedTuple):
    """Somebody with a session: a guest, or the owner of an account.

    `expires_at` is when everything about them is deleted, unless they come again.
    """

    id: int
    kind: str
    language: str
    expires_at: datetime
    session_id: int
    session_begun_at: datetime
    session_expires_at: datetime

    @property
    def is_guest(self) -> bool:
        return self.kind == "guest"


async def person_of(reader: Reader, *, token: str, now: datetime) -> Known | None:
    """Whose session this is; None if nobody's, or no longer."""
    row = await reader.first(_PERSON_OF, {"token_hash": token_hash(token), "now": now})
    return None if row is None else Known(*row)


async def came_with(reader: Reader, *, person_id: int, once: str) -> bool:
    """Whether this person's first answer came from the page with this nonce."""
    return await reader.first(_FIRST_FORM, {"person_id": person_id, "once_hash": token_hash(once)}) is not None
