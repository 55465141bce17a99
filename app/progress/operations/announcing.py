"""Writing to exactly the people whom a filter shows."""

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import BindParameter, Insert, Integer, bindparam, literal_column, select, type_coerce

from app.people.operations import record_act
from app.people.queries.notices import Text
from app.people.tables import announcement, letter
from app.progress.queries.roster import reached
from app.progress.roster import Scope, Wanted
from app.storage import Writer
from app.storage.metadata import Moment, insert

_NOW: BindParameter[Any] = bindparam("now", type_=Moment)
_ADD = insert(announcement).on_conflict_do_nothing().returning(announcement.c.id)


async def announce(
    writer: Writer,
    *,
    scope: Scope,
    wanted: Wanted,
    author: int,
    actor: str,
    texts: Mapping[str, Text],
    once: str,
    receivers: int,
) -> bool:
    """Queue a letter to each learner whom the filter shows and who wants letters; whether it wasn't before.

    `texts` is by language, the first for who reads none of the others. `once` is of the form: one that is sent twice
    sends one letter to each. `receivers` is how many there were when it was previewed.
    """
    kept = json.dumps({language: list(text) for language, text in texts.items()}, ensure_ascii=False)
    row = {"organisation_id": scope.organisation, "person_id": author, "once": once, "texts": kept}
    added = await writer.all(_ADD, {**row, "receivers": receivers, "at": scope.now})
    if not added:
        return False
    statement, params = _letters(scope, wanted)
    await writer.run(statement, {**params, "announcement": added[0].id, "now": scope.now})
    await record_act(writer, actor=actor, action="announce", detail=str(receivers), now=scope.now)
    return True


def _letters(scope: Scope, wanted: Wanted) -> tuple[Insert, dict[str, Any]]:
    people, params = reached(scope=scope, wanted=wanted)
    found = people.subquery()
    rows = select(
        found.c.person_id,
        literal_column("'announcement'"),
        type_coerce(bindparam("announcement", type_=Integer), Integer),
        _NOW,
        _NOW,
        literal_column("0", Integer),
        literal_column("''"),
    )
    columns = ["person_id", "kind", "announcement_id", "queued_at", "next_at", "tries", "problem"]
    return insert(letter).from_select(columns, rows), params
