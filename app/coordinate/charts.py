"""Figures for charts, which templates draw as SVG beside a table of the same numbers."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import accumulate
from typing import Final

from app.coordinate.choosing import Chosen
from app.coordinate.desks import Coordinating
from app.coordinate.pages import Curve, Point, Share
from app.coordinate.words import counts_in_words
from app.progress.roster import Counts
from app.web.locale import Interface

# A drawing's own units; the browser scales it.
_WIDTH: Final = 100
_HEIGHT: Final = 40
_ROWS: Final = 12


def shares(at: Coordinating, chosen: Chosen, counts: Counts) -> tuple[Share, ...]:
    """A bar of how many stand how, each part leading to the people in it."""
    found, start = [], 0.0
    for kind, label, count in counts_in_words(at.ui, counts):
        width = 100 * count / counts.all if counts.all else 0.0
        link = at.link(f"/people?{chosen.with_state(kind).query()}", label)
        found.append(Share(kind.replace(" ", "-"), label, at.ui.number(count), _digits(start), _digits(width), link))
        start += width
    return tuple(found)


def curve(
    ui: Interface, days: Sequence[date], *, people: int, begins: date, due: date | None, today: date
) -> Curve | None:
    """How many had completed the course by which day; None as long as nobody has."""
    if not days:
        return None
    first, last = min(begins, days[0]), max(today, due or today)
    span = max(1, (last - first).days)

    def across(day: date) -> float:
        return _WIDTH * (day - first).days / span

    steps = _by_day(days)
    corners, height = [f"{_digits(0)},{_HEIGHT}"], 0.0
    for day, count in steps:
        corners.append(f"{_digits(across(day))},{_digits(_HEIGHT - height)}")
        height = _HEIGHT * count / max(1, people)
        corners.append(f"{_digits(across(day))},{_digits(_HEIGHT - height)}")
    corners.append(f"{_digits(across(today))},{_digits(_HEIGHT - height)}")
    return Curve(
        line=" ".join(corners),
        due_x=_digits(across(due)) if due else "",
        due=ui.gettext("Due on {date}", date=ui.day(due)) if due else "",
        caption=ui.ngettext(
            "{done} of {count} learner has completed the course",
            "{done} of {count} learners have completed the course",
            people,
            done=ui.number(len(days)),
            count=ui.number(people),
        ),
        points=tuple(Point(ui.day(day), ui.number(count)) for day, count in _thinned(steps)),
    )


def _by_day(days: Sequence[date]) -> list[tuple[date, int]]:
    """How many there were by the end of each day on which there was one."""
    counted = sorted(Counter(days).items())
    sums = accumulate(count for _, count in counted)
    return [(day, count) for (day, _), count in zip(counted, sums, strict=True)]


def _thinned(steps: list[tuple[date, int]]) -> list[tuple[date, int]]:
    """At most as many rows as can be taken in: of those between, the last of each stretch."""
    if len(steps) <= _ROWS:
        return steps
    stretch = timedelta(days=-(-((steps[-1][0] - steps[0][0]).days + 1) // _ROWS))
    kept: dict[int, tuple[date, int]] = {}
    for day, count in steps:
        kept[(day - steps[0][0]) // stretch] = (day, count)
    return [*kept.values()]


def _digits(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
