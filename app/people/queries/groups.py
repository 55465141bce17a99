"""Groups of learners, as their coordinators see them. A group is found only through its organisation."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import and_, bindparam, cast, func, select

from app.people.tables import account, group, invitation, joining_code, membership, organisation, role
from app.storage import Reader
from app.storage.metadata import Moment

INVITATIONS: Final = 50
"""How many open invitations are listed; the others are counted."""

_COORDINATED = select(organisation.c.id, organisation.c.title).join(
    role,
    and_(
        role.c.person_id == bindparam("person_id"),
        role.c.role == "coordinator",
        role.c.scope == cast(organisation.c.id, role.c.scope.type),
    ),
)
_DESKS = _COORDINATED.order_by(func.lower(organisation.c.title))
_DESK = _COORDINATED.where(organisation.c.id == bindparam("organisation_id"))
_MEMBERS = (
    select(func.count())
    .select_from(membership)
    .where(membership.c.group_id == group.c.id)
    .scalar_subquery()
    .label("members")
)
_INVITED = (
    select(func.count())
    .select_from(invitation)
    .where(
        invitation.c.group_id == group.c.id,
        invitation.c.declined_at.is_(None),
        invitation.c.expires_at > bindparam("now", type_=Moment),
    )
    .scalar_subquery()
    .label("invited")
)
_GROUPS = (
    select(group.c.id, group.c.title, group.c.course, group.c.starts_on, group.c.due_on, _MEMBERS, _INVITED)
    .where(group.c.organisation_id == bindparam("organisation_id"))
    .order_by(group.c.starts_on.desc(), group.c.id.desc())
)
_GROUP = _GROUPS.where(group.c.id == bindparam("group_id"))
_CODES = (
    select(
        joining_code.c.id,
        joining_code.c.code,
        joining_code.c.expires_at,
        joining_code.c.most_uses,
        joining_code.c.uses,
        joining_code.c.withdrawn_at,
    )
    .where(joining_code.c.group_id == bindparam("group_id"))
    .order_by(joining_code.c.id.desc())
)
_INVITATIONS = (
    select(invitation.c.id, invitation.c.email, invitation.c.name, invitation.c.expires_at, invitation.c.declined_at)
    .where(invitation.c.group_id == bindparam("group_id"))
    .order_by(invitation.c.id.desc())
    .limit(INVITATIONS + 1)
)
_IN_ORGANISATION = (
    select(group.c.id, group.c.title, group.c.course, membership.c.joined_at)
    .join(membership, membership.c.group_id == group.c.id)
    .where(group.c.organisation_id == bindparam("organisation_id"), membership.c.person_id == bindparam("person_id"))
    .order_by(membership.c.joined_at, group.c.id)
)
_LEARNER = select(account.c.name, account.c.email, account.c.pseudonym).where(
    account.c.person_id == bindparam("person_id")
)
_COORDINATORS = (
    select(account.c.name)
    .join(role, role.c.person_id == account.c.person_id)
    .where(role.c.role == "coordinator", role.c.scope == bindparam("scope"), account.c.disabled_at.is_(None))
    .order_by(account.c.name_key)
)


@dataclass(frozen=True, slots=True)
class Desk:
    """An organisation that somebody coordinates."""

    id: int
    title: str


@dataclass(frozen=True, slots=True)
class ListedGroup:
    """A group with how many are in it, and how many invitations into it are open."""

    id: int
    title: str
    course: str
    starts_on: date
    due_on: date | None
    members: int
    invited: int


@dataclass(frozen=True, slots=True)
class Code:
    """A code for joining a group."""

    id: int
    code: str
    expires_at: datetime
    most_uses: int
    uses: int
    withdrawn_at: datetime | None

    def counts(self, now: datetime) -> bool:
        """Whether somebody can still join with it."""
        return self.withdrawn_at is None and self.expires_at > now and self.uses < self.most_uses


@dataclass(frozen=True, slots=True)
class ListedInvitation:
    """Somebody who was asked into a group and hasn't joined."""

    id: int
    email: str
    name: str
    expires_at: datetime
    declined_at: datetime | None


@dataclass(frozen=True, slots=True)
class InGroup:
    """That a learner is in a group, and since when."""

    group_id: int
    title: str
    course: str
    joined_at: datetime


@dataclass(frozen=True, slots=True)
class Learner:
    """Somebody in a coordinator's organisation, as far as coordinating needs it."""

    groups: tuple[InGroup, ...]
    person_id: int
    name: str
    email: str
    pseudonym: str


async def desks_of(reader: Reader, *, person_id: int) -> tuple[Desk, ...]:
    """The organisations that somebody coordinates."""
    return tuple(Desk(*row) for row in await reader.all(_DESKS, {"person_id": person_id}))


async def desk_of(reader: Reader, *, person_id: int, organisation_id: int) -> Desk | None:
    """An organisation, for who coordinates it."""
    row = await reader.first(_DESK, {"person_id": person_id, "organisation_id": organisation_id})
    return None if row is None else Desk(*row)


async def groups_of(reader: Reader, *, desk: Desk, now: datetime) -> tuple[ListedGroup, ...]:
    """The groups of an organisation, the latest first."""
    return tuple(ListedGroup(*row) for row in await reader.all(_GROUPS, {"organisation_id": desk.id, "now": now}))


async def group_of(reader: Reader, *, desk: Desk, group_id: int, now: datetime) -> ListedGroup | None:
    """A group, if it is this organisation's."""
    row = await reader.first(_GROUP, {"organisation_id": desk.id, "group_id": group_id, "now": now})
    return None if row is None else ListedGroup(*row)


async def codes_of(reader: Reader, *, group_id: int) -> tuple[Code, ...]:
    """Every code of a group, the latest first."""
    return tuple(Code(*row) for row in await reader.all(_CODES, {"group_id": group_id}))


async def invitations_of(reader: Reader, *, group_id: int) -> tuple[ListedInvitation, ...]:
    """The latest invitations into a group, one more than INVITATIONS if there are others."""
    return tuple(ListedInvitation(*row) for row in await reader.all(_INVITATIONS, {"group_id": group_id}))


async def learner_of(reader: Reader, *, desk: Desk, person_id: int) -> Learner | None:
    """Somebody who is in a group of this organisation."""
    groups = await reader.all(_IN_ORGANISATION, {"organisation_id": desk.id, "person_id": person_id})
    row = await reader.first(_LEARNER, {"person_id": person_id}) if groups else None
    return None if row is None else Learner(tuple(InGroup(*one) for one in groups), person_id, *row)


async def coordinators_of(reader: Reader, *, organisation_id: int) -> tuple[str, ...]:
    """The names of those who coordinate an organisation."""
    return tuple(row.name for row in await reader.all(_COORDINATORS, {"scope": str(organisation_id)}))
