from dataclasses import replace
from datetime import timedelta

import pytest

from app.people.operations import delete_person
from app.progress.queries import course_state, course_state_of
from app.progress.records import Completed, CourseState, KeptPlace, LastStep, QuizResult
from app.storage import Database
from tests.progress.cast import NOW, Learner

pytestmark = pytest.mark.anyio

LATER = NOW + timedelta(hours=1)


async def test_someone_who_did_nothing_yet_has_an_empty_course(maria: Learner) -> None:
    assert await maria.course() == CourseState(
        person_id=maria.id,
        person_expires_at=NOW + timedelta(days=90),
        is_guest=True,
        done={},
        confirmed={},
        completions=(),
        quizzes=(),
        place=None,
        last=None,
    )


async def test_a_question_is_done_when_any_try_was_fully_right(maria: Learner) -> None:
    await maria.answer(["each"], after=0, mark=1.0)
    await maria.answer(["lead"], after=1, mark=0.0)
    await maria.answer(["goals"], after=0, question="what-holds", mark=0.99)
    await maria.answer(None, after=0, question="who-pays", mark=None, action="hint")
    await maria.answer("In our office …", after=0, question="think", mark=None)
    await maria.answer(["each"], after=0, mark=1.0, module="licensing")
    assert (await maria.course()).done == {"partnerships": {"who-signs", "think"}, "licensing": {"who-signs"}}


async def test_confirmed_lessons_are_told_by_module(maria: Learner) -> None:
    await maria.confirm("welcome")
    assert (await maria.course()).confirmed == {"partnerships": {"welcome"}}


async def test_answers_in_a_quiz_do_not_count_as_done_but_as_the_last_step(maria: Learner) -> None:
    await maria.answer(["each"], after=0, mark=1.0, question="think", now=NOW - timedelta(hours=1))
    attempt = await maria.attempt(await maria.start())
    assert attempt is not None
    await maria.save(1, ["each"])
    await maria.finish(attempt.id, 100.0, passed=True, now=LATER)
    state = await maria.course()
    assert state.done == {"partnerships": {"think"}}
    assert state.last == LastStep("quiz", "partnerships", "agreement", "who-signs", NOW)
    assert state.quizzes == (QuizResult("partnerships", 1, NOW, LATER, 100.0, passed=True),)


async def test_the_last_step_is_the_latest_not_the_last_listed(maria: Learner) -> None:
    await maria.answer(["each"], after=0, question="zebra")
    await maria.answer(["each"], after=0, question="ant", now=LATER)
    assert (await maria.course()).last == LastStep("practice", "partnerships", "agreement", "ant", LATER)


async def test_a_completion_keeps_its_first_date(maria: Learner) -> None:
    assert await maria.complete("lesson", "partnerships", "agreement")
    assert not await maria.complete("lesson", "partnerships", "agreement", now=LATER)
    assert await maria.complete("module", "partnerships", now=LATER)
    assert await maria.complete("course", now=LATER + timedelta(hours=1))
    assert (await maria.course()).completions == (
        Completed("lesson", "partnerships", "agreement", NOW),
        Completed("module", "partnerships", "", LATER),
        Completed("course", "", "", LATER + timedelta(hours=1)),
    )


async def test_the_place_is_where_they_were_last_in_whatever_order_it_is_heard_of(maria: Learner) -> None:
    await maria.leave("the-life-cycle", now=LATER)
    await maria.leave("introduction", now=NOW)
    assert (await maria.course()).place == KeptPlace("partnerships", "agreement", "the-life-cycle", LATER)


async def test_nothing_of_maria_is_told_to_a_stranger(maria: Learner, stranger: Learner) -> None:
    await maria.answer(["each"], after=0, mark=1.0)
    await maria.complete("course")
    await maria.leave("introduction")
    await maria.start()
    state = await stranger.course()
    assert (state.done, state.completions, state.quizzes, state.place, state.last) == ({}, (), (), None, None)


async def test_an_unknown_or_ended_session_has_no_course(maria: Learner, database: Database) -> None:
    assert await course_state(database, token_hash=b"nobody", course="networking", now=NOW) is None
    late = NOW + timedelta(days=90)
    assert await course_state(database, token_hash=maria.token_hash, course="networking", now=late) is None


async def test_completions_are_dated_by_the_same_but_for_the_last_step_and_by_nothing_of_the_deleted(
    maria: Learner, database: Database
) -> None:
    await maria.answer(["lead"], after=0)
    await maria.answer(["each"], after=1, mark=1.0)
    await maria.answer(["goals"], after=0, question="what-holds", mark=0.5)
    await maria.confirm("welcome")
    await maria.complete("lesson", "partnerships", "agreement")
    await maria.start()
    await maria.save(1, ["each"])
    expected = replace(await maria.course(), last=None)
    assert expected.done == {"partnerships": {"who-signs"}}
    assert expected.confirmed == {"partnerships": {"welcome"}}
    assert await course_state_of(database, person_id=maria.id, course="networking") == expected
    await database.write(lambda writer: delete_person(writer, person_id=maria.id, now=NOW))
    assert await course_state_of(database, person_id=maria.id, course="networking") is None
