"""Links that count once."""

from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Final

from sqlalchemy import bindparam, delete

from app.people.tables import ticket
from app.people.tokens import token_hash
from app.storage import Writer
from app.storage.metadata import Moment, insert

LIFETIMES: Final = MappingProxyType(
    {
        "open": timedelta(days=7),
        "password": timedelta(hours=24),
        "old email": timedelta(days=7),
        "new email": timedelta(days=7),
        "code": timedelta(minutes=10),
    }
)
"""How long a link counts, by its purpose."""

_ADD = insert(ticket)
_USE = delete(ticket).where(
    ticket.c.token_hash == bindparam("token_hash"),
    ticket.c.purpose == bindparam("purpose"),
    ticket.c.expires_at > bindparam("now", type_=Moment),
)
_REVOKE = delete(ticket).where(ticket.c.person_id == bindparam("person_id"), ticket.c.purpose == bindparam("purpose"))
_REVOKE_ALL = delete(ticket).where(ticket.c.person_id == bindparam("person_id"))


async def issue_ticket(writer: Writer, *, person_id: int, purpose: str, token: str, now: datetime) -> None:
    """Let `token` stand for this person and purpose, in place of any other that did."""
    await writer.run(_REVOKE, {"person_id": person_id, "purpose": purpose})
    row = {"token_hash": token_hash(token), "person_id": person_id, "purpose": purpose}
    await writer.run(_ADD, {**row, "created_at": now, "expires_at": now + LIFETIMES[purpose]})


async def use_ticket(writer: Writer, *, token: str, purpose: str, now: datetime) -> bool:
    """Whether the link still counted; it doesn't any longer."""
    return bool(await writer.run(_USE, {"token_hash": token_hash(token), "purpose": purpose, "now": now}))


async def revoke_tickets(writer: Writer, *, person_id: int) -> None:
    """Let no link that was sent to this person count any longer."""
    await writer.run(_REVOKE_ALL, {"person_id": person_id})
