"""Lists of people that a group's coordinators brought."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import bindparam, select

from app.people.tables import intake
from app.storage import Reader

_COLUMNS: Final = (
    intake.c.id,
    intake.c.created_at,
    intake.c.state,
    intake.c.sheet,
    intake.c.columns,
    intake.c.total,
    intake.c.position,
    intake.c.invited,
    intake.c.asked,
    intake.c.faulty,
)
_ONE = select(*_COLUMNS).where(intake.c.group_id == bindparam("group_id"), intake.c.id == bindparam("intake_id"))
_LISTED = (
    select(intake.c.id, intake.c.created_at, intake.c.state, intake.c.total)
    .where(intake.c.group_id == bindparam("group_id"))
    .order_by(intake.c.id.desc())
    .limit(10)
)


@dataclass(frozen=True, slots=True)
class Intake:
    """A list, and how far the site is with it; see `tables.Intake`."""

    id: int
    created_at: datetime
    state: str
    sheet: str
    columns: str
    total: int
    position: int
    invited: int
    asked: int
    faulty: int


@dataclass(frozen=True, slots=True)
class ListedIntake:
    """A list in short."""

    id: int
    created_at: datetime
    state: str
    total: int


async def intake_of(reader: Reader, *, group_id: int, intake_id: int) -> Intake | None:
    """A list, if it is this group's."""
    row = await reader.first(_ONE, {"group_id": group_id, "intake_id": intake_id})
    return None if row is None else Intake(*row)


async def intakes_of(reader: Reader, *, group_id: int) -> tuple[ListedIntake, ...]:
    """The latest lists of a group."""
    return tuple(ListedIntake(*row) for row in await reader.all(_LISTED, {"group_id": group_id}))
