"""What a group is: planned, changed and deleted."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Final

from app.coordinate.desks import Coordinating
from app.people.operations.groups import TitleTaken, add_group, change_group, delete_group
from app.people.queries.groups import (
    ListedGroup,
)
from app.web.asking import asking, send_again, show
from app.web.form_page import Button, Choice, Field, FormPage
from app.web.forms import Sent
from app.web.page import Link
from app.web.responses import Finished

NEW: Final = "/new-group"
_LONGEST: Final = 80


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


def _day_in(text: str) -> date | None:
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
    starts = _day_in(plan.starts_on)
    if not at.visit.trusts(sent) or course is None or starts is None or any(_wrong(at, plan)):
        return show(at.visit, _plan_page(at, NEW, plan, wrong=_wrong(at, plan), general=_general(at, sent)))
    add = partial(
        add_group,
        organisation_id=at.desk.id,
        title=plan.title,
        course=course.id,
        starts_on=starts,
        due_on=_day_in(plan.due_on),
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
    path, starts = f"/group/{group.id}/change", _day_in(plan.starts_on)
    if not at.visit.trusts(sent) or starts is None or any(_wrong(at, plan)):
        page = _plan_page(at, path, plan, group=group, wrong=_wrong(at, plan), general=_general(at, sent))
        return show(at.visit, page)
    work = partial(
        change_group,
        organisation_id=at.desk.id,
        group_id=group.id,
        title=plan.title,
        starts_on=starts,
        due_on=_day_in(plan.due_on),
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
    ui, starts, due = at.ui, _day_in(plan.starts_on), _day_in(plan.due_on)
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
