"""A group: made, changed and deleted, with its codes and the invitations into it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import Final
from urllib.parse import urlencode

from app.coordinate.desks import Coordinating
from app.coordinate.pages import Asked, CodeRow, Datum, GroupPage
from app.people.operations.groups import TitleTaken, add_code, add_group, change_group, delete_group, withdraw_code
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
from app.web.asking import asking, send_again, show
from app.web.form_page import Button, Choice, Field, FormPage
from app.web.forms import Sent, number_in
from app.web.page import Link
from app.web.responses import Finished

NEW: Final = "/new-group"
_LONGEST: Final = 80
_DAYS: Final = (7, 30, 90)
_MOST_USES: Final = 1000
# Without the letters and digits that are taken for one another; 10 of 32 are 50 bits.
_ALPHABET: Final = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_CODE_LENGTH: Final = 10


@dataclass(frozen=True, slots=True)
class Plan:
    """What a coordinator wrote about a group, as it was typed."""

    title: str
    course: str
    starts_on: str
    due_on: str

    @classmethod
    def of(cls, sent: Sent) -> "Plan":
        title = " ".join(sent.one("title").split())
        return cls(title, sent.one("course"), sent.one("starts").strip(), sent.one("due").strip())

    @classmethod
    def as_is(cls, group: ListedGroup) -> "Plan":
        return cls(group.title, group.course, group.starts_on.isoformat(), _iso(group.due_on))


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def day_in(text: str) -> date | None:
    """A day as browsers send it, or as it is typed where they offer no calendar; None for anything else."""
    for form in ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y"):
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 - a day is in no time zone
        except ValueError:
            continue
    return None


async def new_group(at: Coordinating) -> Finished:
    today = at.visit.site.clock().date()
    return show(at.visit, _plan_page(at, NEW, Plan("", "", today.isoformat(), "")))


async def make_group(at: Coordinating, sent: Sent) -> Finished:
    plan = Plan.of(sent)
    course = at.course(plan.course)
    starts = day_in(plan.starts_on)
    if not at.visit.trusts(sent) or course is None or starts is None or any(_wrong(at, plan)):
        return show(at.visit, _plan_page(at, NEW, plan, wrong=_wrong(at, plan), general=_general(at, sent)))
    add = partial(
        add_group,
        organisation_id=at.desk.id,
        title=plan.title,
        course=course.id,
        starts_on=starts,
        due_on=day_in(plan.due_on),
        actor=at.actor,
        now=at.visit.site.clock(),
    )
    try:
        group_id = await at.visit.write(add)
    except TitleTaken:
        return show(at.visit, _plan_page(at, NEW, plan, wrong=(_taken(at), "", "")))
    return at.visit.go(at.path(f"/group/{group_id}"))


async def change_page(at: Coordinating) -> Finished:
    group = await at.group()
    if group is None:
        return at.visit.not_found()
    return show(at.visit, _plan_page(at, f"/group/{group.id}/change", Plan.as_is(group), group=group))


async def change(at: Coordinating, sent: Sent) -> Finished:
    group, plan = await at.group(), Plan.of(sent)
    if group is None:
        return at.visit.not_found()
    path, starts = f"/group/{group.id}/change", day_in(plan.starts_on)
    if not at.visit.trusts(sent) or starts is None or any(_wrong(at, plan)):
        page = _plan_page(at, path, plan, group=group, wrong=_wrong(at, plan), general=_general(at, sent))
        return show(at.visit, page)
    work = partial(
        change_group,
        organisation_id=at.desk.id,
        group_id=group.id,
        title=plan.title,
        starts_on=starts,
        due_on=day_in(plan.due_on),
        actor=at.actor,
        now=at.visit.site.clock(),
    )
    try:
        await at.visit.write(work)
    except TitleTaken:
        return show(at.visit, _plan_page(at, path, plan, group=group, wrong=(_taken(at), "", "")))
    return at.visit.go(at.path(f"/group/{group.id}?said=1"))


def _general(at: Coordinating, sent: Sent) -> str:
    return "" if at.visit.trusts(sent) else send_again(at.ui)


def _taken(at: Coordinating) -> str:
    return at.ui.gettext("There is a group of this name already. Choose another.")


def _wrong(at: Coordinating, plan: Plan) -> tuple[str, str, str]:
    """What is wrong with the title, the beginning and the due date."""
    ui, starts, due = at.ui, day_in(plan.starts_on), day_in(plan.due_on)
    title = plan.title if plan.title.isprintable() else ""
    wrong_title = (
        "" if 0 < len(title) <= _LONGEST else ui.gettext("Write a name of at most {count} characters.", count=_LONGEST)
    )
    no_day = ui.gettext("Write a day such as 2026-12-24.")
    if plan.due_on and due is None:
        wrong_due = no_day
    else:
        wrong_due = ui.gettext("The due date is before the start.") if due and starts and due < starts else ""
    return wrong_title, "" if starts else no_day, wrong_due


def _plan_page(
    at: Coordinating,
    below: str,
    plan: Plan,
    *,
    group: ListedGroup | None = None,
    wrong: tuple[str, str, str] = ("", "", ""),
    general: str = "",
) -> FormPage:
    ui = at.ui
    courses = tuple(Choice(one.id, one.title.plain, chosen=one.id == plan.course) for one in at.courses)
    course = Field(name="course", label=ui.gettext("Course"), kind="choice", choices=courses)
    return asking(
        at.visit,
        path=at.path(below),
        heading=ui.gettext("Change this group") if group else ui.gettext("Make a group"),
        problems=(general,),
        fields=(
            Field(name="title", label=ui.gettext("Name of the group"), value=plan.title, problem=wrong[0]),
            *(() if group else (course,)),
            Field(name="starts", label=ui.gettext("Starts on"), kind="date", value=plan.starts_on, problem=wrong[1]),
            Field(
                name="due",
                label=ui.gettext("To be completed by"),
                kind="date",
                hint=ui.gettext("May stay empty. With a day, learners are reminded a week and a day before it."),
                value=plan.due_on,
                problem=wrong[2],
            ),
        ),
        button=ui.gettext("Save") if group else ui.gettext("Make the group"),
        crumbs=_crumbs(at, group),
    )


def _crumbs(at: Coordinating, group: ListedGroup | None) -> tuple[Link, ...]:
    way = (at.link("", at.desk.title),)
    return (*way, at.link(f"/group/{group.id}", group.title)) if group else way


async def delete_page(at: Coordinating, problem: str = "") -> Finished:
    group, ui = await at.group(), at.ui
    if group is None:
        return at.visit.not_found()
    page = asking(
        at.visit,
        path=at.path(f"/group/{group.id}/delete"),
        heading=ui.gettext("Delete the group “{group}”?", group=group.title),
        texts=(
            ui.gettext(
                "Its codes and invitations count no longer, and you see nothing more of its learners. They keep their "
                "accounts and all that they have done."
            ),
        ),
        problems=(problem,),
        button=(Button(ui.gettext("Delete the group"), "delete"),),
        links=(at.link(f"/group/{group.id}", ui.gettext("Keep the group")),),
        crumbs=_crumbs(at, group),
    )
    return show(at.visit, page)


async def delete(at: Coordinating, sent: Sent) -> Finished:
    group = await at.group()
    if group is None:
        return at.visit.not_found()
    if not at.visit.trusts(sent) or sent.one("do") != "delete":
        return await delete_page(at, send_again(at.ui))
    work = partial(
        delete_group,
        organisation_id=at.desk.id,
        group_id=group.id,
        title=group.title,
        actor=at.actor,
        now=at.visit.site.clock(),
    )
    await at.visit.write(work)
    return at.visit.go(at.path("?said=1"))


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
        mail_note="" if at.visit.site.post.reaches_people else _mail_note(at),
        codes=tuple(_code(at, one) for one in await codes_of(database, group_id=group.id)),
        code_fields=_code_fields(at),
        invitations=tuple(_invitation(at, one) for one in invitations[:INVITATIONS]),
        more_invitations=ui.gettext("The latest {count} are shown.", count=INVITATIONS) if more else "",
        lists=tuple(_list(at, group, one) for one in await intakes_of(database, group_id=group.id)),
        action=at.visit.address(at.path(f"/group/{group.id}")),
        token=at.visit.token,
    )
    return at.visit.show(page, status=422 if problem else 200)


def _mail_note(at: Coordinating) -> str:
    return at.ui.gettext(
        "This site has no mail server, so invitations reach nobody by themselves. Give people a code instead."
    )


def _facts(at: Coordinating, group: ListedGroup) -> tuple[Datum, ...]:
    ui, course = at.ui, at.course(group.course)
    return (
        Datum(ui.gettext("Course"), course.title.plain if course else group.course),
        Datum(ui.gettext("Starts on"), ui.day(group.starts_on)),
        Datum(ui.gettext("To be completed by"), ui.day(group.due_on) if group.due_on else "–"),
        Datum(ui.gettext("Learners"), ui.number(group.members)),
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
