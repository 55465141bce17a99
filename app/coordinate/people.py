"""The learners of an organisation by modules, and the same as a file."""

from collections.abc import AsyncIterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from starlette.responses import Response

from app.content.model import Course
from app.coordinate.choosing import Chosen, chosen_here, filters
from app.coordinate.desks import Coordinating
from app.coordinate.pages import Cell, Heading, LearnerRow, RosterPage
from app.coordinate.words import activity_in_words, cell_in_words, state_in_words, why
from app.people.operations import record_act
from app.progress.queries.roster import PAGE, roster, streamed
from app.progress.roster import ModuleCell, Row
from app.web.locale import Interface
from app.web.page import Link
from app.web.responses import Finished
from app.web.streaming import download

if TYPE_CHECKING:
    from app.web.sheets import Cell as Value

PEOPLE: Final = "/people"


async def people(at: Coordinating) -> Finished:
    chosen = await chosen_here(at)
    if chosen is None:
        return at.visit.not_found()
    rows, found = await roster(
        at.long_reads, scope=chosen.scope, wanted=chosen.wanted, sort=chosen.sort, page=chosen.page
    )
    ui, heading = at.ui, at.ui.gettext("Learners")
    page = RosterPage(
        **at.frame(heading, PEOPLE, query=chosen.query(page=chosen.page)),
        heading=heading,
        said=_said(at),
        filters=filters(at, chosen),
        lost=chosen.sorting,
        action=at.visit.address(at.path(PEOPLE)),
        clear=at.link(PEOPLE, ui.gettext("Show all")) if chosen.wanted.narrows else None,
        outcome=_outcome(ui, chosen, len(rows), found),
        columns=tuple(_heading(at, chosen, by, label) for by, label in _columns(ui)),
        modules=tuple(_heading(at, chosen, one.id, one.title.plain) for one in chosen.course.modules),
        learners=tuple(_learner(at, chosen, row) for row in rows),
        earlier=_beside(at, chosen, chosen.page - 1, ui.gettext("Back")) if chosen.page > 1 else None,
        later=_beside(at, chosen, chosen.page + 1, ui.gettext("More")) if chosen.page * PAGE < found else None,
        exports=_exports(at, chosen) if found else (),
        write=at.link(f"/message?{chosen.query()}", ui.gettext("Write to these people")) if found else None,
    )
    return at.visit.show(page)


def _said(at: Coordinating) -> str:
    sent = at.visit.request.query_params.get("sent", "")
    if not (sent.isascii() and sent.isdigit() and len(sent) < 8):
        return ""
    ui, count = at.ui, int(sent)
    return ui.ngettext(
        "The message is on its way to {count} person.",
        "The message is on its way to {count} people.",
        count,
        count=count,
    )


def _outcome(ui: Interface, chosen: Chosen, shown: int, found: int) -> str:
    if not found:
        return ui.gettext("Nobody fits this choice.") if chosen.wanted.narrows else ui.gettext("Nobody has joined yet.")
    first = (chosen.page - 1) * PAGE + 1
    return ui.ngettext(
        "{first} to {last} of {count} learner",
        "{first} to {last} of {count} learners",
        found,
        first=first,
        last=first + shown - 1,
        count=ui.number(found),
    )


def _columns(ui: Interface) -> tuple[tuple[str, str], ...]:
    return (
        ("name", ui.gettext("Name")),
        ("language", ui.gettext("Language")),
        ("state", ui.gettext("State")),
        ("done", ui.gettext("Done")),
        ("last", ui.gettext("Last activity")),
        ("due", ui.gettext("Due")),
    )


def _heading(at: Coordinating, chosen: Chosen, by: str, label: str) -> Heading:
    sort = chosen.sort
    direction = "" if sort.by != by else "descending" if sort.down else "ascending"
    return Heading(at.link(f"{PEOPLE}?{chosen.query(sort=sort.turned(by))}", label), direction)


