"""Joining a group by a code or an invitation. Who can see what is said before."""

from typing import Final
from urllib.parse import urlencode

from app.join import limits
from app.join.asking import form, show
from app.join.fields import wait_problem
from app.join.pages import JoinPage
from app.people.operations.groups import CodeSpent, join_by_code, join_by_invitation
from app.people.operations.inviting import decline_invitation
from app.people.queries.groups import coordinators_of
from app.people.queries.joining import Invited, OpenGroup, group_by_code, invitation_by_token
from app.web.asking import send_again
from app.web.form_page import Field, FormPage
from app.web.forms import Sent
from app.web.locale import Interface
from app.web.page import Message
from app.web.responses import Finished
from app.web.sessions import new_token
from app.web.visits import Visit

JOIN: Final = "/join"
INVITATION: Final = "/invitation"
GROUPS: Final = "/account/groups"


def what_is_seen(ui: Interface, group: OpenGroup, coordinators: tuple[str, ...]) -> tuple[str, ...]:
    """Who sees what of somebody in a group, in sentences."""
    names = ", ".join(coordinators) or "–"
    return (
        ui.gettext(
            "The coordinators of {organisation} ({names}) will see your name, your e-mail address and your language; "
            "which lessons and modules you have completed and when; and the results of your quizzes.",
            organisation=group.organisation,
            names=names,
        ),
        ui.gettext("They do not see what you answer or write in the lessons. Other learners see nothing of you."),
        ui.gettext("You can leave the group at any time under “My account”. From then on they see nothing."),
    )


async def join_page(visit: Visit) -> Finished:
    """A field for a code or, with a code in the address, what it lets somebody join."""
    code = tidy_code(visit.request.query_params.get("code", ""))
    if not code:
        return show(visit, _code_page(visit))
    minutes = await limits.minutes_to_wait(visit, limits.joining(visit))
    if minutes:
        return show(visit, _code_page(visit, code, wait_problem(visit.ui, minutes)))
    group = await group_by_code(visit.site.database, code=code, now=visit.site.clock())
    if group is None:
        return show(visit, _code_page(visit, code, _spent(visit.ui)))
    return await _offer(visit, group, path=JOIN, query={"code": code}, hidden=(("code", code),))


def tidy_code(text: str) -> str:
    """A code as it was typed, without what was put in to read it more easily."""
    return "".join(sign for sign in text.upper() if sign.isascii() and sign.isalnum())[:40]


async def join(visit: Visit, sent: Sent) -> Finished:
    code = tidy_code(sent.one("code"))
    viewer = visit.viewer
    if viewer is None or not sent.one("do"):
        return visit.go(f"{JOIN}?{urlencode({'code': code})}")
    if not visit.trusts(sent):
        return show(visit, _code_page(visit, code, send_again(visit.ui)))
    minutes = await limits.minutes_to_wait(visit, limits.joining(visit))
    if minutes:
        return show(visit, _code_page(visit, code, wait_problem(visit.ui, minutes)))
    token, now = new_token(visit.site.chance), visit.site.clock()
    try:
        await visit.write(lambda writer: join_by_code(writer, code=code, who=viewer.account, mute_token=token, now=now))
    except CodeSpent:
        return show(visit, _code_page(visit, code, _spent(visit.ui)))
    return visit.go(f"{GROUPS}?said=joined")


async def invitation_page(visit: Visit, token: str) -> Finished:
    found = await _invited(visit, token)
    return await _invitation(visit, found, token) if found else invitation_gone(visit)


async def answer_invitation(visit: Visit, sent: Sent) -> Finished:
    """Join, or say no for good. Saying no needs no account: the link is in a letter to the address that was asked."""
    given = sent.one("ticket")
    found = await _invited(visit, given)
    if found is None:
        return invitation_gone(visit)
    viewer, now, what = visit.viewer, visit.site.clock(), sent.one("do")
    if not visit.trusts(sent) or what not in {"join", "decline"}:
        return await _invitation(visit, found, given, send_again(visit.ui))
    if what == "decline":
        await visit.write(lambda writer: decline_invitation(writer, invitation_id=found.id, now=now))
        return _declined(visit)
    if viewer is None:
        return visit.go(f"{INVITATION}?{urlencode({'token': given})}")
    token, group = new_token(visit.site.chance), found.group
    await visit.write(
        lambda writer: join_by_invitation(
            writer, group_id=group.id, email=found.email, who=viewer.account, mute_token=token, now=now
        )
    )
    return visit.go(f"{GROUPS}?said=joined")


