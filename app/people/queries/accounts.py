"""What is known of accounts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import bindparam, select

from app.people.emails import email_key
from app.people.queries.known import SIGNED_IN
from app.people.roles import Role
from app.people.tables import account, email_change, person, role, second_factor, session
from app.people.tokens import token_hash
from app.storage import AnyRow, Reader
from app.storage.metadata import Moment

_COLUMNS: Final = (
    account.c.person_id,
    account.c.email,
    account.c.name,
    account.c.password_hash,
    account.c.pseudonym,
    account.c.opened_at,
    account.c.disabled_at,
    person.c.language,
    person.c.created_at,
    person.c.expires_at,
    second_factor.c.since,
)
_ACCOUNTS: Final = (
    select(*_COLUMNS)
    .join(person, person.c.id == account.c.person_id)
    .outerjoin(second_factor, second_factor.c.person_id == account.c.person_id)
)
_BY_EMAIL = _ACCOUNTS.where(account.c.email_key == bindparam("email_key"))
_BY_ID = _ACCOUNTS.where(account.c.person_id == bindparam("person_id"))
_BY_TOKEN = _ACCOUNTS.add_columns(session.c.id).join(session, SIGNED_IN)
_ROLES = select(role.c.role, role.c.scope).where(role.c.person_id == bindparam("person_id")).order_by(*role.primary_key)
_DEVICES = (
    select(session.c.id, session.c.device, session.c.created_at, session.c.expires_at)
    .where(session.c.person_id == bindparam("person_id"), session.c.expires_at > bindparam("now", type_=Moment))
    .order_by(session.c.id.desc())
)
_EMAIL_CHANGE = select(email_change.c.email, email_change.c.agreed_old, email_change.c.agreed_new).where(
    email_change.c.person_id == bindparam("person_id"), email_change.c.expires_at > bindparam("now", type_=Moment)
)

_PENDING = select(second_factor.c.secret).where(
    second_factor.c.person_id == bindparam("person_id"), second_factor.c.since.is_(None)
)


@dataclass(frozen=True, slots=True)
class Account:
    """One account. `opened_at` is None until its address was confirmed, `second_factor_since` while there is none."""

    roles: frozenset[Role]
    person_id: int
    email: str
    name: str
    password_hash: str | None
    pseudonym: str
    opened_at: datetime | None
    disabled_at: datetime | None
    language: str
    created_at: datetime
    expires_at: datetime
    second_factor_since: datetime | None

    @property
    def is_administrator(self) -> bool:
        return any(one.name == "administrator" for one in self.roles)

    @property
    def is_coordinator(self) -> bool:
        """Of any organisation."""
        return any(one.name == "coordinator" for one in self.roles)

    @property
    def is_translator(self) -> bool:
        """Of any language; a reviewer is one, too."""
        return any(one.name in {"translator", "reviewer"} for one in self.roles)


@dataclass(frozen=True, slots=True)
class Viewer:
    """Somebody signed in, on the device of this session."""

    account: Account
    session_id: int

    @property
    def id(self) -> int:
        return self.account.person_id

    @property
    def needs_second_factor(self) -> bool:
        """Whether a role of theirs counts only with a second factor, which they don't have."""
        return self.account.second_factor_since is None and any(one.needs_second_factor for one in self.account.roles)


@dataclass(frozen=True, slots=True)
class Device:
    """A browser that somebody is signed in with, and since when."""

    session_id: int
    name: str
    since: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class WantedEmail:
    """An address that somebody asked for instead of theirs."""

    email: str
    agreed_old: bool
    agreed_new: bool


async def account_by_email(reader: Reader, *, email: str) -> Account | None:
    """The account with this address, however it is written."""
    row = await reader.first(_BY_EMAIL, {"email_key": email_key(email)})
    return None if row is None else await _to_account(reader, row)


async def account_of(reader: Reader, *, person_id: int) -> Account | None:
    row = await reader.first(_BY_ID, {"person_id": person_id})
    return None if row is None else await _to_account(reader, row)


async def viewer_of(reader: Reader, *, token: str, now: datetime) -> Viewer | None:
    """Whose account is signed in with this session; None for a guest's and for nobody's."""
    row = await reader.first(_BY_TOKEN, {"token_hash": token_hash(token), "now": now})
    return None if row is None else Viewer(await _to_account(reader, row[: len(_COLUMNS)]), row[-1])


async def devices_of(reader: Reader, *, person_id: int, now: datetime) -> tuple[Device, ...]:
    """Every browser in which somebody is signed in, the latest first."""
    return tuple(Device(*row) for row in await reader.all(_DEVICES, {"person_id": person_id, "now": now}))


async def email_change_of(reader: Reader, *, person_id: int, now: datetime) -> WantedEmail | None:
    """The address that somebody waits for, if they do."""
    row = await reader.first(_EMAIL_CHANGE, {"person_id": person_id, "now": now})
    return None if row is None else WantedEmail(*row)


async def pending_secret(reader: Reader, *, person_id: int) -> str | None:
    """The secret that somebody is about to keep in their app, before a first code has proved that it is there."""
    row = await reader.first(_PENDING, {"person_id": person_id})
    return None if row is None else str(row.secret)


async def roles_of(reader: Reader, *, person_id: int) -> frozenset[Role]:
    return frozenset(Role(*row) for row in await reader.all(_ROLES, {"person_id": person_id}))


async def _to_account(reader: Reader, row: AnyRow | Sequence[object]) -> Account:
    values: Sequence[Any] = tuple(row)
    return Account(await roles_of(reader, person_id=values[0]), *values)
