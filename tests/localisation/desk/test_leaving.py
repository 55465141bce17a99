"""Whoever deletes their account leaves what they wrote into texts, and nothing that says it was them."""

import pytest

from app.localisation.operations import (
    add_remark,
    decide_suggestion,
    keep_arrival,
    keep_draft,
    keep_look,
    mark_reviewed,
)
from app.localisation.queries import (
    arrival_of,
    draft_of,
    edits_of,
    look_of,
    remarks_of,
    reviewed,
    reviewed_in,
    suggestion_of,
    uncommitted,
)
from app.people.operations import delete_person
from app.storage import Database, Writer
from tests.localisation.desk.cast import NOW, WHERE, changes, person, suggests

pytestmark = pytest.mark.anyio


@pytest.fixture
async def jadwiga(database: Database) -> int:
    """Somebody who did everything that a reviewer can; her number."""
    owner = await person(database, "Jadwiga")

    async def work(writer: Writer) -> None:
        await changes(writer, "jadwiga", "", "Raz.")
        await suggests(writer, "jadwiga", "Dwa.")
        await decide_suggestion(writer, suggestion_id=1, state="declined", reason="No.", decided_by="jadwiga", now=NOW)
        await add_remark(writer, where=WHERE, words="Which?", asks=False, author="jadwiga", now=NOW)
        await mark_reviewed(
            writer, target="pl", domain=WHERE.domain, digests={WHERE.text: "digest"}, author="jadwiga", now=NOW
        )
        await keep_draft(writer, person_id=owner, where=WHERE, texts=("Trzy.",), expected="", now=NOW)
        await keep_arrival(writer, person_id=owner, target="pl", name="pl.po", data=b"x", now=NOW)
        await keep_look(writer, person_id=owner, target="pl", snapshot=b"x", now=NOW)

    await database.write(work)
    return owner


async def names(database: Database) -> set[str | None]:
    """Whose names stand beside what was done to the text."""
    one, by = await suggestion_of(database, target="pl", suggestion_id=1), await reviewed(database, where=WHERE)
    assert one
    assert by
    changed = (*await edits_of(database, where=WHERE), *await uncommitted(database))
    remarks = await remarks_of(database, where=WHERE)
    return {one.name, by[0], *(each.name for each in changed), *(each.name for each in remarks)}


async def test_the_name_is_the_accounts_until_it_is_gone(database: Database, jadwiga: int) -> None:
    assert await names(database) == {"Jadwiga"}
    await database.write(lambda writer: delete_person(writer, person_id=jadwiga, now=NOW))
    assert await names(database) == {None}


async def test_what_was_written_stays_and_what_was_only_ones_own_goes(database: Database, jadwiga: int) -> None:
    await database.write(lambda writer: delete_person(writer, person_id=jadwiga, now=NOW))
    assert [each.after for each in await edits_of(database, where=WHERE)] == [("Raz.",)]
    one = await suggestion_of(database, target="pl", suggestion_id=1)
    assert one
    assert (one.texts, one.state) == (("Dwa.",), "declined")
    assert [each.words for each in await remarks_of(database, where=WHERE)] == ["Which?"]
    assert await reviewed_in(database, target="pl") == {WHERE.text: "digest"}
    assert await draft_of(database, person_id=jadwiga, where=WHERE) is None
    assert await arrival_of(database, person_id=jadwiga, target="pl", arrival_id=1) is None
    assert await look_of(database, person_id=jadwiga, target="pl") is None