def _learner(at: Coordinating, chosen: Chosen, row: Row) -> LearnerRow:
    ui = at.ui
    return LearnerRow(
        to=at.link(f"/person/{row.person_id}?course={chosen.course.id}", row.name),
        email=row.email,
        language=ui.language_name(row.language),
        state=state_in_words(ui, row.state),
        why=" · ".join(why(ui, chosen.course, row, chosen.scope.now)),
        done=_of(row.done, row.total),
        last=activity_in_words(ui, row.last_at, chosen.scope.now),
        due=ui.short_day(row.due_on) if row.due_on else "–",
        cells=tuple(_cell(ui, cell) for cell in row.modules),
    )


def _of(done: int, total: int) -> str:
    return f"{done}/{total}"


def _cell(ui: Interface, cell: ModuleCell) -> Cell:
    kind = "done" if cell.complete else "begun" if cell.done or cell.best is not None else "open"
    best = "" if cell.best is None else ui.percent(int(cell.best))
    short = " ".join(filter(None, ("✓" if cell.complete else _of(cell.done, cell.total), best)))
    words = cell_in_words(ui, cell)
    with_best = ui.gettext("{state}, best result {best}", state=words, best=best)
    return Cell(kind, short, with_best if best else words)


def _beside(at: Coordinating, chosen: Chosen, page: int, label: str) -> Link:
    return at.link(f"{PEOPLE}?{chosen.query(page=page)}", label)


def _exports(at: Coordinating, chosen: Chosen) -> tuple[Link, ...]:
    return (
        at.link(f"{PEOPLE}.xlsx?{chosen.query()}", at.ui.gettext("As a spreadsheet (XLSX)")),
        at.link(f"{PEOPLE}.csv?{chosen.query()}", at.ui.gettext("As a text file (CSV)")),
    )


async def as_csv(at: Coordinating) -> Response:
    return await _download(at, "csv")


async def as_xlsx(at: Coordinating) -> Response:
    return await _download(at, "xlsx")


async def _download(at: Coordinating, form: str) -> Response:
    from app.web.sheets import csv_of, xlsx_of  # noqa: PLC0415 - takes memory that most processes can spare

    chosen = await chosen_here(at)
    if chosen is None:
        return at.visit.not_found()
    actor, now, detail = at.actor, at.visit.site.clock(), f"{at.desk.title} ({form})"
    await at.visit.write(lambda writer: record_act(writer, actor=actor, action="download", detail=detail, now=now))
    header, rows = sheet_header(at.ui, chosen.course), _rows(at, chosen)
    # Translators: the name of a file and of the sheet in it
    title = at.ui.gettext("Learners")
    name = f"{chosen.course.id}-{now.date().isoformat()}.{form}"
    chunks = csv_of(header, rows) if form == "csv" else xlsx_of(header, rows, title=title)
    return download(chunks, name=name, form=form)


def sheet_header(ui: Interface, course: Course) -> tuple[str, ...]:
    modules = [module.title.plain for module in course.modules]
    return (
        ui.gettext("Name"),
        ui.gettext("E-mail address"),
        ui.gettext("Language"),
        ui.gettext("State"),
        ui.gettext("Needs attention"),
        ui.gettext("Done"),
        ui.gettext("To be done"),
        ui.gettext("Joined"),
        ui.gettext("Last activity"),
        ui.gettext("Due"),
        ui.gettext("Completed"),
        *(label for title in modules for label in (title, ui.gettext("{module}: best result in %", module=title))),
    )


async def _rows(at: Coordinating, chosen: Chosen) -> "AsyncIterator[Sequence[Sequence[Value]]]":
    found = streamed(at.visit.site.database, scope=chosen.scope, wanted=chosen.wanted, sort=chosen.sort)
    async for batch in found:
        yield [sheet_row(at, chosen, row) for row in batch]


def sheet_row(at: Coordinating, chosen: Chosen, row: Row) -> "tuple[Value, ...]":
    """A learner's line: the same as on the screen, with numbers and dates as such."""
    ui = at.ui
    cells = [value for cell in row.modules for value in (cell.done, cell.best)]
    return (
        row.name,
        row.email,
        ui.language_name(row.language),
        state_in_words(ui, row.state),
        "; ".join(why(ui, chosen.course, row, chosen.scope.now)),
        row.done,
        row.total,
        row.joined_at.date(),
        row.last_at.date() if row.last_at else None,
        row.due_on,
        _day(row),
        *cells,
    )


def _day(row: Row) -> date | None:
    return row.completed_at.date() if row.completed_at else None
