"""What somebody is asked to join, and what they have joined: as the learner sees it."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, select

from app.people.emails import email_key
from app.people.tables import account, group, invitation, joining_code, membership, organisation
from app.people.tokens import token_hash
from app.storage import AnyRow, Reader
from app.storage.metadata import Moment

_GROUP = (
    group.c.id,
    group.c.title,
    group.c.course,
    group.c.starts_on,
    group.c.due_on,
    organisation.c.id.label("organisation_id"),
    organisation.c.title.label("organisation"),
)
_CODED = (
    select(*_GROUP)
    .join(organisation, organisation.c.id == group.c.organisation_id)
    .join(joining_code, joining_code.c.group_id == group.c.id)
    .where(
        joining_code.c.code == bindparam("code"),
        joining_code.c.withdrawn_at.is_(None),
        joining_code.c.expires_at > bindparam("now", type_=Moment),
        joining_code.c.uses < joining_code.c.most_uses,
    )
)
_INVITING = (
    select(
        *_GROUP,
        invitation.c.id.label("invitation_id"),
        invitation.c.email,
        invitation.c.name,
        invitation.c.language,
    )
    .join(organisation, organisation.c.id == group.c.organisation_id)
    .join(invitation, invitation.c.group_id == group.c.id)
    .where(invitation.c.declined_at.is_(None), invitation.c.expires_at > bindparam("now", type_=Moment))
)
_BY_TOKEN = _INVITING.where(invitation.c.token_hash == bindparam("token_hash"))
_BY_ID = _INVITING.where(invitation.c.id == bindparam("invitation_id"))
_BY_ADDRESS = _INVITING.where(invitation.c.email_key == bindparam("email_key")).order_by(invitation.c.id)
_JOINED = (
    select(*_GROUP, membership.c.joined_at, membership.c.muted_at)
    .join(organisation, organisation.c.id == group.c.organisation_id)
    .join(membership, membership.c.group_id == group.c.id)
    .where(membership.c.person_id == bindparam("person_id"))
    .order_by(membership.c.joined_at, group.c.id)
)
_MUTED = (
    select(*_GROUP, membership.c.person_id, account.c.name, membership.c.muted_at)
    .join(organisation, organisation.c.id == group.c.organisation_id)
    .join(membership, membership.c.group_id == group.c.id)
    .join(account, account.c.person_id == membership.c.person_id)
    .where(membership.c.mute_token == bindparam("mute_token"))
)


@dataclass(frozen=True, slots=True)
class OpenGroup:
    """A group that somebody may join or has joined."""

    id: int
    title: str
    course: str
    starts_on: date
    due_on: date | None
    organisation_id: int
    organisation: str


@dataclass(frozen=True, slots=True)
class Invited:
    """An invitation that still counts, and into which group."""

    group: OpenGroup
    id: int
    email: str
    name: str
    language: str


@dataclass(frozen=True, slots=True)
class Joined:
    """A group that somebody is in; `muted` tells that they want no letters about it."""

    group: OpenGroup
    joined_at: datetime
    muted: bool


@dataclass(frozen=True, slots=True)
class Muting:
    """Whose letters about which group a link stops."""

    group: OpenGroup
    person_id: int
    name: str
    muted: bool


async def group_by_code(reader: Reader, *, code: str, now: datetime) -> OpenGroup | None:
    """The group that a code lets people join, as long as it counts."""
    row = await reader.first(_CODED, {"code": code, "now": now})
    return None if row is None else OpenGroup(*row)


async def invitation_by_token(reader: Reader, *, token: str, now: datetime) -> Invited | None:
    """What the link in a letter invites to."""
    row = await reader.first(_BY_TOKEN, {"token_hash": token_hash(token), "now": now})
    return None if row is None else _invited(row)


async def invitation_by_id(reader: Reader, *, invitation_id: int, now: datetime) -> Invited | None:
    row = await reader.first(_BY_ID, {"invitation_id": invitation_id, "now": now})
    return None if row is None else _invited(row)


async def invitations_to(reader: Reader, *, email: str, now: datetime) -> tuple[Invited, ...]:
    """The invitations that wait for the owner of this address."""
    rows = await reader.all(_BY_ADDRESS, {"email_key": email_key(email), "now": now})
    return tuple(map(_invited, rows))


async def joined_by(reader: Reader, *, person_id: int) -> tuple[Joined, ...]:
    """The groups that somebody is in, the first that they joined first."""
    rows = await reader.all(_JOINED, {"person_id": person_id})
    return tuple(Joined(_group(row), row.joined_at, row.muted_at is not None) for row in rows)


async def muting(reader: Reader, *, mute_token: str) -> Muting | None:
    """Whose letters about which group the token in them stops."""
    row = await reader.first(_MUTED, {"mute_token": mute_token})
    return None if row is None else Muting(_group(row), row.person_id, row.name, row.muted_at is not None)


def _group(row: AnyRow) -> OpenGroup:
    return OpenGroup(*row[: len(_GROUP)])


def _invited(row: AnyRow) -> Invited:
    return Invited(_group(row), *row[len(_GROUP) :])
