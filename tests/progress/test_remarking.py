import pytest

from app.progress.operations import NoSuchAttempt, Remarkable, apply_remark, remarkable_attempts
from app.progress.queries import steps_of
from app.storage import Database
from tests.progress.cast import NOW, Learner, arrive

pytestmark = pytest.mark.anyio


async def finished(learner: Learner, score: float, *, passed: bool) -> int:
    attempt = await learner.attempt(await learner.start())
    assert attempt is not None
    await learner.save(attempt.number, ["each"])
    await learner.finish(attempt.id, score, passed=passed)
    return attempt.id


async def remark(learner: Learner, attempt_id: int, mark: float, *, score: float, passed: bool) -> None:
    await learner.database.write(
        lambda writer: apply_remark(
            writer,
            person_id=learner.id,
            attempt_id=attempt_id,
            marks={("who-signs", 1): mark},
            score=score,
            passed=passed,
        )
    )


async def test_practice_and_finished_quizzes_can_be_marked_again_and_open_ones_not_yet(
    maria: Learner, database: Database
) -> None:
    await maria.answer(["lead"], after=0)
    quiz = await finished(maria, 50.0, passed=False)
    await maria.start()
    found: list[Remarkable] = [one async for one in remarkable_attempts(database, course="networking")]
    assert [(one.attempt.kind, one.attempt.person_id) for one in found] == [
        ("practice", maria.id),
        ("quiz", maria.id),
    ]
    assert found[0].steps["who-signs"][0].answer == ["lead"]
    assert found[1].attempt.id == quiz
    assert [one async for one in remarkable_attempts(database, course="other")] == []


async def test_many_attempts_come_each_once(database: Database) -> None:
    learners = [await arrive(database, f"learner {number}") for number in range(205)]
    for learner in learners:
        await learner.answer(["lead"], after=0)
    found = [one.attempt.person_id async for one in remarkable_attempts(database, course="networking")]
    assert found == [learner.id for learner in learners]


async def test_a_better_result_counts(maria: Learner, database: Database) -> None:
    quiz = await finished(maria, 50.0, passed=False)
    await remark(maria, quiz, 1.0, score=100.0, passed=True)
    attempt = await maria.attempt(1)
    assert attempt is not None
    assert (attempt.score, attempt.passed, attempt.finished_at) == (100.0, True, NOW)
    assert (await steps_of(database, attempt=attempt))["who-signs"][-1].mark == 1.0


async def test_a_worse_mark_is_told_but_takes_no_pass_and_no_best_score_away(
    maria: Learner, database: Database
) -> None:
    quiz = await finished(maria, 80.0, passed=True)
    await remark(maria, quiz, 0.0, score=40.0, passed=False)
    attempt = await maria.attempt(1)
    assert attempt is not None
    assert (attempt.score, attempt.passed) == (80.0, True)
    assert (await steps_of(database, attempt=attempt))["who-signs"][-1].mark == 0.0


async def test_an_attempt_is_marked_again_only_as_its_persons(maria: Learner, stranger: Learner) -> None:
    quiz = await finished(maria, 50.0, passed=False)
    with pytest.raises(NoSuchAttempt):
        await remark(stranger, quiz, 1.0, score=100.0, passed=True)


async def test_an_open_attempt_gets_no_result(maria: Learner) -> None:
    await maria.start()
    attempt = await maria.attempt(1)
    assert attempt is not None
    await remark(maria, attempt.id, 1.0, score=100.0, passed=True)
    untouched = await maria.attempt(1)
    assert untouched == attempt
