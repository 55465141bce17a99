"""How learners get on, in words."""

from datetime import datetime

from app.content.model import Course
from app.progress.roster import Counts, ModuleCell, Reason, Row, reasons
from app.web.locale import Interface


def state_in_words(ui: Interface, state: str) -> str:
    return {
        # Translators: how somebody stands in a course (of a learner)
        "new": ui.gettext("not started"),
        # Translators: how somebody stands in a course (of a learner)
        "on track": ui.gettext("on track"),
        # Translators: how somebody stands in a course (of a learner)
        "stuck": ui.gettext("stuck"),
        # Translators: how somebody stands in a course (of a learner)
        "finished": ui.gettext("finished"),
    }[state]


def counts_in_words(ui: Interface, counts: Counts) -> tuple[tuple[str, str, int], ...]:
    """Each state, what it is called of several people, and how many there are."""
    return (
        ("finished", ui.gettext("Finished"), counts.states["finished"]),
        ("on track", ui.gettext("On track"), counts.states["on track"]),
        ("stuck", ui.gettext("Stuck"), counts.states["stuck"]),
        ("new", ui.gettext("Not started"), counts.states["new"]),
    )


def why(ui: Interface, course: Course, row: Row, now: datetime) -> tuple[str, ...]:
    """Why somebody needs attention, in words."""
    return tuple(_reason(ui, course, one) for one in reasons(row, now=now))


def _reason(ui: Interface, course: Course, reason: Reason) -> str:
    count = reason.number
    if reason.kind == "failed":
        module = course.module(reason.module)
        title = module.title.plain if module else reason.module
        return ui.ngettext(
            "{count} failed attempt at the quiz of “{module}”",
            "{count} failed attempts at the quiz of “{module}”",
            count,
            count=count,
            module=title,
        )
    if reason.kind == "overdue":
        return ui.ngettext("{count} day past the due date", "{count} days past the due date", count, count=count)
    if reason.kind == "quiet":
        return ui.ngettext("no activity for {count} day", "no activity for {count} days", count, count=count)
    return ui.ngettext(
        "joined {count} day ago and has not started", "joined {count} days ago and has not started", count, count=count
    )


def cell_in_words(ui: Interface, cell: ModuleCell) -> str:
    """How somebody stands in a module, whole, for who hears a table."""
    if cell.complete:
        return ui.gettext("completed")
    # Translators: of the lessons and the quiz of a module; {count} is how many there are
    return ui.ngettext("{done} of {count} done", "{done} of {count} done", cell.total, done=cell.done, count=cell.total)


def activity_in_words(ui: Interface, last_at: datetime | None, now: datetime) -> str:
    """When somebody did something last."""
    if last_at is None:
        return ui.gettext("never")
    days = (now.date() - last_at.date()).days
    if days <= 0:
        return ui.gettext("today")
    return ui.ngettext("{count} day ago", "{count} days ago", days, count=days)
