"""Inviting people by their addresses: pasted or as a file, seen before anything is done, worked off beside the site."""

import asyncio
from collections.abc import Sequence
from functools import partial
from typing import Any, Final

from app.coordinate.desks import Coordinating
from app.coordinate.pages import FaultyLine, IntakePage
from app.people.intake import Columns, Line, Problem, Reason, Sheet, Unreadable, guess, people_in, read
from app.people.operations.intakes import add_intake, begin_intake, read_columns, read_sheet
from app.people.operations.inviting import Invitee, Standing, standing_of
from app.people.queries.groups import ListedGroup
from app.people.queries.intakes import Intake, intake_of
from app.web.asking import asking, send_again, show
from app.web.form_page import Choice, Field, FormPage
from app.web.forms import Sent, Upload, number_in, sent_with_file
from app.web.locale import Interface
from app.web.responses import Finished

_SHOWN: Final = 50
"""So many faulty lines are named; the others are counted."""

_SAMPLE: Final = 3
_REFRESH: Final = "2"
_COLUMNS: Final = ("email", "name", "surname", "language")


async def bring_page(at: Coordinating) -> Finished:
    group = await at.group()
    return at.visit.not_found() if group is None else show(at.visit, _bring(at, group))


def _bring(at: Coordinating, group: ListedGroup, pasted: str = "", problem: str = "", general: str = "") -> FormPage:
    ui = at.ui
    return asking(
        at.visit,
        path=at.path(f"/group/{group.id}/bring"),
        heading=ui.gettext("Invite people"),
        texts=(
            *((at.mail_note,) if at.mail_note else ()),
            ui.gettext(
                "Everybody on the list gets a letter that asks them to join, and that says what you will see of them. "
                "Who is in the group, was asked already or said no gets none, so you can bring the same list again. "
                "Nobody is removed because they are missing from a list."
            ),
        ),
        problems=(general,),
        fields=(
            Field(
                name="pasted",
                label=ui.gettext("Addresses"),
                kind="lines",
                hint=ui.gettext("Copied from anywhere: a mail, a table, one on each line."),
                value=pasted,
                problem=problem,
            ),
            Field(
                name="file",
                label=ui.gettext("Or a file"),
                kind="file",
                hint=ui.gettext("A table as CSV or XLSX, as most programs save it."),
            ),
        ),
        button=ui.gettext("See what this would change"),
        crumbs=(at.link("", at.desk.title), at.link(f"/group/{group.id}", group.title)),
    )


async def bring(at: Coordinating) -> Finished:
    """Read what was brought and show what it would change; nothing else is done yet."""
    group = await at.group()
    if group is None:
        return at.visit.not_found()
    sent, file = await sent_with_file(at.visit.request, "file")
    if not at.visit.trusts(sent):
        return show(at.visit, _bring(at, group, sent.one("pasted"), general=send_again(at.ui)))
    try:
        sheet = await _read(sent.one("pasted"), file)
    except Unreadable as trouble:
        problem = _unreadable(at.ui, trouble.reason)
        return show(at.visit, _bring(at, group, sent.one("pasted"), problem))
    work = partial(
        add_intake,
        group_id=group.id,
        person_id=at.viewer.id,
        sheet=sheet,
        columns=guess(sheet),
        now=at.visit.site.clock(),
    )
    return at.visit.go(at.path(f"/group/{group.id}/list/{await at.visit.write(work)}"))


async def _read(pasted: str, file: Upload) -> Sheet:
    """In a thread, as a large table takes a second."""
    if file.name:
        return await asyncio.to_thread(read, file.content, name=file.name)
    return await asyncio.to_thread(read, pasted)


def _unreadable(ui: Interface, reason: Reason) -> str:
    return {
        Reason.EMPTY: ui.gettext("There is nothing in it. Paste addresses, or choose a file."),
        Reason.TOO_LARGE: ui.gettext("This is larger than 5 MB. Take away what is not needed, or bring it in parts."),
        Reason.TOO_MANY_ROWS: ui.gettext("This has more than 20,000 lines. Bring it in parts."),
        Reason.ENCRYPTED: ui.gettext("This file is protected by a password. Save it without one."),
    }.get(reason, ui.gettext("This is no table that can be read. Save it as CSV or XLSX, or paste the addresses."))


