"""What is sent twice in the same moment is there once, and no limit is passed by haste."""

import asyncio
from functools import partial

import pytest

from app.localisation.operations import TooMany, add_remark, decide_suggestion
from app.localisation.operations.suggestions import MOST_OPEN
from app.localisation.queries import open_counts, open_suggestions, remarks_of, suggestions_for
from app.storage import Database, Writer
from tests.localisation.desk.cast import NOW, WHERE, person, suggests

pytestmark = pytest.mark.anyio


async def test_a_suggestion_is_there_once(database: Database) -> None:
    await person(database, "Maria")
    await asyncio.gather(*(database.write(lambda writer: suggests(writer, "maria", "Same.")) for _ in range(8)))
    assert [each.texts for each in await suggestions_for(database, where=WHERE)] == [("Same.",)]


async def test_a_comment_is_there_once(database: Database) -> None:
    await person(database, "Maria")

    async def work(writer: Writer) -> None:
        await add_remark(writer, where=WHERE, words="Which?", asks=True, author="maria", now=NOW)

    await asyncio.gather(*(database.write(work) for _ in range(8)))
    assert [each.words for each in await remarks_of(database, where=WHERE)] == ["Which?"]


async def test_of_two_decisions_one_counts(database: Database) -> None:
    await database.write(lambda writer: suggests(writer, "maria", "Better."))
    ((one,), _) = await open_suggestions(database, target="pl", page=1)

    async def decide(state: str) -> bool:
        return await database.write(
            lambda writer: decide_suggestion(
                writer, suggestion_id=one.id, state=state, reason="", decided_by="piotr", now=NOW
            )
        )

    assert sorted(await asyncio.gather(decide("accepted"), decide("declined"))) == [False, True]
    assert await suggestions_for(database, where=WHERE) == ()


async def test_only_so_many_of_one_person_wait_until_some_are_decided(database: Database) -> None:
    await person(database, "Maria")

    async def nearly_all(writer: Writer) -> None:
        for number in range(MOST_OPEN - 1):
            await suggests(writer, "maria", f"Text {number}.")

    await database.write(nearly_all)
    sent = [database.write(partial(suggests, author="maria", text=f"Late {number}.")) for number in range(4)]
    outcomes = await asyncio.gather(*sent, return_exceptions=True)
    assert sorted(map(str, map(type, outcomes))) == sorted(map(str, [type(None), TooMany, TooMany, TooMany]))
    # The same as one that waits is none more, and others may still suggest.
    await database.write(lambda writer: suggests(writer, "maria", "Text 0."))
    await database.write(lambda writer: suggests(writer, "stefan", "Late 0."))
    assert await open_counts(database, target="pl") == {WHERE.domain: MOST_OPEN + 1}

    one = (await suggestions_for(database, where=WHERE))[0]
    await database.write(
        lambda writer: decide_suggestion(
            writer, suggestion_id=one.id, state="declined", reason="No.", decided_by="piotr", now=NOW
        )
    )
    await database.write(lambda writer: suggests(writer, "maria", "One more."))
    assert await open_counts(database, target="pl") == {WHERE.domain: MOST_OPEN + 1}
