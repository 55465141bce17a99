"""How the learners of an organisation get on: what a coordinator may ask for, and what the answer is."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final, Literal

from app.progress.units import Units

QUIET: Final = timedelta(days=14)
"""Somebody who has done nothing for so long needs attention."""

WEEK: Final = timedelta(days=7)

FAILED: Final = 3
"""So many failed attempts at a quiz that isn't passed need attention."""

State = Literal["new", "on track", "stuck", "finished"]
STATES: Final[tuple[State, ...]] = ("new", "on track", "stuck", "finished")
Activity = Literal["", "week", "quiet", "never"]
ACTIVITIES: Final[tuple[Activity, ...]] = ("week", "quiet", "never")
SORTS: Final = ("name", "state", "done", "last", "due", "joined", "language")
"""What rows are sorted by, beside the modules, which go by their ids."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which learners of an organisation; what is empty narrows nothing.

    `state` is one of STATES, or "attention" for all that need it. `module` keeps those who haven't completed it.
    `search` is a part of a name or address; `person` is one learner's id.
    """

    group: int = 0
    language: str = ""
    state: str = ""
    module: str = ""
    activity: Activity = ""
    search: str = ""
    person: int = 0

    @property
    def narrows(self) -> bool:
        """Whether anything is left out."""
        return self != Wanted()


@dataclass(frozen=True, slots=True)
class Sort:
    """One of SORTS or a module's id. Equals follow by name."""

    by: str = "name"
    down: bool = False

    def turned(self, by: str) -> "Sort":
        """What a press on a column's heading asks for: by it or, if it is by it already, the other way round."""
        return replace(self, down=not self.down) if by == self.by else Sort(by)


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose learners, in which course, and at which moment; days are counted in UTC."""

    organisation: int
    units: Units
    now: datetime

    @property
    def today(self) -> date:
        return self.now.date()


@dataclass(frozen=True, slots=True)
class ModuleCell:
    """How somebody stands in a module: `done` of `total` units; `best` is the quiz's best percentage, if any."""

    module: str
    done: int
    total: int
    complete: bool
    best: float | None
    passed: bool
    failed: int


@dataclass(frozen=True, slots=True)
class Row:
    """How a learner gets on. `due_on` is the earliest of their groups', `last_at` when they last did something.

    `attention` tells that a coordinator should look at them; see `reasons`.
    """

    person_id: int
    name: str
    email: str
    language: str
    joined_at: datetime
    due_on: date | None
    done: int
    total: int
    completed_at: datetime | None
    last_at: datetime | None
    state: State
    attention: bool
    modules: tuple[ModuleCell, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why somebody needs attention: "failed" (`number` attempts at `module`), "overdue", "quiet" or "late" (days)."""

    kind: Literal["failed", "overdue", "quiet", "late"]
    number: int
    module: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many learners there are in each state, and how many need attention."""

    states: dict[State, int]
    attention: int

    @property
    def all(self) -> int:
        return sum(self.states.values())

    @property
    def started(self) -> int:
        return self.all - self.states["new"]


def reasons(row: Row, *, now: datetime) -> tuple[Reason, ...]:
    """Why somebody needs attention, the most telling first; nothing for who doesn't."""
    if not row.attention:
        return ()
    found = [
        Reason("failed", cell.failed, cell.module) for cell in row.modules if cell.failed >= FAILED and not cell.passed
    ]
    if row.due_on is not None and row.due_on < now.date():
        found.append(Reason("overdue", (now.date() - row.due_on).days))
    if row.last_at is None:
        found.append(Reason("late", (now - row.joined_at).days))
    elif now - row.last_at > QUIET:
        found.append(Reason("quiet", (now - row.last_at).days))
    return tuple(found)
