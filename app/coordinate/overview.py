"""An organisation at a glance: how many stand how, who needs attention, its groups."""

from typing import Final

from app.coordinate.charts import curve, shares
from app.coordinate.choosing import Chosen, chosen_among
from app.coordinate.desks import Coordinating
from app.coordinate.pages import Attention, Curve, DeskPage, GroupLine
from app.coordinate.words import why
from app.people.queries.groups import ListedGroup, groups_of
from app.progress.queries.roster import completed_days, glance
from app.progress.roster import Counts, Row
from app.web.page import Link
from app.web.responses import Finished

_FIRST: Final = 8
"""So many of those who need attention are named on the overview."""


async def overview(at: Coordinating) -> Finished:
    ui = at.ui
    groups = await groups_of(at.visit.site.database, desk=at.desk, now=at.visit.site.clock())
    chosen = chosen_among(at, groups)
    found = await _figures(at, chosen) if chosen else None
    page = DeskPage(
        **at.frame(at.desk.title, ""),
        heading=at.desk.title,
        said=ui.gettext("Done.") if at.visit.request.query_params.get("said") else "",
        total=_total(at, found[0].all if found else 0),
        shares=shares(at, chosen, found[0]) if chosen and found and found[0].all else (),
        curve=found[1] if found else None,
        attention=tuple(_attention(at, chosen, row) for row in found[2]) if chosen and found else (),
        all_attention=_all_attention(at, chosen, found[0]) if chosen and found else None,
        groups=tuple(_group(at, one) for one in groups),
        ways=_ways(at) if groups else (),
        new_group=at.link("/new-group", ui.gettext("Make a group")),
    )
    return at.visit.show(page)


def _total(at: Coordinating, people: int) -> str:
    ui = at.ui
    return ui.ngettext("{count} learner", "{count} learners", people, count=ui.number(people))


async def _figures(at: Coordinating, chosen: Chosen) -> tuple[Counts, Curve | None, tuple[Row, ...]]:
    reader, scope, wanted = at.long_reads, chosen.scope, chosen.wanted
    found, rows = await glance(reader, scope=scope, wanted=wanted, most=_FIRST)
    return found, await drawn(at, chosen, found.all), rows


async def drawn(at: Coordinating, chosen: Chosen, people: int) -> Curve | None:
    """Completions over time, for a chart."""
    days = await completed_days(at.long_reads, scope=chosen.scope, wanted=chosen.wanted)
    groups = [one for one in chosen.groups if one.course == chosen.course.id]
    groups = [chosen.group] if chosen.group else groups
    begins = min((one.starts_on for one in groups), default=chosen.scope.today)
    due = min((one.due_on for one in groups if one.due_on), default=None)
    return curve(at.ui, days, people=people, begins=begins, due=due, today=chosen.scope.today)


def _attention(at: Coordinating, chosen: Chosen, row: Row) -> Attention:
    reasons = why(at.ui, chosen.course, row, chosen.scope.now)
    return Attention(at.link(f"/person/{row.person_id}", row.name), " · ".join(reasons))


def _all_attention(at: Coordinating, chosen: Chosen, found: Counts) -> Link | None:
    if found.attention <= _FIRST:
        return None
    label = at.ui.gettext("All {count} who need attention", count=at.ui.number(found.attention))
    return at.link(f"/people?{chosen.with_state('attention').query()}", label)


def _group(at: Coordinating, one: ListedGroup) -> GroupLine:
    ui = at.ui
    facts = [_total(at, one.members)]
    if one.invited:
        facts.append(ui.ngettext("{count} invitation open", "{count} invitations open", one.invited, count=one.invited))
    if one.due_on:
        facts.append(ui.gettext("due on {date}", date=ui.day(one.due_on)))
    learners = at.link(f"/people?group={one.id}", ui.gettext("See its learners"))
    return GroupLine(at.link(f"/group/{one.id}", one.title), learners, " · ".join(facts))


def _ways(at: Coordinating) -> tuple[Link, ...]:
    ui = at.ui
    return (
        at.link("/people", ui.gettext("All learners")),
        at.link("/questions", ui.gettext("Which questions are hard")),
        *(
            # Translators: {game} is the title of a story that is played
            at.link(
                f"/story/{game.id}?course={course.id}", ui.gettext("{game}: what was chosen", game=game.title.plain)
            )
            for course in at.courses
            for game in course.games
        ),
        at.link("/report", ui.gettext("Report for a funder")),
    )
