"""A report for whoever pays: how many, how far, with which results; without names, and so that nobody's marks show."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Final

from app.coordinate.charts import shares
from app.coordinate.choosing import Chosen, chosen_here
from app.coordinate.desks import Coordinating
from app.coordinate.overview import drawn
from app.coordinate.pages import FunderPage, ReportRow, ReportTable
from app.progress.queries.roster import counts, groups_by_person, streamed
from app.progress.roster import Row, Sort
from app.progress.statistics.suppression import TOTAL, suppressed
from app.web.locale import Interface
from app.web.responses import Finished

REPORT: Final = "/report"
LEAST: Final = 5
"""Marks of fewer people than this are not shown, nor can they be worked out from others."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Some learners together; `results` is the sum of the mean results, in percent, of the `tested` who have any."""

    people: int = 0
    started: int = 0
    finished: int = 0
    tested: int = 0
    results: float = 0.0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.people + other.people,
            self.started + other.started,
            self.finished + other.finished,
            self.tested + other.tested,
            self.results + other.results,
        )


_NOBODY: Final = Tally()
Key = tuple[str, str]


async def report(at: Coordinating) -> Finished:
    chosen = await chosen_here(at)
    if chosen is None:
        return at.visit.not_found()
    whole = chosen.whole
    ui, found = at.ui, await counts(at.long_reads, scope=whole.scope, wanted=whole.wanted)
    tallies = await _tallies(at, whole)
    heading = ui.gettext("{organisation}: learners and results", organisation=at.desk.title)
    languages = tuple(sorted({language for _, language in tallies} - {TOTAL}))
    page = FunderPage(
        **at.frame(heading, REPORT, query=whole.query()),
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
    """By group and language, with TOTAL in the place of either for all of them."""
    group_of = await groups_by_person(at.long_reads, scope=chosen.scope)
    found: defaultdict[Key, Tally] = defaultdict(lambda: _NOBODY)
    rows = streamed(at.visit.site.database, scope=chosen.scope, wanted=chosen.wanted, sort=Sort())
    async for batch in rows:
        for row in batch:
            group, tally = str(group_of.get(row.person_id, 0)), _tally(row)
            for key in ((group, row.language), (group, TOTAL), (TOTAL, row.language), (TOTAL, TOTAL)):
                found[key] += tally
    return found


def _tally(row: Row) -> Tally:
    best = [cell.best for cell in row.modules if cell.best is not None]
    mean = fmean(best) if best else 0.0
    return Tally(1, int(row.state != "new"), int(row.state == "finished"), int(bool(best)), mean)


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
    hidden = suppressed({key: tally.tested for key, tally in tallies.items() if TOTAL not in key}, least=LEAST)
    lines = _lines(at, chosen, tallies)

    def table(caption: str, cell: Callable[[Key, Tally], str]) -> ReportTable:
        keys = [(title, [(group, language) for language in (*languages, TOTAL)]) for group, title in lines]
        rows = (ReportRow(title, tuple(cell(key, tallies.get(key, _NOBODY)) for key in line)) for title, line in keys)
        return ReportTable(caption, tuple(rows))

    def result(key: Key, tally: Tally) -> str:
        shown = tally.tested and key not in hidden
        return ui.percent(round(tally.results / tally.tested)) if shown else "–"

    return (
        table(ui.gettext("People"), lambda _, tally: ui.number(tally.people)),
        table(ui.gettext("Started"), lambda _, tally: ui.number(tally.started)),
        table(ui.gettext("Completed"), lambda _, tally: ui.number(tally.finished)),
        table(ui.gettext("Mean result in the quizzes"), result),
    )
