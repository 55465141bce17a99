"""My own earlier save is no conflict; what anybody else did in between is."""

from functools import partial

import pytest

from app.localisation.queries import is_own_way
from app.localisation.saving import fingerprint
from app.storage import Database
from tests.localisation.desk.cast import WHERE, changes, person, saying

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize(
    ("made", "start", "end", "own"),
    [
        ("jadwiga: a>b, jadwiga: b>c", "a", "c", True),
        ("jadwiga: a>b", "b", "b", True),
        ("jadwiga: a>b", "b", "a", False),
        ("jadwiga: a>b, jadwiga: b>a, jadwiga: a>c", "b", "c", True),
        ("jadwiga: b>c, jadwiga: a>b", "a", "c", False),
        ("jadwiga: a>b, piotr: b>c", "a", "c", False),
        ("jadwiga: a>b, piotr: b>c, jadwiga: c>d", "a", "d", False),
        ("jadwiga: a>b, jadwiga: c>d", "a", "d", False),
        ("piotr: a>b", "a", "b", False),
    ],
)
async def test_ones_own_changes_lead_from_one_text_to_the_other(
    database: Database, made: str, start: str, end: str, *, own: bool
) -> None:
    for step in made.split(", "):
        author, texts = step.split(": ")
        before, after = texts.split(">")
        await database.write(partial(changes, author=author, before=before, after=after))
    assert await leads(database, start, end) == own


async def test_a_suggestion_of_mine_was_accepted_by_somebody_else(database: Database) -> None:
    await person(database, "Jadwiga")
    await database.write(lambda writer: changes(writer, "jadwiga", "a", "b", how="suggestion"))
    assert not await leads(database, "a", "b")


async def leads(database: Database, start: str, end: str) -> bool:
    states = {"start": fingerprint(saying(start)), "end": fingerprint(saying(end))}
    return await is_own_way(database, where=WHERE, author="jadwiga", **states)
