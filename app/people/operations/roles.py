"""What people may do, and whether they may come in at all."""

from datetime import datetime

from sqlalchemy import bindparam, delete, select, update

from app.people.operations.acts import record_act
from app.people.operations.erasing import delete_person
from app.people.operations.sessions import end_sessions
from app.people.operations.tickets import revoke_tickets
from app.people.queries.accounts import Account
from app.people.roles import Role
from app.people.tables import account, organisation, role
from app.storage import Writer
from app.storage.metadata import Moment, insert

_GRANT = insert(role).on_conflict_do_nothing()
_TAKE = delete(role).where(
    role.c.person_id == bindparam("person_id"), role.c.role == bindparam("name"), role.c.scope == bindparam("of_scope")
)
# Held, so that of two administrators who take the role from each other at once, one stays: their accounts, of which one
# may be disabled meanwhile, and the roles, of which one may be taken. An account that nobody has opened is no help.
_ADMINISTRATORS = (
    select(account.c.person_id)
    .join(role, role.c.person_id == account.c.person_id)
    .where(role.c.role == "administrator", account.c.opened_at.is_not(None), account.c.disabled_at.is_(None))
    .with_for_update(key_share=True, of=[account, role])
)
_SET_DISABLED = (
    update(account).where(account.c.person_id == bindparam("owner")).values(disabled_at=bindparam("at", type_=Moment))
)
_ADD_ORGANISATION = insert(organisation).on_conflict_do_nothing()
_BY_TITLE = select(organisation.c.id).where(organisation.c.title == bindparam("of_title"))


class LastAdministrator(Exception):
    """Without this one nobody could administer the site."""


async def grant_role(writer: Writer, *, to: Account, what: Role, actor: str, now: datetime) -> bool:
    """Let somebody do more from now on; whether they couldn't before."""
    row = {"person_id": to.person_id, "role": what.name, "scope": what.scope, "since": now}
    granted = bool(await writer.run(_GRANT, row))
    if granted:
        await record_act(writer, actor=actor, action="grant", subject=to.pseudonym, detail=_told(what), now=now)
    return granted


async def take_role(writer: Writer, *, of: Account, what: Role, actor: str, now: datetime) -> bool:
    """Take a role back at once; whether they had it. Raises LastAdministrator."""
    if what.name == "administrator":
        await _another_administrator(writer, of)
    key = {"person_id": of.person_id, "name": what.name, "of_scope": what.scope}
    taken = bool(await writer.run(_TAKE, key))
    if taken:
        await record_act(writer, actor=actor, action="take", subject=of.pseudonym, detail=_told(what), now=now)
    return taken


async def disable(writer: Writer, *, whom: Account, actor: str, now: datetime) -> None:
    """Keep somebody out: every session ends, and no link counts. Raises LastAdministrator."""
    if whom.is_administrator:
        await _another_administrator(writer, whom)
    if whom.disabled_at is None:
        await writer.run(_SET_DISABLED, {"owner": whom.person_id, "at": now})
        await end_sessions(writer, person_id=whom.person_id)
        await revoke_tickets(writer, person_id=whom.person_id)
        await record_act(writer, actor=actor, action="disable", subject=whom.pseudonym, now=now)


async def delete_account(writer: Writer, *, whom: Account, actor: str, now: datetime) -> None:
    """Delete an account with everything in it; the record keeps the pseudonym. Raises LastAdministrator."""
    if whom.is_administrator:
        await _another_administrator(writer, whom)
    await delete_person(writer, person_id=whom.person_id, now=now)
    await record_act(writer, actor=actor, action="delete", subject=whom.pseudonym, now=now)


async def enable(writer: Writer, *, whom: Account, actor: str, now: datetime) -> None:
    """Let somebody in again."""
    if whom.disabled_at is not None:
        await writer.run(_SET_DISABLED, {"owner": whom.person_id, "at": None})
        await record_act(writer, actor=actor, action="enable", subject=whom.pseudonym, now=now)


async def add_organisation(writer: Writer, *, title: str, actor: str, now: datetime) -> bool:
    """Make an organisation that can have coordinators; whether there wasn't one of this name."""
    added = bool(await writer.run(_ADD_ORGANISATION, {"title": title, "created_at": now}))
    if added:
        await record_act(writer, actor=actor, action="add organisation", detail=title, now=now)
    return added


async def organisation_called(writer: Writer, *, title: str, actor: str, now: datetime) -> tuple[int, bool]:
    """The id of the organisation of this name, and whether it was made because there was none."""
    made = await add_organisation(writer, title=title, actor=actor, now=now)
    return int((await writer.all(_BY_TITLE, {"of_title": title}))[0].id), made


async def _another_administrator(writer: Writer, whom: Account) -> None:
    others = {row.person_id for row in await writer.all(_ADMINISTRATORS, {})} - {whom.person_id}
    if not others:
        raise LastAdministrator


def _told(what: Role) -> str:
    return f"{what.name} {what.scope}".strip()
