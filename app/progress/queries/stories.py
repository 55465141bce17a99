"""How learners of an organisation played a game: the first story of each that came to an ending."""

import asyncio
from collections.abc import Iterable
from itertools import groupby
from typing import Any, Final, NamedTuple

from sqlalchemy import Select, and_, bindparam, func, select

from app.progress.queries import members
from app.progress.roster import Scope
from app.progress.tables import decision, run
from app.storage import AnyRow, Reader

_ENDED: Final = and_(run.c.course == bindparam("course"), run.c.game == bindparam("game"), run.c.ending.is_not(None))


def _of(people: Select[Any]) -> Select[Any]:
    """Every decision of the first stories, a story's together."""
    firsts = (
        select(run.c.person_id, func.min(run.c.number).label("number"))
        .where(_ENDED, run.c.person_id.in_(people))
        .group_by(run.c.person_id)
        .subquery()
    )
    return (
        select(run.c.person_id, run.c.ending, decision.c.scene, decision.c.choice)
        .select_from(firsts)
        .join(run, and_(_ENDED, run.c.person_id == firsts.c.person_id, run.c.number == firsts.c.number))
        .join(decision, decision.c.run_id == run.c.id)
        .order_by(run.c.person_id, decision.c.n)
    )


_OF_ORGANISATION: Final = _of(members.OF_ORGANISATION)
_OF_GROUP: Final = _of(members.OF_GROUP)


class Story(NamedTuple):
    """How a story ended, and what was chosen in each scene, by their keys. Whose it was isn't told."""

    ending: str
    choices: dict[str, str]


async def first_stories(reader: Reader, *, scope: Scope, game: str, group_id: int = 0) -> tuple[Story, ...]:
    """Those of an organisation's learners in a course, or of one group's."""
    params = {"organisation": scope.organisation, "course": scope.units.course, "game": game}
    if group_id:
        rows = await reader.all(_OF_GROUP, {**params, "group_id": group_id})
    else:
        rows = await reader.all(_OF_ORGANISATION, params)
    # Of an organisation with thousands of learners there are tens of thousands.
    return await asyncio.to_thread(lambda: tuple(_stories(rows)))


def _stories(rows: Iterable[AnyRow]) -> Iterable[Story]:
    for (_, ending), made in groupby(rows, key=lambda row: (row.person_id, row.ending)):
        yield Story(ending, {row.scene: row.choice for row in made})