async def _asked_for(at: Coordinating) -> tuple[ListedGroup, Intake] | None:
    group = await at.group()
    found = await intake_of(at.visit.site.database, group_id=group.id, intake_id=at.number("intake")) if group else None
    return (group, found) if group and found else None


async def intake_page(at: Coordinating) -> Finished:
    found = await _asked_for(at)
    if found is None:
        return at.visit.not_found()
    group, intake = found
    if intake.state == "draft":
        columns = _chosen(at, read_columns(intake.columns), read_sheet(intake.sheet))
        return await _draft(at, group, intake, columns)
    return at.visit.show(_going_on(at, group, intake))


async def begin(at: Coordinating, sent: Sent) -> Finished:
    """Look at the list once more with other columns, or work it off."""
    found = await _asked_for(at)
    if found is None:
        return at.visit.not_found()
    group, intake = found
    path = at.path(f"/group/{group.id}/list/{intake.id}")
    if intake.state != "draft":
        return at.visit.go(path)
    sheet = read_sheet(intake.sheet)
    columns = Columns(*(_column(sheet, sent.one(name)) for name in _COLUMNS))
    if not at.visit.trusts(sent) or sent.one("do") != "invite":
        problem = "" if at.visit.trusts(sent) else send_again(at.ui)
        return await _draft(at, group, intake, columns, problem)
    lines = await _lines(at, sheet, columns)
    if all(line.problem for line in lines):
        return await _draft(at, group, intake, columns, at.ui.gettext("No line holds an address."))
    work = partial(
        begin_intake,
        intake_id=intake.id,
        group_id=group.id,
        columns=columns,
        total=len(lines),
        actor=at.actor,
        now=at.visit.site.clock(),
    )
    await at.visit.write(work)
    at.visit.site.intakes.set()
    return at.visit.go(path)


def _chosen(at: Coordinating, columns: Columns, sheet: Sheet) -> Columns:
    """The columns that the address names, or else those that were guessed."""
    asked = at.visit.request.query_params
    return Columns(*(_column(sheet, asked[name]) for name in _COLUMNS)) if "email" in asked else columns


def _column(sheet: Sheet, text: str) -> int | None:
    """A column as a form names it, from 1."""
    number = number_in(text)
    return number - 1 if 0 < number <= sheet.columns else None


async def _lines(at: Coordinating, sheet: Sheet, columns: Columns) -> Sequence[Line]:
    """In a thread, as thousands take a moment."""
    return await asyncio.to_thread(people_in, sheet, columns, languages=[*at.visit.site.interfaces])


async def _draft(at: Coordinating, group: ListedGroup, intake: Intake, columns: Columns, problem: str = "") -> Finished:
    sheet = read_sheet(intake.sheet)
    lines = await _lines(at, sheet, columns)
    people = [Invitee(line.email, line.name, line.language) for line in lines if line.problem is None]
    now = at.visit.site.clock()
    standing = await standing_of(at.long_reads, group_id=group.id, people=people, now=now)
    faulty = [line for line in lines if line.problem is not None]
    page = IntakePage(
        **_frame(at, group, intake, at.visit.title(_heading(at), problem)),
        heading=_heading(at),
        problem=problem,
        state="draft",
        outcome=_would(at.ui, standing, len(faulty)),
        columns=_column_fields(at.ui, sheet, columns),
        sample=tuple(row.cells for row in sheet.rows[:_SAMPLE]),
        faulty=tuple(_faulty(at.ui, sheet, line) for line in faulty[:_SHOWN]),
        more_faulty=_more(at.ui, len(faulty)),
        done=0,
        total=len(lines),
        refresh="",
        **_ends(at, group, intake),
    )
    return at.visit.show(page, status=422 if problem else 200)


def _heading(at: Coordinating) -> str:
    return at.ui.gettext("What this list changes")