async def _invited(visit: Visit, token: str) -> Invited | None:
    return await invitation_by_token(visit.site.database, token=token, now=visit.site.clock()) if token else None


async def _invitation(visit: Visit, found: Invited, token: str, problem: str = "") -> Finished:
    return await _offer(
        visit,
        found.group,
        path=INVITATION,
        query={"token": token},
        hidden=(("ticket", token),),
        problem=problem,
        declinable=True,
    )


async def _offer(
    visit: Visit,
    group: OpenGroup,
    *,
    path: str,
    query: dict[str, str],
    hidden: tuple[tuple[str, str], ...],
    problem: str = "",
    declinable: bool = False,
) -> Finished:
    ui = visit.ui
    coordinators = await coordinators_of(visit.site.database, organisation_id=group.organisation_id)
    course = visit.site.shelf.library.course(group.course, visit.language)
    heading = ui.gettext("Join the group “{group}”", group=group.title)
    here = f"{visit.address(path)}?{urlencode(query)}"
    page = JoinPage(
        **visit.frame(visit.title(heading, problem), path, query=urlencode(query)),
        heading=heading,
        problem=problem,
        intro=ui.gettext(
            "{organisation} asks you to learn in its group “{group}”.",
            organisation=group.organisation,
            group=group.title,
        ),
        course=course.title.plain if course else "",
        due=ui.gettext("To be completed by {date}.", date=ui.day(group.due_on)) if group.due_on else "",
        seen=what_is_seen(ui, group, coordinators),
        signed_in=visit.viewer is not None,
        sign_in=visit.link(f"/sign-in?{urlencode({'next': here})}", ui.gettext("Sign in")),
        sign_up=visit.link(f"/sign-up?{urlencode({'next': here})}", ui.gettext("Open an account")),
        action=visit.address(path),
        hidden=(("token", visit.token), *hidden),
        declinable=declinable,
    )
    return visit.show(page, status=422 if problem else 200)


def _code_page(visit: Visit, code: str = "", problem: str = "") -> FormPage:
    ui = visit.ui
    return form(
        visit,
        path=JOIN,
        heading=ui.gettext("Join a group"),
        texts=(ui.gettext("Your coordinator has given you a code or a link. Before you join, you see who sees what."),),
        fields=(Field(name="code", label=ui.gettext("Code"), kind="code", value=code, problem=problem),),
        # Translators: a button below the field for a code
        button=ui.gettext("Go on"),
    )


def _spent(ui: Interface) -> str:
    return ui.gettext("This code does not count (any longer). Look whether it is typed right, or ask for a new one.")


def _declined(visit: Visit) -> Finished:
    ui = visit.ui
    heading = ui.gettext("You have said no")
    page = Message(
        **visit.frame(heading, INVITATION),
        heading=heading,
        texts=(ui.gettext("You will not be asked into this group again. You can learn here all the same."),),
        links=(visit.link("", ui.gettext("Go to the home page")),),
    )
    return visit.show(page)


def invitation_gone(visit: Visit) -> Finished:
    """An invitation that was answered or taken back, or is too old."""
    ui = visit.ui
    heading = ui.gettext("This invitation does not count any longer")
    page = Message(
        **visit.frame(heading, INVITATION),
        heading=heading,
        texts=(
            ui.gettext("It was answered or taken back, or it is too old. If you have joined, you are in the group."),
        ),
        links=(visit.link(GROUPS, ui.gettext("My groups")), visit.link(JOIN, ui.gettext("Join a group"))),
    )
    return visit.show(page, status=410)
