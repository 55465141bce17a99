import asyncio
from datetime import timedelta

import pytest

from app.progress.operations import Finished, NoSuchAttempt, Result
from app.progress.queries import open_attempt, past_attempts, revision_sources, steps_of
from app.progress.records import Attempt
from app.storage import Database
from tests.progress.cast import LAYOUT, NOW, Learner

pytestmark = pytest.mark.anyio

KEY = {"course": "networking", "module": "partnerships", "now": NOW}


async def begun(learner: Learner) -> Attempt:
    found = await learner.attempt(await learner.start())
    assert found is not None
    return found


async def test_an_attempt_keeps_how_it_was_laid_out(maria: Learner, database: Database) -> None:
    attempt = await begun(maria)
    assert (attempt.number, attempt.layout, attempt.pass_mark) == (1, LAYOUT, 70)
    assert (attempt.finished_at, attempt.score, attempt.passed) == (None, None, None)
    assert await revision_sources(database, hashes=["rev-who", "rev-what"]) == {
        "rev-who": "Who should sign?",
        "rev-what": "What does it hold?",
    }


async def test_twenty_parallel_starts_open_one_attempt(maria: Learner) -> None:
    assert {*await asyncio.gather(*(maria.start() for _ in range(20)))} == {1}


async def test_an_open_attempt_keeps_what_it_began_with(maria: Learner) -> None:
    await maria.start(pass_mark=70)
    assert await maria.start(pass_mark=90) == 1
    attempt = await maria.attempt(1)
    assert attempt is not None
    assert attempt.pass_mark == 70


async def test_an_answer_is_a_new_step_only_if_it_changed(maria: Learner, database: Database) -> None:
    attempt = await begun(maria)
    assert await maria.save(1, ["lead"])
    assert not await maria.save(1, ["lead"])
    assert await maria.save(1, ["each"])
    assert await maria.save(1, ["lead"])
    steps = await steps_of(database, attempt=attempt)
    assert [(step.n, step.answer, step.mark) for step in steps["who-signs"]] == [
        (1, ["lead"], None),
        (2, ["each"], None),
        (3, ["lead"], None),
    ]


async def test_finishing_marks_the_last_answers_and_closes(maria: Learner, database: Database) -> None:
    attempt = await begun(maria)
    await maria.save(1, ["lead"])
    await maria.save(1, ["each"])
    assert await maria.finish(attempt.id, 50.0, passed=False) == Result(NOW, 50.0, passed=False)
    steps = await steps_of(database, attempt=attempt)
    assert [step.mark for step in steps["who-signs"]] == [None, 0.5]
    assert await open_attempt(database, token_hash=maria.token_hash, **KEY) is None  # type: ignore[arg-type]  # keys of one test, whose values differ in type


async def test_finishing_twice_keeps_the_first_result(maria: Learner) -> None:
    attempt = await begun(maria)
    first = await maria.finish(attempt.id, 50.0, passed=False)
    assert await maria.finish(attempt.id, 90.0, passed=True, now=NOW + timedelta(hours=1)) == first


async def test_an_attempt_finished_on_one_device_takes_no_answers_from_another(
    maria: Learner, database: Database
) -> None:
    attempt = await begun(maria)
    await maria.finish(attempt.id, 50.0, passed=False)
    with pytest.raises(Finished):
        await maria.save(1, ["each"])
    assert await steps_of(database, attempt=attempt) == {}


async def test_the_next_attempt_has_the_next_number_and_past_ones_are_listed(
    maria: Learner, database: Database
) -> None:
    await maria.finish((await begun(maria)).id, 50.0, passed=False)
    await maria.finish((await begun(maria)).id, 80.0, passed=True)
    assert (await begun(maria)).number == 3
    past = await past_attempts(database, token_hash=maria.token_hash, **KEY)  # type: ignore[arg-type]  # the same
    assert [(one.number, one.score, one.passed) for one in past] == [(1, 50.0, False), (2, 80.0, True)]


async def test_another_persons_attempt_is_not_found(maria: Learner, stranger: Learner) -> None:
    attempt = await begun(maria)
    assert await stranger.attempt(1) is None
    with pytest.raises(NoSuchAttempt):
        await stranger.save(1, ["each"])
    with pytest.raises(NoSuchAttempt):
        await stranger.finish(attempt.id, 100.0, passed=True)
    untouched = await maria.attempt(1)
    assert untouched is not None
    assert untouched.finished_at is None


async def test_an_attempt_that_never_was_is_not_found(maria: Learner) -> None:
    assert await maria.attempt(7) is None
