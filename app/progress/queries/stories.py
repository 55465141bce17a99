"""How learners of an organisation played a game: the first story of each that came to an ending."""

import asyncio
from collections.abc import Iterable
from itertools import groupby
from typing import Final, NamedTuple

from sqlalchemy import and_, bindparam, case, func, select

from app.people.tables import group, membership
from app.progress.queries import members
from app.progress.queries.roster_rows import IN_SCOPE
from app.progress.roster import Scope
from app.progress.tables import decision, run
from app.storage import AnyRow, Reader

_OF_GAME: Final = and_(run.c.course == bindparam("course"), run.c.game == bindparam("game"))
_LATEST_FIRST: Final = (membership.c.joined_at.desc(), membership.c.group_id.desc())
_MEMBERSHIPS: Final = (
    select(
        membership.c.person_id,
        membership.c.group_id,
        func.row_number().over(partition_by=membership.c.person_id, order_by=_LATEST_FIRST).label("place"),
    )
    .join(group, group.c.id == membership.c.group_id)
    .where(IN_SCOPE)
    .subquery()
)
_FIRSTS: Final = (
    select(run.c.person_id, func.min(case((run.c.ending.is_not(None), run.c.number))).label("number"))
    .where(_OF_GAME, run.c.person_id.in_(members.OF_ORGANISATION))
    .group_by(run.c.person_id)
    .subquery()
)
_STORIES: Final = (
    select(_FIRSTS.c.person_id, _MEMBERSHIPS.c.group_id, run.c.ending, decision.c.scene, decision.c.choice)
    .select_from(_FIRSTS)
    .join(_MEMBERSHIPS, and_(_MEMBERSHIPS.c.person_id == _FIRSTS.c.person_id, _MEMBERSHIPS.c.place == 1))
    .outerjoin(run, and_(_OF_GAME, run.c.person_id == _FIRSTS.c.person_id, run.c.number == _FIRSTS.c.number))
    .outerjoin(decision, decision.c.run_id == run.c.id)
    .order_by(_FIRSTS.c.person_id, decision.c.n)
)


class Story(NamedTuple):
    """How a story ended, and what was chosen in each scene, by their keys. Whose it was isn't told.

    `group` is the one that the person joined last. Of who hasn't come to an ending yet, `ending` is empty.
    """

    group: int
    ending: str
    choices: dict[str, str]


async def first_stories(reader: Reader, *, scope: Scope, game: str) -> tuple[Story, ...]:
    """One of each learner of an organisation in a course who has begun the game."""
    params = {"organisation": scope.organisation, "course": scope.units.course, "game": game}
    rows = await reader.all(_STORIES, params)
    # Of an organisation with thousands of learners there are tens of thousands.
    return await asyncio.to_thread(lambda: tuple(_stories(rows)))


def _stories(rows: Iterable[AnyRow]) -> Iterable[Story]:
    for (_, group_id, ending), made in groupby(rows, key=lambda row: (row.person_id, row.group_id, row.ending)):
        yield Story(group_id, ending or "", {row.scene: row.choice for row in made if ending})
