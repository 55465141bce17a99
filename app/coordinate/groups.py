"""A group's page, with its codes and the invitations into it."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Final
from urllib.parse import urlencode

from app.coordinate.desks import Coordinating
from app.coordinate.pages import Asked, CodeRow, GroupPage
from app.people.operations.groups import add_code, withdraw_code
from app.people.operations.inviting import cancel_invitation
from app.people.queries.groups import (
    INVITATIONS,
    Code,
    ListedGroup,
    ListedInvitation,
    codes_of,
    invitations_of,
)
from app.people.queries.intakes import ListedIntake, intakes_of
from app.storage import Writer
from app.web.asking import send_again
from app.web.form_page import Choice, Field
from app.web.forms import Sent, number_in
from app.web.page import Fact, Link
from app.web.responses import Finished

_DAYS: Final = (7, 30, 90)
_MOST_USES: Final = 1000
# Without the letters and digits that are taken for one another; 10 of 32 are 50 bits.
_ALPHABET: Final = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_CODE_LENGTH: Final = 10


async def group_page(at: Coordinating, problem: str = "") -> Finished:
    group = await at.group()
    if group is None:
        return at.visit.not_found()
    ui, database = at.ui, at.visit.site.database
    invitations = await invitations_of(database, group_id=group.id)
    more = len(invitations) > INVITATIONS
    page = GroupPage(
        **at.frame(at.visit.title(group.title, problem), f"/group/{group.id}"),
        heading=group.title,
        said=ui.gettext("Done.") if at.visit.request.query_params.get("said") else "",
        problem=problem,
        facts=_facts(at, group),
        ways=_ways(at, group),
        mail_note=at.mail_note,
        codes=tuple(_code(at, one) for one in await codes_of(database, group_id=group.id)),
        code_fields=_code_fields(at),
        invitations=tuple(_invitation(at, one) for one in invitations[:INVITATIONS]),
        more_invitations=ui.gettext("The latest {count} are shown.", count=INVITATIONS) if more else "",
        lists=tuple(_list(at, group, one) for one in await intakes_of(database, group_id=group.id)),
        action=at.visit.address(at.path(f"/group/{group.id}")),
        token=at.visit.token,
    )
    return at.visit.show(page, status=422 if problem else 200)


def _facts(at: Coordinating, group: ListedGroup) -> tuple[Fact, ...]:
    ui, course = at.ui, at.course(group.course)
    return (
        Fact(ui.gettext("Course"), course.title.plain if course else group.course),
        Fact(ui.gettext("Starts on"), ui.day(group.starts_on)),
        Fact(ui.gettext("To be completed by"), ui.day(group.due_on) if group.due_on else "–"),
        Fact(ui.gettext("Learners"), ui.number(group.members)),
    )


def _ways(at: Coordinating, group: ListedGroup) -> tuple[Link, ...]:
    ui = at.ui
    return (
        at.link(f"/people?group={group.id}", ui.gettext("See its learners")),
        at.link(f"/group/{group.id}/bring", ui.gettext("Invite people by their addresses")),
        at.link(f"/group/{group.id}/change", ui.gettext("Change this group")),
        at.link(f"/group/{group.id}/delete", ui.gettext("Delete this group")),
    )


def _code(at: Coordinating, one: Code) -> CodeRow:
    ui, site = at.ui, at.visit.site
    used = ui.gettext("used {uses} of {most} times", uses=one.uses, most=one.most_uses)
    if one.withdrawn_at:
        facts = ui.gettext("withdrawn on {date}", date=ui.date(one.withdrawn_at))
    else:
        facts = ui.gettext("counts until {date}", date=ui.date(one.expires_at))
    shown = f"{one.code[:5]}-{one.code[5:]}"
    address = f"{site.origin}{at.visit.address('/join')}?{urlencode({'code': one.code})}"
    counts = one.counts(site.clock())
    return CodeRow(shown, address if counts else "", f"{facts} · {used}", str(one.id) if counts else "")


def _code_fields(at: Coordinating) -> tuple[Field, ...]:
    ui = at.ui
    days = tuple(
        Choice(str(count), ui.ngettext("{count} day", "{count} days", count, count=count), chosen=count == _DAYS[1])
        for count in _DAYS
    )
    return (
        Field(name="days", label=ui.gettext("Counts for"), kind="choice", choices=days),
        Field(name="uses", label=ui.gettext("For how many people"), kind="number", value="30"),
    )


def _invitation(at: Coordinating, one: ListedInvitation) -> Asked:
    ui, now = at.ui, at.visit.site.clock()
    who = f"{one.name} <{one.email}>" if one.name else one.email
    if one.declined_at:
        return Asked(who, ui.gettext("said no on {date}", date=ui.date(one.declined_at)), "")
    if one.expires_at <= now:
        return Asked(who, ui.gettext("too old since {date}", date=ui.date(one.expires_at)), str(one.id))
    return Asked(who, ui.gettext("counts until {date}", date=ui.date(one.expires_at)), str(one.id))


def _list(at: Coordinating, group: ListedGroup, one: ListedIntake) -> Link:
    ui = at.ui
    label = ui.ngettext(
        "List of {count} person, {date}",
        "List of {count} people, {date}",
        one.total,
        count=one.total,
        date=ui.date(one.created_at),
    )
    return at.link(f"/group/{group.id}/list/{one.id}", label)


async def change_codes(at: Coordinating, sent: Sent) -> Finished:
    """Make or withdraw a code, or take an invitation back, as a button of the group's page asks."""
    group = await at.group()
    if group is None:
        return at.visit.not_found()
    if not at.visit.trusts(sent):
        return await group_page(at, send_again(at.ui))
    work = _deed(at, group, sent)
    if work is None:
        return await group_page(at, _no_deed(at, sent))
    await at.visit.write(work)
    return at.visit.go(at.path(f"/group/{group.id}?said=1"))


def _no_deed(at: Coordinating, sent: Sent) -> str:
    if sent.one("do") == "code":
        return at.ui.gettext("Write for how many people the code is: from 1 to {most}.", most=_MOST_USES)
    return at.ui.gettext("Nothing was changed. Please choose once more.")


def _deed(at: Coordinating, group: ListedGroup, sent: Sent) -> Callable[[Writer], Awaitable[None]] | None:
    now, what = at.visit.site.clock(), sent.one("do")
    if what == "code":
        return _new_code(at, group, sent, now)
    if what == "withdraw":
        return partial(withdraw_code, group_id=group.id, code_id=number_in(sent.one("code")), actor=at.actor, now=now)
    if what == "cancel":
        number = number_in(sent.one("invitation"))
        return partial(cancel_invitation, group_id=group.id, invitation_id=number, actor=at.actor, now=now)
    return None


def _new_code(
    at: Coordinating, group: ListedGroup, sent: Sent, now: datetime
) -> Callable[[Writer], Awaitable[None]] | None:
    uses, days = number_in(sent.one("uses")), number_in(sent.one("days"))
    if not 0 < uses <= _MOST_USES or days not in _DAYS:
        return None
    return partial(
        add_code,
        group_id=group.id,
        code="".join(_ALPHABET[byte % len(_ALPHABET)] for byte in at.visit.site.chance(_CODE_LENGTH)),
        most_uses=uses,
        expires_at=now + timedelta(days=days),
        actor=at.actor,
        now=now,
    )
