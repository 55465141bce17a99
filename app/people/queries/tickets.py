"""Whose link it is that somebody opened."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select

from app.people.queries.accounts import Account, account_of
from app.people.tables import ticket
from app.people.tokens import token_hash
from app.storage import Reader
from app.storage.metadata import Moment

_TICKET = select(ticket.c.person_id, ticket.c.purpose).where(
    ticket.c.token_hash == bindparam("token_hash"), ticket.c.expires_at > bindparam("now", type_=Moment)
)


@dataclass(frozen=True, slots=True)
class Ticketed:
    """The account that a link was sent to, and what for."""

    account: Account
    purpose: str


async def ticket_holder(reader: Reader, *, token: str, purposes: frozenset[str], now: datetime) -> Ticketed | None:
    """Whose link this is; None if it was used, is too old, is for something else, or never was one."""
    row = await reader.first(_TICKET, {"token_hash": token_hash(token), "now": now})
    if row is None or row.purpose not in purposes:
        return None
    found = await account_of(reader, person_id=row.person_id)
    return None if found is None or found.disabled_at else Ticketed(found, row.purpose)
