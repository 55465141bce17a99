"""What administrators are shown of people."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Select, and_, bindparam, case, func, or_, select

from app.people.emails import email_key
from app.people.names import name_key
from app.people.roles import Role
from app.people.tables import account, act, invitation, letter, organisation, person, role, second_factor
from app.storage import Reader

PAGE: Final = 50
"""How many entries a page of a long list has."""

_FOUND = or_(
    account.c.email_key.like(bindparam("of_address"), escape="\\"),
    account.c.name_key.like(bindparam("of_name"), escape="\\"),
)
_PEOPLE: Final = (
    select(
        account.c.person_id,
        account.c.name,
        account.c.email,
        account.c.opened_at,
        account.c.disabled_at,
        second_factor.c.since,
    )
    .outerjoin(second_factor, second_factor.c.person_id == account.c.person_id)
    .where(_FOUND)
    .order_by(account.c.name_key, account.c.person_id)
    .limit(PAGE + 1)
    .offset(bindparam("skipped"))
)
_ROLES = (
    select(role.c.person_id, role.c.role, role.c.scope)
    .where(role.c.person_id.in_(bindparam("people", expanding=True)))
    .order_by(*role.primary_key)
)
_NUMBERS = select(
    func.count().filter(person.c.kind == "account"),
    func.count().filter(person.c.kind == "guest"),
).select_from(person)
_UNGUARDED = (
    select(func.count())
    .select_from(role)
    .outerjoin(second_factor, and_(second_factor.c.person_id == role.c.person_id, second_factor.c.since.is_not(None)))
    .where(role.c.role == "administrator", second_factor.c.person_id.is_(None))
)
_ADMINISTRATORS = (
    select(func.count())
    .select_from(role)
    .join(account, account.c.person_id == role.c.person_id)
    .where(role.c.role == "administrator", account.c.opened_at.is_not(None), account.c.disabled_at.is_(None))
)
_FAILED = select(func.count()).select_from(letter).where(letter.c.failed_at.is_not(None))
_ORGANISATIONS = select(organisation.c.id, organisation.c.title).order_by(func.lower(organisation.c.title))
_LETTERS = (
    select(
        letter.c.id,
        letter.c.person_id,
        func.coalesce(account.c.name, invitation.c.email, "").label("name"),
        letter.c.kind,
        letter.c.queued_at,
        letter.c.tries,
        letter.c.failed_at,
        letter.c.problem,
    )
    .outerjoin(account, account.c.person_id == letter.c.person_id)
    .outerjoin(invitation, invitation.c.id == letter.c.invitation_id)
    # Those that were given up come first.
    .order_by(case((letter.c.failed_at.is_not(None), 0), else_=1), letter.c.queued_at.desc())
    .limit(PAGE)
)
_ACTOR, _SUBJECT = account.alias("actor"), account.alias("subject")


def _acts() -> Select[tuple[object, ...]]:
    return (
        select(
            act.c.at,
            act.c.actor,
            _ACTOR.c.name.label("actor_name"),
            act.c.action,
            act.c.subject,
            _SUBJECT.c.name.label("subject_name"),
            _SUBJECT.c.person_id.label("subject_id"),
            act.c.detail,
        )
        .outerjoin(_ACTOR, _ACTOR.c.pseudonym == act.c.actor)
        .outerjoin(_SUBJECT, _SUBJECT.c.pseudonym == act.c.subject)
        .order_by(act.c.id.desc())
        .limit(PAGE + 1)
    )


_RECORD = _acts().offset(bindparam("skipped"))
_ABOUT = _acts().where(act.c.subject == bindparam("pseudonym"))


@dataclass(frozen=True, slots=True)
class Listed:
    """Somebody in the list of people."""

    roles: tuple[Role, ...]
    person_id: int
    name: str
    email: str
    opened_at: datetime | None
    disabled_at: datetime | None
    second_factor_since: datetime | None


@dataclass(frozen=True, slots=True)
class Numbers:
    """How many there are; `unguarded` administrators have no second factor, `failed` letters were given up."""

    accounts: int
    guests: int
    unguarded: int
    failed: int


@dataclass(frozen=True, slots=True)
class ListedLetter:
    """A letter that waits, or was given up; for who has no account yet, `name` is their address."""

    id: int
    person_id: int | None
    name: str
    kind: str
    queued_at: datetime
    tries: int
    failed_at: datetime | None
    problem: str


@dataclass(frozen=True, slots=True)
class ListedAct:
    """An entry of the record; names are None for those whose account is gone, and for the command line."""

    at: datetime
    actor: str
    actor_name: str | None
    action: str
    subject: str
    subject_name: str | None
    subject_id: int | None
    detail: str


async def people_listed(reader: Reader, *, wanted: str, page: int) -> tuple[tuple[Listed, ...], bool]:
    """The people of one page (from 1) whose name or address holds `wanted`; whether there are more."""
    patterns = {"of_address": containing(email_key(wanted)), "of_name": containing(name_key(wanted))}
    rows = await reader.all(_PEOPLE, {**patterns, "skipped": (page - 1) * PAGE})
    shown = rows[:PAGE]
    roles = await _roles_by_person(reader, [row.person_id for row in shown])
    return tuple(Listed(roles.get(row.person_id, ()), *row) for row in shown), len(rows) > PAGE


async def numbers(reader: Reader) -> Numbers:
    people, unguarded, failed = [await reader.first(one, {}) for one in (_NUMBERS, _UNGUARDED, _FAILED)]
    accounts, guests = (people[0], people[1]) if people else (0, 0)
    return Numbers(accounts, guests, unguarded[0] if unguarded else 0, failed[0] if failed else 0)


async def has_administrator(reader: Reader) -> bool:
    row = await reader.first(_ADMINISTRATORS, {})
    return bool(row and row[0])


async def organisations(reader: Reader) -> Mapping[int, str]:
    """The titles of all organisations, by their ids."""
    return {row.id: row.title for row in await reader.all(_ORGANISATIONS, {})}


async def letters_listed(reader: Reader) -> tuple[ListedLetter, ...]:
    """The letters that were given up or wait, of the last the latest."""
    return tuple(ListedLetter(*row) for row in await reader.all(_LETTERS, {}))


async def acts_listed(reader: Reader, *, page: int) -> tuple[tuple[ListedAct, ...], bool]:
    """The entries of one page (from 1) of the record, the latest first; whether there are more."""
    rows = await reader.all(_RECORD, {"skipped": (page - 1) * PAGE})
    return tuple(ListedAct(*row) for row in rows[:PAGE]), len(rows) > PAGE


async def acts_about(reader: Reader, *, pseudonym: str) -> tuple[ListedAct, ...]:
    """What was done to somebody, the latest first."""
    return tuple(ListedAct(*row) for row in (await reader.all(_ABOUT, {"pseudonym": pseudonym}))[:PAGE])


async def _roles_by_person(reader: Reader, people: Sequence[int]) -> Mapping[int, tuple[Role, ...]]:
    found: defaultdict[int, list[Role]] = defaultdict(list)
    for row in await reader.all(_ROLES, {"people": people}) if people else ():
        found[row.person_id].append(Role(row.role, row.scope))
    return {person_id: tuple(roles) for person_id, roles in found.items()}


def containing(text: str) -> str:
    """A pattern for what holds this text, in which no sign has a meaning of its own."""
    return "%" + "".join(f"\\{sign}" if sign in "\\%_" else sign for sign in text) + "%"
