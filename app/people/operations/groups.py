"""Making groups and letting people into them."""

from datetime import date, datetime

from sqlalchemy import bindparam, delete, select, update

from app.people.emails import email_key
from app.people.operations.acts import record_act
from app.people.operations.guests import hold_person
from app.people.queries.accounts import Account
from app.people.tables import group, invitation, joining_code, membership, reminder
from app.storage import Writer
from app.storage.metadata import Moment, insert

_ADD = insert(group).on_conflict_do_nothing().returning(group.c.id)
_TITLED = select(group.c.id).where(
    group.c.organisation_id == bindparam("of_organisation"), group.c.title == bindparam("new_title")
)
_CHANGE = (
    update(group)
    .where(group.c.id == bindparam("group_id"), group.c.organisation_id == bindparam("of_organisation"))
    .values(
        title=bindparam("new_title"),
        starts_on=bindparam("new_start", type_=group.c.starts_on.type),
        due_on=bindparam("new_due", type_=group.c.due_on.type),
    )
)
_DELETE = delete(group).where(
    group.c.id == bindparam("group_id"), group.c.organisation_id == bindparam("of_organisation")
)
_ADD_CODE = insert(joining_code).values(uses=0)
_WITHDRAW = (
    update(joining_code)
    .where(
        joining_code.c.id == bindparam("code_id"),
        joining_code.c.group_id == bindparam("of_group"),
        joining_code.c.withdrawn_at.is_(None),
    )
    .values(withdrawn_at=bindparam("at", type_=Moment))
)
_CODE = (
    select(joining_code.c.id, joining_code.c.group_id)
    .where(
        joining_code.c.code == bindparam("code"),
        joining_code.c.withdrawn_at.is_(None),
        joining_code.c.expires_at > bindparam("now", type_=Moment),
        joining_code.c.uses < joining_code.c.most_uses,
    )
    # Held, so that of two who join at once with the last use, one comes too late.
    .with_for_update()
)
_USE = update(joining_code).where(joining_code.c.id == bindparam("code_id")).values(uses=joining_code.c.uses + 1)
_ADD_MEMBER = insert(membership).on_conflict_do_nothing()
_MEMBER = select(membership.c.group_id).where(
    membership.c.group_id == bindparam("of_group"), membership.c.person_id == bindparam("of_person")
)
_LEAVE = delete(membership).where(
    membership.c.group_id == bindparam("of_group"), membership.c.person_id == bindparam("of_person")
)
_FORGET_REMINDERS = delete(reminder).where(
    reminder.c.group_id == bindparam("of_group"), reminder.c.person_id == bindparam("of_person")
)
_MUTE = (
    update(membership)
    .where(membership.c.group_id == bindparam("of_group"), membership.c.person_id == bindparam("of_person"))
    .values(muted_at=bindparam("at", type_=Moment))
)
_MUTE_BY_TOKEN = (
    update(membership)
    .where(membership.c.mute_token == bindparam("given"))
    .values(muted_at=bindparam("at", type_=Moment))
)
_DROP_INVITATION = delete(invitation).where(
    invitation.c.group_id == bindparam("of_group"), invitation.c.email_key == bindparam("key")
)


class TitleTaken(Exception):
    """The organisation has a group of this name."""


class CodeSpent(Exception):
    """There is no such code, or it was withdrawn, is too old, or was used as often as it may be."""


async def add_group(
    writer: Writer,
    *,
    organisation_id: int,
    title: str,
    course: str,
    starts_on: date,
    due_on: date | None,
    actor: str,
    now: datetime,
) -> int:
    """Make a group; its id. Raises TitleTaken."""
    row = {"organisation_id": organisation_id, "title": title, "course": course, "starts_on": starts_on}
    added = await writer.all(_ADD, {**row, "due_on": due_on, "created_at": now})
    if not added:
        raise TitleTaken
    await record_act(writer, actor=actor, action="add group", detail=title, now=now)
    return int(added[0].id)


async def change_group(
    writer: Writer,
    *,
    organisation_id: int,
    group_id: int,
    title: str,
    starts_on: date,
    due_on: date | None,
    actor: str,
    now: datetime,
) -> None:
    """Give a group another name and other days. Raises TitleTaken."""
    namesake = await writer.first(_TITLED, {"of_organisation": organisation_id, "new_title": title})
    if namesake is not None and namesake.id != group_id:
        raise TitleTaken
    key = {"of_organisation": organisation_id, "group_id": group_id}
    if await writer.run(_CHANGE, {**key, "new_title": title, "new_start": starts_on, "new_due": due_on}):
        await record_act(writer, actor=actor, action="change group", detail=title, now=now)


