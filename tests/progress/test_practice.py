import asyncio
from datetime import timedelta

import pytest

from app.people.operations import PersonGone, delete_person
from app.progress.operations import Outdated, Recorded, Repeated
from app.progress.queries import lesson_state, revision_sources
from app.progress.records import Step
from app.storage import Database
from tests.progress.cast import NOW, Learner

pytestmark = pytest.mark.anyio


async def test_an_answer_is_read_again_as_it_was_given(maria: Learner) -> None:
    await maria.answer(["lead"], after=0, mark=0.5)
    state = await maria.lesson()
    assert state is not None
    assert state.person_id == maria.id
    assert state.person_expires_at == NOW + timedelta(days=90)
    assert state.steps == {
        "who-signs": (
            Step(
                question="who-signs",
                n=1,
                lesson="agreement",
                action="answer",
                answer=["lead"],
                mark=0.5,
                revision="rev-who",
                option_order=("lead", "each"),
                language="el",
                hints=0,
                at=NOW,
            ),
        )
    }


async def test_tries_stand_in_the_order_they_were_made(maria: Learner) -> None:
    await maria.answer(["lead"], after=0)
    await maria.answer(["author"], after=1)
    recorded = await maria.answer(["each"], after=2)
    assert isinstance(recorded, Recorded)
    state = await maria.lesson()
    assert state is not None
    assert [step.answer for step in state.steps["who-signs"]] == [["lead"], ["author"], ["each"]]
    assert recorded.steps == state.steps["who-signs"]


async def test_a_person_without_a_step_has_an_empty_lesson(maria: Learner) -> None:
    state = await maria.lesson()
    assert state is not None
    assert (state.person_id, state.steps, state.confirmed) == (maria.id, {}, frozenset())


async def test_the_same_form_sent_twice_counts_once(maria: Learner) -> None:
    first = await maria.answer(["lead"], after=0)
    again = await maria.answer(["lead"], after=0)
    assert again == Repeated(first.steps)
    state = await maria.lesson()
    assert state is not None
    assert len(state.steps["who-signs"]) == 1


async def test_twenty_parallel_sendings_of_a_form_are_one_step(maria: Learner) -> None:
    outcomes = await asyncio.gather(*(maria.answer(["lead"], after=0) for _ in range(20)))
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Recorded"] + ["Repeated"] * 19
    state = await maria.lesson()
    assert state is not None
    assert len(state.steps["who-signs"]) == 1


async def test_the_same_answer_given_on_purpose_a_second_time_is_a_second_step(maria: Learner) -> None:
    await maria.answer(["lead"], after=0)
    assert isinstance(await maria.answer(["lead"], after=1), Recorded)


async def test_a_form_sent_again_after_a_later_step_is_still_known(maria: Learner) -> None:
    await maria.answer(["lead"], after=0)
    present = await maria.answer(["each"], after=1)
    assert await maria.answer(["lead"], after=0) == Repeated(present.steps)


@pytest.mark.parametrize("after", [0, 5, -1])
async def test_another_answer_from_an_outdated_page_writes_nothing_and_tells_the_present_state(
    maria: Learner, after: int
) -> None:
    present = await maria.answer(["lead"], after=0)
    assert await maria.answer(["each"], after=after) == Outdated(present.steps)
    state = await maria.lesson()
    assert state is not None
    assert state.steps["who-signs"] == present.steps


async def test_a_hint_is_not_taken_for_an_answer(maria: Learner) -> None:
    await maria.answer(None, after=0, action="hint", mark=None)
    assert isinstance(await maria.answer(None, after=0, mark=None), Outdated)
    assert isinstance(await maria.answer(None, after=0, action="hint", mark=None), Repeated)


async def test_questions_of_one_module_do_not_disturb_each_other(maria: Learner) -> None:
    await maria.answer(["lead"], after=0)
    assert isinstance(await maria.answer(["goals"], after=0, question="what-holds"), Recorded)
    assert isinstance(await maria.answer(["lead"], after=0, module="licensing"), Recorded)
    state = await maria.lesson("what-holds")
    assert state is not None
    assert state.steps.keys() == {"what-holds"}


@pytest.mark.parametrize("many", [12, 13, 30])
async def test_a_lesson_of_any_length_finds_its_steps_and_no_others(maria: Learner, many: int) -> None:
    questions = [f"question-{number}" for number in range(many)]
    for question in [*questions, "elsewhere"]:
        await maria.answer(["lead"], after=0, question=question)
    state = await maria.lesson(*questions)
    assert state is not None
    assert state.steps.keys() == {*questions}


async def test_a_lesson_is_confirmed_once(maria: Learner) -> None:
    assert isinstance(await maria.confirm("welcome"), Recorded)
    assert isinstance(await maria.confirm("closing"), Recorded)
    assert isinstance(await maria.confirm("welcome"), Repeated)
    state = await maria.lesson()
    assert state is not None
    assert state.confirmed == {"welcome", "closing"}
    assert state.steps == {}


async def test_what_maria_did_is_not_the_strangers(maria: Learner, stranger: Learner) -> None:
    await maria.answer(["lead"], after=0)
    state = await stranger.lesson()
    assert state is not None
    assert state.steps == {}
    assert isinstance(await stranger.answer(["lead"], after=0), Recorded)


async def test_an_unknown_or_ended_session_has_no_lesson(maria: Learner, database: Database) -> None:
    key = {"course": "networking", "module": "partnerships", "questions": ("who-signs",)}
    assert await lesson_state(database, token_hash=b"nobody", now=NOW, **key) is None  # type: ignore[arg-type]  # keys of one test, whose values differ in type
    late = NOW + timedelta(days=90)
    assert await lesson_state(database, token_hash=maria.token_hash, now=late, **key) is None  # type: ignore[arg-type]  # the same


async def test_the_source_of_a_question_is_kept_as_it_was_first_used(maria: Learner, database: Database) -> None:
    await maria.answer(["lead"], after=0)
    await maria.answer(["lead"], after=1, revision="rev-who-2")
    sources = await revision_sources(database, hashes=["rev-who", "rev-who-2", "never-used"])
    assert sources == {"rev-who": "source of rev-who", "rev-who-2": "source of rev-who-2"}


async def test_someone_who_was_deleted_meanwhile_cannot_answer(maria: Learner, database: Database) -> None:
    await maria.answer(["lead"], after=0)
    await database.write(lambda writer: delete_person(writer, person_id=maria.id, now=NOW))
    with pytest.raises(PersonGone):
        await maria.answer(["each"], after=1)
    assert await maria.lesson() is None
