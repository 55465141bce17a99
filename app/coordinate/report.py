"""A report for whoever pays: how many, how far, with which results; without names, and so that nobody's marks show."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Final

from app.coordinate.charts import shares
from app.coordinate.choosing import Chosen, asked, chosen_by
from app.coordinate.desks import Coordinating
from app.coordinate.overview import drawn
from app.coordinate.pages import FunderPage, ReportRow, ReportTable
from app.people.queries.groups import groups_of
from app.progress.queries.roster import counts, groups_by_person, streamed
from app.progress.roster import Row, Sort, Wanted
from app.progress.statistics.suppression import TOTAL, suppressed
from app.web.locale import Interface
from app.web.responses import Finished

REPORT: Final = "/report"
LEAST: Final = 5
"""Marks of fewer people than this are not shown, nor can they be worked out from others."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Some learners together: `results` are the mean results of those who have any, in percent."""

    people: int
    started: int
    finished: int
    results: tuple[float, ...]

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.people + other.people,
            self.started + other.started,
            self.finished + other.finished,
            (*self.results, *other.results),
        )


_NOBODY: Final = Tally(0, 0, 0, ())
Key = tuple[str, str]


async def report(at: Coordinating) -> Finished:
    groups = await groups_of(at.visit.site.database, desk=at.desk, now=at.visit.site.clock())
    given = asked(at)
    chosen = chosen_by(at, groups, given)
    if chosen is None:
        return at.visit.not_found()
    whole = Chosen(chosen.course, chosen.scope, groups, Wanted(), Sort(), 1)
    ui, found = at.ui, await counts(at.long_reads, scope=whole.scope, wanted=whole.wanted)
    tallies = await _tallies(at, whole)
    heading = ui.gettext("{organisation}: learners and results", organisation=at.desk.title)
    languages = tuple(sorted({language for _, language in tallies}))
    page = FunderPage(
        **at.frame(heading, REPORT, query=f"course={chosen.course.id}"),
        heading=heading,
        intro=_intro(at, whole),
        shares=shares(at, whole, found) if found.all else (),
        curve=await drawn(at, whole, found.all),
        tables=_tables(at, whole, tallies, languages),
        spoken=tuple(ui.language_name(code) for code in languages),
        notes=_notes(ui),
    )
    return at.visit.show(page)


def _intro(at: Coordinating, chosen: Chosen) -> tuple[str, ...]:
    ui = at.ui
    return (
        ui.gettext("Course: {course}", course=chosen.course.title.plain),
        ui.gettext("As of {date}", date=ui.date(chosen.scope.now)),
    )


def _notes(ui: Interface) -> tuple[str, ...]:
    return (
        ui.gettext("Who is in several groups is counted in the one that they joined last."),
        ui.gettext("Started: has answered a question or confirmed a lesson. Completed: every lesson and every quiz."),
        ui.gettext(
            "Result: of each person, the mean of their best results in the quizzes that they have taken; of these, the "
            "mean. Results of fewer than {least} people are left out (–), with as many others as it needs so that they "
            "cannot be worked out.",
            least=LEAST,
        ),
    )


async def _tallies(at: Coordinating, chosen: Chosen) -> Mapping[Key, Tally]:
    """By group and language."""
    group_of = await groups_by_person(at.long_reads, scope=chosen.scope)
    found: defaultdict[Key, Tally] = defaultdict(lambda: _NOBODY)
    rows = streamed(at.visit.site.database, scope=chosen.scope, wanted=chosen.wanted, sort=Sort())
    async for batch in rows:
        for row in batch:
            found[str(group_of.get(row.person_id, 0)), row.language] += _tally(row)
    return found


def _tally(row: Row) -> Tally:
    best = [cell.best for cell in row.modules if cell.best is not None]
    return Tally(1, int(row.state != "new"), int(row.state == "finished"), (fmean(best),) if best else ())


def _sum(tallies: Mapping[Key, Tally], group: str, language: str) -> Tally:
    """Of a cell or, with TOTAL in the place of a group or language, of all of them."""
    total = _NOBODY
    for (one_group, one_language), tally in tallies.items():
        if group in {TOTAL, one_group} and language in {TOTAL, one_language}:
            total += tally
    return total


def _lines(at: Coordinating, chosen: Chosen, tallies: Mapping[Key, Tally]) -> Sequence[tuple[str, str]]:
    """The groups that have somebody, each with its name, and all together last."""
    present = {group for group, _ in tallies}
    named = [(str(one.id), one.title) for one in chosen.groups if str(one.id) in present]
    return (*named, (TOTAL, at.ui.gettext("All")))


def _tables(
    at: Coordinating, chosen: Chosen, tallies: Mapping[Key, Tally], languages: Sequence[str]
) -> tuple[ReportTable, ...]:
    """Headcounts, which are shown whatever they are, and results, which are not."""
    ui = at.ui
    hidden = suppressed({key: len(tally.results) for key, tally in tallies.items()}, least=LEAST)

    def result(group: str, language: str) -> str:
        results = _sum(tallies, group, language).results
        return ui.percent(round(fmean(results))) if results and (group, language) not in hidden else "–"

    def table(caption: str, cell: Callable[[str, str], str]) -> ReportTable:
        lines = _lines(at, chosen, tallies)
        rows = (ReportRow(title, tuple(cell(group, one) for one in (*languages, TOTAL))) for group, title in lines)
        return ReportTable(caption, tuple(rows))

    return (
        table(ui.gettext("People"), lambda *key: ui.number(_sum(tallies, *key).people)),
        table(ui.gettext("Started"), lambda *key: ui.number(_sum(tallies, *key).started)),
        table(ui.gettext("Completed"), lambda *key: ui.number(_sum(tallies, *key).finished)),
        table(ui.gettext("Mean result in the quizzes"), result),
    )