async def delete_group(
    writer: Writer, *, organisation_id: int, group_id: int, title: str, actor: str, now: datetime
) -> None:
    """Delete a group with its codes and invitations. What its learners did stays theirs."""
    if await writer.run(_DELETE, {"of_organisation": organisation_id, "group_id": group_id}):
        await record_act(writer, actor=actor, action="delete group", detail=title, now=now)


async def add_code(
    writer: Writer, *, group_id: int, code: str, most_uses: int, expires_at: datetime, actor: str, now: datetime
) -> None:
    """Let people join a group by a code."""
    row = {"group_id": group_id, "code": code, "most_uses": most_uses, "expires_at": expires_at, "created_at": now}
    await writer.run(_ADD_CODE, row)
    await record_act(writer, actor=actor, action="add code", detail=str(group_id), now=now)


async def withdraw_code(writer: Writer, *, group_id: int, code_id: int, actor: str, now: datetime) -> None:
    """Let nobody join by this code any longer; who joined stays."""
    if await writer.run(_WITHDRAW, {"code_id": code_id, "of_group": group_id, "at": now}):
        await record_act(writer, actor=actor, action="withdraw code", detail=str(group_id), now=now)


async def join_by_code(writer: Writer, *, code: str, who: Account, mute_token: str, now: datetime) -> int:
    """Put somebody into a code's group, whose id is returned; who is in it uses up nothing. Raises CodeSpent."""
    found = await writer.first(_CODE, {"code": code, "now": now})
    if found is None:
        raise CodeSpent
    if await _join(writer, group_id=found.group_id, who=who, mute_token=mute_token, now=now):
        await writer.run(_USE, {"code_id": found.id})
    return int(found.group_id)


async def join_by_invitation(
    writer: Writer, *, group_id: int, email: str, who: Account, mute_token: str, now: datetime
) -> None:
    """Put somebody into a group who was asked to join it, at this address."""
    await _join(writer, group_id=group_id, who=who, mute_token=mute_token, now=now)
    await writer.run(_DROP_INVITATION, {"of_group": group_id, "key": email_key(email)})


async def leave_group(writer: Writer, *, group_id: int, who: Account, now: datetime) -> None:
    """Go out of a group oneself; from then on its coordinators see nothing any more."""
    if await _part(writer, group_id, who.person_id):
        await record_act(
            writer, actor=who.pseudonym, action="leave", subject=who.pseudonym, detail=str(group_id), now=now
        )


async def remove_member(
    writer: Writer, *, group_id: int, person_id: int, pseudonym: str, actor: str, now: datetime
) -> None:
    """Put somebody out of a group."""
    if await _part(writer, group_id, person_id):
        await record_act(writer, actor=actor, action="remove", subject=pseudonym, detail=str(group_id), now=now)


async def mute(writer: Writer, *, group_id: int, person_id: int, now: datetime | None) -> None:
    """Send somebody no letters about a group; with None, send them again."""
    await writer.run(_MUTE, {"of_group": group_id, "of_person": person_id, "at": now})


async def mute_by_token(writer: Writer, *, token: str, now: datetime) -> None:
    """The same by the link in such a letter."""
    await writer.run(_MUTE_BY_TOKEN, {"given": token, "at": now})


async def _join(writer: Writer, *, group_id: int, who: Account, mute_token: str, now: datetime) -> bool:
    """Whether they weren't in it before."""
    await hold_person(writer, person_id=who.person_id)
    if await writer.first(_MEMBER, {"of_group": group_id, "of_person": who.person_id}) is not None:
        return False
    row = {"group_id": group_id, "person_id": who.person_id, "joined_at": now, "mute_token": mute_token}
    await writer.run(_ADD_MEMBER, row)
    await record_act(writer, actor=who.pseudonym, action="join", subject=who.pseudonym, detail=str(group_id), now=now)
    return True


async def _part(writer: Writer, group_id: int, person_id: int) -> bool:
    key = {"of_group": group_id, "of_person": person_id}
    await writer.run(_FORGET_REMINDERS, key)
    return bool(await writer.run(_LEAVE, key))