def _frame(at: Coordinating, group: ListedGroup, intake: Intake, title: str) -> dict[str, Any]:
    below = f"/group/{group.id}/list/{intake.id}"
    return at.frame(title, below, crumbs=(at.link(f"/group/{group.id}", group.title),))


def _ends(at: Coordinating, group: ListedGroup, intake: Intake) -> dict[str, Any]:
    return {
        "back": at.link(f"/group/{group.id}", group.title),
        "action": at.visit.address(at.path(f"/group/{group.id}/list/{intake.id}")),
        "token": at.visit.token,
    }


def _would(ui: Interface, standing: Standing, faulty: int) -> tuple[str, ...]:
    asked = len(standing.new) + len(standing.again)
    found = [
        ui.ngettext("{count} person would be invited.", "{count} people would be invited.", asked, count=asked),
        ui.ngettext(
            "{count} person is in the group, was asked already or said no, and gets no letter.",
            "{count} people are in the group, were asked already or said no, and get no letter.",
            standing.known,
            count=standing.known,
        ),
    ]
    if faulty:
        found.append(_left_out(ui, faulty))
    return tuple(found)


def _left_out(ui: Interface, faulty: int) -> str:
    return ui.ngettext("{count} line cannot be used.", "{count} lines cannot be used.", faulty, count=faulty)


def _column_fields(ui: Interface, sheet: Sheet, columns: Columns) -> tuple[Field, ...]:
    """Which column holds what; a list of addresses alone has nothing to choose."""
    if sheet.columns < 2:
        return ()
    labels = {
        "email": ui.gettext("E-mail address"),
        "name": ui.gettext("Name"),
        "surname": ui.gettext("Surname, if apart"),
        "language": ui.gettext("Language"),
    }
    heads = sheet.header or tuple(ui.gettext("Column {number}", number=one + 1) for one in range(sheet.columns))
    chosen = (columns.email, columns.name, columns.surname, columns.language)
    return tuple(
        Field(
            name=name,
            label=labels[name],
            kind="choice",
            choices=(
                Choice("0", "–"),
                *(Choice(str(one + 1), head or "?", chosen=one == column) for one, head in enumerate(heads)),
            ),
        )
        for name, column in zip(_COLUMNS, chosen, strict=True)
    )


def _faulty(ui: Interface, sheet: Sheet, line: Line) -> FaultyLine:
    why = {
        Problem.NO_ADDRESS: ui.gettext("no address"),
        Problem.NOT_AN_ADDRESS: ui.gettext("not an address"),
        Problem.TWICE: ui.gettext("the address is in an earlier line"),
        Problem.NAME_TOO_LONG: ui.gettext("the name is too long"),
    }
    cells = next((row.cells for row in sheet.rows if row.line == line.line), ())
    return FaultyLine(str(line.line), " · ".join(filter(None, cells))[:100], why[line.problem or Problem.NO_ADDRESS])


def _more(ui: Interface, faulty: int) -> str:
    return ui.gettext("The first {count} are shown.", count=_SHOWN) if faulty > _SHOWN else ""


def _going_on(at: Coordinating, group: ListedGroup, intake: Intake) -> IntakePage:
    ui, done = at.ui, intake.state == "done"
    outcome = [
        ui.ngettext(
            "{count} person has been invited.",
            "{count} people have been invited.",
            intake.invited,
            count=intake.invited,
        ),
        ui.ngettext(
            "{count} person is in the group, was asked already or said no, and got no letter.",
            "{count} people are in the group, were asked already or said no, and got no letter.",
            intake.asked,
            count=intake.asked,
        ),
    ]
    if intake.faulty:
        outcome.append(_left_out(ui, intake.faulty))
    if not done:
        outcome.append(ui.gettext("You can leave this page: the site goes on by itself, also after a stop."))
    return IntakePage(
        **_frame(at, group, intake, _heading(at)),
        heading=_heading(at),
        problem="",
        state=intake.state,
        outcome=tuple(outcome),
        columns=(),
        sample=(),
        faulty=(),
        more_faulty="",
        done=intake.position,
        total=intake.total,
        refresh="" if done else _REFRESH,
        **_ends(at, group, intake),
    )
