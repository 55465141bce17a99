"""Lists of people, worked off beside the site's other work a batch at a time, and gone on with after a stop."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import bindparam, select, update

from app.people.intake import Columns, Line, Row, Sheet, people_in
from app.people.operations.acts import record_act
from app.people.operations.inviting import Invitee, Standing, invite
from app.people.tables import intake, person
from app.storage import Writer
from app.storage.metadata import Moment, insert

BATCH: Final = 250
"""So many people are asked in one transaction: others wait a few milliseconds for it."""

# For so long a list belongs to the process that took it. One that was killed leaves it to the others.
_TAKEN: Final = timedelta(seconds=30)

_ADD = insert(intake).values(state="draft", position=0, invited=0, asked=0, faulty=0).returning(intake.c.id)
_BEGIN = (
    update(intake)
    .where(intake.c.id == bindparam("intake_id"), intake.c.group_id == bindparam("of_group"), intake.c.state == "draft")
    .values(
        state="running",
        columns=bindparam("chosen"),
        total=bindparam("new_total"),
        next_at=bindparam("now", type_=Moment),
    )
)
_DUE = (
    select(
        intake.c.id,
        intake.c.group_id,
        intake.c.sheet,
        intake.c.columns,
        intake.c.position,
        intake.c.total,
        person.c.language,
    )
    .join(person, person.c.id == intake.c.person_id)
    .where(intake.c.next_at <= bindparam("now", type_=Moment))
    .order_by(intake.c.next_at)
    .limit(1)
    .with_for_update(skip_locked=True, of=intake)
)
_TAKE = update(intake).where(intake.c.id == bindparam("intake_id")).values(next_at=bindparam("until", type_=Moment))
_ADVANCE = (
    update(intake)
    .where(intake.c.id == bindparam("intake_id"), intake.c.position == bindparam("from_position"))
    .values(
        position=bindparam("new_position"),
        invited=intake.c.invited + bindparam("more_invited"),
        asked=intake.c.asked + bindparam("more_asked"),
        faulty=intake.c.faulty + bindparam("more_faulty"),
        next_at=bindparam("until", type_=Moment),
    )
)
_END = (
    update(intake)
    .where(intake.c.id == bindparam("intake_id"))
    # The addresses are in the invitations now; the numbers are all that is still wanted.
    .values(state="done", sheet="", next_at=None)
)


@dataclass(frozen=True, slots=True)
class Taken:
    """A list that is this process's to work off, from `position` on; `language` is for whom none is named."""

    id: int
    group_id: int
    sheet: str
    columns: str
    position: int
    language: str

    def lines(self, languages: Collection[str]) -> tuple[Line, ...]:
        """Its people, read anew, which takes a moment with thousands."""
        return people_in(read_sheet(self.sheet), read_columns(self.columns), languages=languages)


async def add_intake(
    writer: Writer, *, group_id: int, person_id: int, sheet: Sheet, columns: Columns, now: datetime
) -> int:
    """Keep a list as it was read, to show what it would change; its id."""
    row = {"group_id": group_id, "person_id": person_id, "sheet": written_sheet(sheet), "total": len(sheet.rows)}
    added = await writer.all(_ADD, {**row, "columns": written_columns(columns), "created_at": now})
    return int(added[0].id)


async def begin_intake(
    writer: Writer, *, intake_id: int, group_id: int, columns: Columns, total: int, actor: str, now: datetime
) -> bool:
    """Have a list worked off; whether it waited for that."""
    row = {"intake_id": intake_id, "of_group": group_id, "chosen": written_columns(columns), "new_total": total}
    begun = bool(await writer.run(_BEGIN, {**row, "now": now}))
    if begun:
        await record_act(writer, actor=actor, action="invite", detail=f"{group_id} ({total})", now=now)
    return begun


async def take_intake(writer: Writer, *, now: datetime) -> Taken | None:
    """The next list to be worked off, which no other process takes meanwhile; None if there is none."""
    row = await writer.first(_DUE, {"now": now})
    if row is None:
        return None
    await writer.run(_TAKE, {"intake_id": row.id, "until": now + _TAKEN})
    return Taken(row.id, row.group_id, row.sheet, row.columns, row.position, row.language)


async def invite_batch(writer: Writer, *, taken: Taken, lines: Sequence[Line], position: int, now: datetime) -> int:
    """Ask the next people of a list, which are `lines` in all; the position after them.

    If another process has gone on with it meanwhile, nothing is done twice: whom it asked is asked already.
    """
    batch = lines[position : position + BATCH]
    people = [Invitee(line.email, line.name, line.language or taken.language) for line in batch if line.problem is None]
    done: Standing = await invite(writer, group_id=taken.group_id, people=people, now=now)
    after = position + len(batch)
    numbers = {
        "more_invited": len(done.new) + len(done.again),
        "more_asked": done.known,
        "more_faulty": len(batch) - len(people),
    }
    key = {"intake_id": taken.id, "from_position": position, "new_position": after}
    await writer.run(_ADVANCE, {**key, **numbers, "until": now + _TAKEN})
    if after >= len(lines):
        await writer.run(_END, {"intake_id": taken.id})
    return after


def written_sheet(sheet: Sheet) -> str:
    """A list as it is kept."""
    header = None if sheet.header is None else list(sheet.header)
    rows = [[row.line, list(row.cells)] for row in sheet.rows]
    return json.dumps({"header": header, "columns": sheet.columns, "rows": rows}, ensure_ascii=False)


def read_sheet(text: str) -> Sheet:
    kept = json.loads(text)
    header = None if kept["header"] is None else tuple(kept["header"])
    return Sheet(header, tuple(Row(line, tuple(cells)) for line, cells in kept["rows"]), kept["columns"])


def written_columns(columns: Columns) -> str:
    return json.dumps([columns.email, columns.name, columns.surname, columns.language])


def read_columns(text: str) -> Columns:
    return Columns(*json.loads(text))
