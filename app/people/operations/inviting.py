"""Asking people into a group by their address, one or ten thousand at a time."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple

from sqlalchemy import BindParameter, Integer, and_, bindparam, delete, literal_column, select, type_coerce, update

from app.people.emails import email_key, tidy
from app.people.operations.acts import record_act
from app.people.tables import account, group, invitation, letter, membership
from app.people.tokens import token_hash
from app.storage import Reader, Writer
from app.storage.metadata import UNCOUNTED, Moment, insert

INVITATION_COUNTS: Final = timedelta(days=60)
"""For how long somebody may join by an invitation."""

# Held, so that of two lists for a group one waits for the other, and nobody is asked by both.
_HOLD = select(group.c.id).where(group.c.id == bindparam("of_group")).with_for_update(key_share=True)
_KEYS: BindParameter[Any] = bindparam("keys", expanding=True)
_MEMBERS = (
    select(account.c.email_key)
    .join(membership, membership.c.person_id == account.c.person_id)
    .where(membership.c.group_id == bindparam("of_group"), account.c.email_key.in_(_KEYS))
)
_ASKED = select(invitation.c.email_key, invitation.c.expires_at, invitation.c.declined_at).where(
    invitation.c.group_id == bindparam("of_group"), invitation.c.email_key.in_(_KEYS)
)
_INVITE = insert(invitation).execution_options(**UNCOUNTED)
_OF_KEYS = and_(invitation.c.group_id == bindparam("of_group"), invitation.c.email_key.in_(_KEYS))
_AGAIN = update(invitation).where(_OF_KEYS).values(expires_at=bindparam("until", type_=Moment))
_LETTERS = insert(letter).from_select(
    ["kind", "invitation_id", "group_id", "queued_at", "next_at", "tries", "problem"],
    select(
        literal_column("'invitation'"),
        invitation.c.id,
        invitation.c.group_id,
        type_coerce(bindparam("now", type_=Moment), Moment),
        type_coerce(bindparam("now", type_=Moment), Moment),
        literal_column("0", Integer),
        literal_column("''"),
    ).where(_OF_KEYS),
)
_TOKEN = (
    update(invitation).where(invitation.c.id == bindparam("invitation_id")).values(token_hash=bindparam("new_hash"))
)
_CANCEL = delete(invitation).where(
    invitation.c.id == bindparam("invitation_id"), invitation.c.group_id == bindparam("of_group")
)
_DECLINE = (
    update(invitation)
    .where(invitation.c.id == bindparam("invitation_id"))
    .values(declined_at=bindparam("at", type_=Moment))
)


class Invitee(NamedTuple):
    """Somebody to be asked; `language` is that of the letter."""

    email: str
    name: str
    language: str


class Standing(NamedTuple):
    """What would become of a list: who is to be asked, how many are asked or in the group already."""

    new: tuple[Invitee, ...]
    again: tuple[Invitee, ...]
    known: int


async def standing_of(reader: Reader, *, group_id: int, people: Sequence[Invitee], now: datetime) -> Standing:
    """Who of a list is to be asked. Each address may be in it once."""
    by_key = {email_key(one.email): one for one in people}
    key = {"of_group": group_id, "keys": [*by_key]}
    members = {row.email_key for row in await reader.all(_MEMBERS, key)} if by_key else set()
    asked = {row.email_key: row for row in await reader.all(_ASKED, key)} if by_key else {}
    over = {name for name, row in asked.items() if row.declined_at is None and row.expires_at <= now}
    new = tuple(one for name, one in by_key.items() if name not in members and name not in asked)
    again = tuple(by_key[name] for name in over - members)
    return Standing(new, again, len(by_key) - len(new) - len(again))


async def invite(writer: Writer, *, group_id: int, people: Sequence[Invitee], now: datetime) -> Standing:
    """Ask people into a group, each by a letter, but for who is in it, was asked or said no; what was done."""
    await writer.first(_HOLD, {"of_group": group_id})
    found = await standing_of(writer, group_id=group_id, people=people, now=now)
    until = now + INVITATION_COUNTS
    for one in found.new:
        row = {"group_id": group_id, "email": tidy(one.email), "email_key": email_key(one.email), "name": one.name}
        await writer.run(_INVITE, {**row, "language": one.language, "created_at": now, "expires_at": until})
    keys = [email_key(one.email) for one in (*found.new, *found.again)]
    if found.again:
        again = {"of_group": group_id, "keys": [email_key(one.email) for one in found.again]}
        await writer.run(_AGAIN, {**again, "until": until})
    if keys:
        await writer.run(_LETTERS, {"of_group": group_id, "keys": keys, "now": now})
    return found


async def cancel_invitation(writer: Writer, *, group_id: int, invitation_id: int, actor: str, now: datetime) -> None:
    """Take an invitation back: its link counts no longer."""
    if await writer.run(_CANCEL, {"invitation_id": invitation_id, "of_group": group_id}):
        await record_act(writer, actor=actor, action="cancel invitation", detail=str(group_id), now=now)


async def decline_invitation(writer: Writer, *, invitation_id: int, now: datetime) -> None:
    """Say no for good: the address isn't asked into this group again."""
    await writer.run(_DECLINE, {"invitation_id": invitation_id, "at": now})


async def give_link(writer: Writer, *, invitation_id: int, token: str) -> None:
    """Let `token` stand for an invitation, in place of the one in an earlier letter."""
    await writer.run(_TOKEN, {"invitation_id": invitation_id, "new_hash": token_hash(token)})
