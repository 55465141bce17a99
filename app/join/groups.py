"""One's own groups: who sees what, letters about them, leaving them; and the invitations that wait."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Final

from app.join.asking import crumbs, form, show
from app.join.joining import GROUPS, JOIN, what_is_seen
from app.join.pages import GroupRow, GroupsPage, InvitationRow
from app.join.signing_up import link_gone
from app.people.operations.groups import join_by_invitation, leave_group, mute, mute_by_token
from app.people.operations.inviting import decline_invitation
from app.people.queries import Viewer
from app.people.queries.groups import coordinators_of
from app.people.queries.joining import Invited, Joined, invitations_to, joined_by, muting
from app.storage import Writer
from app.web.asking import send_again
from app.web.form_page import Button
from app.web.forms import Sent, number_in
from app.web.page import Message
from app.web.responses import Finished
from app.web.sessions import new_token
from app.web.visits import Visit

MUTE: Final = "/mute"


async def groups_page(visit: Visit, viewer: Viewer, problem: str = "") -> Finished:
    ui, database = visit.ui, visit.site.database
    heading = ui.gettext("My groups")
    joined = await joined_by(database, person_id=viewer.id)
    invited = await invitations_to(database, email=viewer.account.email, now=visit.site.clock())
    page = GroupsPage(
        **visit.frame(visit.title(heading, problem), GROUPS, crumbs=crumbs(visit)),
        heading=heading,
        said=_said(visit),
        problem=problem,
        invitations=tuple([await _invitation(visit, one) for one in invited]),
        groups=tuple([await _group(visit, one) for one in joined]),
        join=visit.link(JOIN, ui.gettext("Join a group by a code")),
        action=visit.address(GROUPS),
        token=visit.token,
    )
    return visit.show(page, status=422 if problem else 200)


def _said(visit: Visit) -> str:
    ui = visit.ui
    return {
        "joined": ui.gettext("You are in the group now."),
        "left": ui.gettext("You have left the group. Its coordinators see nothing of you any more."),
        "saved": ui.gettext("Your choice has been saved."),
    }.get(visit.request.query_params.get("said", ""), "")


async def _invitation(visit: Visit, one: Invited) -> InvitationRow:
    names = await coordinators_of(visit.site.database, organisation_id=one.group.organisation_id)
    return InvitationRow(
        id=str(one.id),
        title=one.group.title,
        organisation=one.group.organisation,
        seen=what_is_seen(visit.ui, one.group, names),
    )


async def _group(visit: Visit, one: Joined) -> GroupRow:
    ui = visit.ui
    names = await coordinators_of(visit.site.database, organisation_id=one.group.organisation_id)
    due = one.group.due_on
    return GroupRow(
        id=str(one.group.id),
        title=one.group.title,
        organisation=one.group.organisation,
        since=ui.gettext("You joined on {date}.", date=ui.date(one.joined_at)),
        due=ui.gettext("To be completed by {date}.", date=ui.day(due)) if due else "",
        seen=what_is_seen(ui, one.group, names),
        muted=one.muted,
    )


async def change_groups(visit: Visit, viewer: Viewer, sent: Sent) -> Finished:
    """Do what a button of the page asks for, to one of the viewer's own groups or invitations."""
    if not visit.trusts(sent):
        return await groups_page(visit, viewer, send_again(visit.ui))
    done = await _about_invitation(visit, viewer, sent) or _about_group(visit, viewer, sent)
    if done is None:
        return await groups_page(visit, viewer, visit.ui.gettext("Nothing was changed. Please choose once more."))
    work, said = done
    await visit.write(work)
    return visit.go(f"{GROUPS}?said={said}")


Deed = tuple[Callable[[Writer], Awaitable[None]], str]


def _about_group(visit: Visit, viewer: Viewer, sent: Sent) -> Deed | None:
    group_id, now = number_in(sent.one("group")), visit.site.clock()
    on = partial(mute, group_id=group_id, person_id=viewer.id)
    return {
        "leave": (lambda writer: leave_group(writer, group_id=group_id, who=viewer.account, now=now), "left"),
        "mute": (lambda writer: on(writer, now=now), "saved"),
        "unmute": (lambda writer: on(writer, now=None), "saved"),
    }.get(sent.one("do") if group_id else "")


async def _about_invitation(visit: Visit, viewer: Viewer, sent: Sent) -> Deed | None:
    """One that goes to another address isn't there."""
    number, now = number_in(sent.one("invitation")), visit.site.clock()
    waiting = await invitations_to(visit.site.database, email=viewer.account.email, now=now) if number else ()
    found = next((one for one in waiting if one.id == number), None)
    if found is None:
        return None
    if sent.one("do") == "decline":
        return (lambda writer: decline_invitation(writer, invitation_id=found.id, now=now)), "saved"
    if sent.one("do") != "join":
        return None
    join = partial(
        join_by_invitation,
        group_id=found.group.id,
        email=found.email,
        who=viewer.account,
        mute_token=new_token(visit.site.chance),
        now=now,
    )
    return join, "joined"


async def muting_page(visit: Visit, token: str) -> Finished:
    """What the link in a letter leads to: nothing is changed before the button is pressed, as programs follow links."""
    ui = visit.ui
    found = await muting(visit.site.database, mute_token=token) if token else None
    if found is None:
        return link_gone(visit, MUTE)
    text = ui.gettext(
        "{name}, you will get no more reminders and messages about the group “{group}” of {organisation}. You stay in "
        "the group.",
        name=found.name,
        group=found.group.title,
        organisation=found.group.organisation,
    )
    heading = ui.gettext("Stop these letters")
    page = form(
        visit,
        path=MUTE,
        heading=heading,
        texts=(text,),
        hidden=(("ticket", token),),
        button=(Button(heading),),
    )
    return show(visit, page)


async def stop_letters(visit: Visit, sent: Sent) -> Finished:
    """By the page's button, or by the mail program's own, which sends no more than the address (RFC 8058)."""
    ui, now = visit.ui, visit.site.clock()
    token = sent.one("ticket") or visit.request.query_params.get("token", "")
    found = await muting(visit.site.database, mute_token=token) if token else None
    if found is None:
        return link_gone(visit, MUTE)
    await visit.write(lambda writer: mute_by_token(writer, token=token, now=now))
    heading = ui.gettext("These letters have stopped")
    page = Message(
        **visit.frame(heading, MUTE),
        heading=heading,
        texts=(ui.gettext("If you want them again, you find the switch under “My account”, “My groups”."),),
        links=(visit.link("", ui.gettext("Go to the home page")),),
    )
    return visit.show(page)
