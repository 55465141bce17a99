"""One learner: how they get on, what they did and when."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from app.content.model import Course, Module
from app.coordinate.choosing import asked
from app.coordinate.desks import Coordinating
from app.coordinate.pages import Event, GroupOfLearner, LearnerPage, ModuleLine
from app.coordinate.words import activity_in_words, state_in_words, why
from app.people.operations.groups import remove_member
from app.people.queries.groups import Learner, learner_of
from app.progress.queries.learner import Doings, doings_of
from app.progress.queries.roster import roster
from app.progress.records import Completed, QuizResult
from app.progress.roster import Row, Sort, Wanted
from app.web.asking import send_again
from app.web.forms import Sent, number_in
from app.web.locale import Interface
from app.web.page import Fact
from app.web.responses import Finished


async def learner_page(at: Coordinating, problem: str = "") -> Finished:
    learner = await _asked_for(at)
    if learner is None:
        return at.visit.not_found()
    course = at.course(asked(at).one("course")) or at.course(learner.groups[0].course)
    rows: tuple[Row, ...] = ()
    doings = Doings((), ())
    if course:
        wanted = Wanted(person=learner.person_id)
        rows, _ = await roster(at.long_reads, scope=at.scope(course), wanted=wanted, sort=Sort(), page=1)
        # Who is in no group of this course hasn't agreed that this one is seen.
        doings = await _doings(at, learner, course) if rows else doings
    seen = _Seen(course, rows[0], doings) if course and rows else None
    return at.visit.show(_page(at, learner, seen, problem))


async def _asked_for(at: Coordinating) -> Learner | None:
    return await learner_of(at.visit.site.database, desk=at.desk, person_id=at.number("number"))


async def _doings(at: Coordinating, learner: Learner, course: Course) -> Doings:
    return await doings_of(at.visit.site.database, person_id=learner.person_id, course=course.id)


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a coordinator sees of a learner in a course."""

    course: Course
    row: Row
    doings: Doings


def _page(at: Coordinating, learner: Learner, seen: _Seen | None, problem: str) -> LearnerPage:
    ui, below = at.ui, f"/person/{learner.person_id}"
    groups = tuple(
        GroupOfLearner(str(one.group_id), one.title, ui.gettext("joined on {date}", date=ui.date(one.joined_at)))
        for one in learner.groups
    )
    wanted = at.visit.request.query_params.get("remove", "")
    return LearnerPage(
        **at.frame(at.visit.title(learner.name, problem), below, crumbs=(at.link("/people", ui.gettext("Learners")),)),
        heading=learner.name,
        problem=problem,
        why=why(ui, seen.course, seen.row, at.visit.site.clock()) if seen else (),
        facts=_facts(at, learner, seen.row if seen else None),
        modules=tuple(_module(ui, one, seen.doings) for one in seen.course.modules) if seen else (),
        timeline=_timeline(ui, seen.course, seen.doings) if seen else (),
        groups=groups,
        asked=next((one for one in groups if one.id == wanted), None),
        action=at.visit.address(at.path(below)),
        token=at.visit.token,
    )


def _facts(at: Coordinating, learner: Learner, row: Row | None) -> tuple[Fact, ...]:
    ui = at.ui
    facts = [Fact(ui.gettext("E-mail address"), learner.email)]
    if row:
        done = ui.ngettext(
            "{done} of {count} done", "{done} of {count} done", row.total, done=row.done, count=row.total
        )
        facts += [
            Fact(ui.gettext("Language"), ui.language_name(row.language)),
            Fact(ui.gettext("State"), state_in_words(ui, row.state)),
            Fact(ui.gettext("Done"), done),
            Fact(ui.gettext("Last activity"), activity_in_words(ui, row.last_at, at.visit.site.clock())),
            Fact(ui.gettext("Due"), ui.day(row.due_on) if row.due_on else "–"),
        ]
    return tuple(facts)


def _module(ui: Interface, module: Module, doings: Doings) -> ModuleLine:
    lessons = {
        name: fact.at
        for fact in doings.completions
        if fact.kind == "lesson" and fact.module == module.id
        for name in (fact.lesson,)
    }
    completed = next((one.at for one in doings.completions if (one.kind, one.module) == ("module", module.id)), None)
    rows = []
    for lesson in module.lessons:
        at = next((lessons[name] for name in (lesson.id, *lesson.formerly) if name in lessons), None)
        rows.append(Fact(lesson.title.plain, ui.date(at) if at else "–"))
    return ModuleLine(
        title=module.title.plain,
        state=ui.gettext("completed on {date}", date=ui.date(completed)) if completed else "",
        lessons=tuple(rows),
        attempts=tuple(_attempt(ui, one) for one in doings.attempts if one.module == module.id),
    )


def _attempt(ui: Interface, one: QuizResult) -> str:
    if one.finished_at is None or one.score is None:
        return ui.gettext("Attempt {number}, begun on {date}", number=one.number, date=ui.date(one.started_at))
    facts = {"number": one.number, "date": ui.date(one.finished_at), "result": ui.percent(int(one.score))}
    if one.passed:
        return ui.gettext("Attempt {number} on {date}: {result}, passed", **facts)
    return ui.gettext("Attempt {number} on {date}: {result}, not passed", **facts)


def _timeline(ui: Interface, course: Course, doings: Doings) -> tuple[Event, ...]:
    """What was done, the latest first."""
    events: list[tuple[datetime, str]] = [
        (fact.at, words) for fact in doings.completions if (words := _completed(ui, course, fact))
    ]
    for one in doings.attempts:
        module = course.module(one.module)
        title = module.title.plain if module else one.module
        events.append((one.finished_at or one.started_at, f"{title} · {_attempt(ui, one)}"))
    return tuple(Event(ui.date(at), what) for at, what in sorted(events, reverse=True))


def _completed(ui: Interface, course: Course, fact: Completed) -> str:
    if fact.kind == "course":
        return ui.gettext("Course completed")
    module = course.module(fact.module)
    title = module.title.plain if module else fact.module
    if fact.kind == "module":
        return ui.gettext("Module completed: {title}", title=title)
    lessons = module.lessons if module else ()
    lesson = next((one for one in lessons if fact.lesson in {one.id, *one.formerly}), None)
    return ui.gettext("Lesson completed: {title}", title=lesson.title.plain if lesson else fact.lesson)


async def change_learner(at: Coordinating, sent: Sent) -> Finished:
    """Put somebody out of one of the organisation's groups."""
    learner = await _asked_for(at)
    if learner is None:
        return at.visit.not_found()
    group = next((one for one in learner.groups if one.group_id == number_in(sent.one("group"))), None)
    if not at.visit.trusts(sent) or sent.one("do") != "remove" or group is None:
        return await learner_page(at, send_again(at.ui))
    work = partial(
        remove_member,
        group_id=group.group_id,
        person_id=learner.person_id,
        pseudonym=learner.pseudonym,
        actor=at.actor,
        now=at.visit.site.clock(),
    )
    await at.visit.write(work)
    return at.visit.go(at.path("?said=1"))
