"""An author mends a question; what people answered is marked again by it."""

import asyncio
from pathlib import Path

import pytest

from app.progress.remark import Tally, remark
from app.storage import Database
from tests.learn.course import START
from tests.progress.cast import NOW, Learner, arrive
from tests.progress.school import LATER, OF_QUIZ, School

pytestmark = pytest.mark.anyio

EACH, LEAD = "- [x] Each partner {#each}", "- [ ] The lead partner {#lead}"
MENDED = ((EACH, EACH.replace("x", " ", 1)), (LEAD, LEAD.replace("[ ]", "[x]")))
"""The key was wrong: it is the lead partner who signs."""


def mended(text: str, changes: tuple[tuple[str, str], ...] = MENDED) -> str:
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    return text


@pytest.fixture
def school(database: Database, tmp_path: Path) -> School:
    return School(database, tmp_path)


async def test_a_mended_key_raises_marks_and_dates_what_is_complete_by_them(school: School, maria: Learner) -> None:
    wrong = school.course(quiz=None)
    await school.answer(maria, wrong, "what-holds", ["goals"])
    await school.answer(maria, wrong, "who-signs", ["lead"])
    assert (await school.state(maria)).completions == ()

    tally = await school.remark(school.course(lesson=mended(START), quiz=None))
    assert tally == Tally(attempts=1, marks=1, scores=0, passes=0)
    assert await school.mark("who-signs") == 1.0
    state = await school.state(maria)
    assert state.done["first"] == {"who-signs", "what-holds"}
    assert {(fact.kind, fact.at) for fact in state.completions} == {
        ("lesson", LATER),
        ("module", LATER),
        ("course", LATER),
    }


async def test_what_was_done_in_a_lesson_by_a_wrong_key_stays_done(school: School, maria: Learner) -> None:
    wrong = school.course()
    await school.answer(maria, wrong, "who-signs", ["each"])
    assert await school.remark(school.course(lesson=mended(START))) == Tally(attempts=1)
    assert await school.mark("who-signs") == 1.0
    assert (await school.state(maria)).done["first"] == {"who-signs"}


async def test_a_mended_key_raises_a_score_and_makes_a_pass(school: School, maria: Learner) -> None:
    wrong = school.course()
    for question, answer in {"who-signs": ["each"], "what-holds": ["goals"]}.items():
        await school.answer(maria, wrong, question, answer)
    failed = await school.take_quiz(
        maria, wrong, {"quiz-who": ["lead"], "quiz-share": ["rooms"], "quiz-word": "agreement"}
    )
    assert (failed.score, failed.passed) == (50.0, False)

    tally = await school.remark(school.course(quiz=mended(OF_QUIZ)))
    assert tally == Tally(attempts=2, marks=1, scores=1, passes=1)
    passed = await school.attempt(maria)
    assert passed.score == pytest.approx(250 / 3)
    assert (passed.passed, passed.finished_at) == (True, NOW)
    dates = {(fact.kind, fact.at) for fact in (await school.state(maria)).completions}
    assert dates == {("lesson", NOW), ("module", LATER), ("course", LATER)}


async def test_neither_a_score_nor_a_pass_falls(school: School, maria: Learner) -> None:
    best = await school.take_quiz(
        maria, school.course(), {"quiz-who": ["each"], "quiz-share": ["rooms"], "quiz-word": "agreement"}
    )
    assert best.score == pytest.approx(250 / 3)
    assert best.passed
    assert await school.remark(school.course(quiz=mended(OF_QUIZ))) == Tally(attempts=1, marks=1)
    assert await school.mark("quiz-who") == 0.0
    assert await school.attempt(maria) == best


async def test_an_answer_that_can_no_longer_be_given_keeps_its_mark(school: School, maria: Learner) -> None:
    first = school.course()
    await school.answer(maria, first, "what-holds", ["logo"])
    await school.answer(maria, first, "what-holds", ["goals"], after=1)
    await school.take_quiz(maria, first, {"quiz-who": ["nobody"], "quiz-word": "agreement"})

    logo = ("- [ ] A logo {#logo}", "- [ ] A date {#date}")
    goals = ("- [x] Goals {#goals}", "- [x] Aims {#aims}")
    nobody = ("- [ ] Nobody {#nobody}", "- [ ] A lawyer {#lawyer}")
    again = school.course(lesson=mended(START, (logo, goals)), quiz=mended(OF_QUIZ, (nobody,)))
    before = await school.everything()
    assert await school.remark(again) == Tally(attempts=2)
    assert await school.everything() == before


async def test_a_mark_that_was_mended_counts_on_when_its_option_is_taken_out(school: School, maria: Learner) -> None:
    await school.take_quiz(maria, school.course(), {"quiz-who": ["lead"], "quiz-share": ["debts"], "quiz-word": "x"})
    await school.remark(school.course(quiz=mended(OF_QUIZ)))
    without = mended(OF_QUIZ, ((LEAD, "- [ ] A lawyer {#lawyer}"),))
    shared = (("- [x] Rooms", "- [ ] Rooms"), ("- [x] Skills", "- [ ] Skills"), ("- [ ] Debts", "- [x] Debts"))
    changed = mended(without, shared).replace("::: question quiz-share", "::: question quiz-share kind=multiple")
    assert await school.remark(school.course(quiz=changed)) == Tally(attempts=1, marks=1, scores=1)
    assert (await school.attempt(maria)).score == pytest.approx(200 / 3)


async def test_a_question_that_was_taken_out_keeps_its_mark_and_counts_in_the_score(
    school: School, maria: Learner
) -> None:
    first = school.course()
    await school.answer(maria, first, "what-holds", ["goals"])
    await school.take_quiz(maria, first, {"quiz-who": ["lead"], "quiz-word": "agreement"})
    lesson = START[: START.index("::: question what-holds")]
    quiz = mended(OF_QUIZ[: OF_QUIZ.index("::: question quiz-word")]).replace("draw: 3", "draw: 2")
    assert await school.remark(school.course(lesson=lesson, quiz=quiz)) == Tally(attempts=2, marks=1, scores=1)
    assert await school.mark("what-holds") == 1.0
    assert (await school.attempt(maria)).score == pytest.approx(200 / 3)


async def test_a_quiz_that_was_taken_out_is_left_alone(school: School, maria: Learner) -> None:
    await school.take_quiz(maria, school.course(), {"quiz-who": ["lead"]})
    before = await school.everything()
    assert await school.remark(school.course(quiz=None)) == Tally(attempts=1)
    assert await school.everything() == before


async def test_a_dry_run_tells_the_same_and_writes_nothing(school: School, maria: Learner, stranger: Learner) -> None:
    wrong = school.course()
    await school.answer(maria, wrong, "who-signs", ["lead"])
    await school.take_quiz(maria, wrong, {"quiz-who": ["lead"], "quiz-share": ["rooms", "skills"], "quiz-word": "x"})
    await school.take_quiz(stranger, wrong, {"quiz-who": ["each"]})
    right = school.course(lesson=mended(START), quiz=mended(OF_QUIZ))
    before = await school.everything()
    told = await school.remark(right, dry_run=True)
    assert await school.everything() == before
    assert told == Tally(attempts=3, marks=3, scores=1, passes=0)
    assert await school.remark(right) == told


async def test_a_second_run_changes_nothing(school: School, maria: Learner) -> None:
    wrong = school.course()
    await school.answer(maria, wrong, "who-signs", ["lead"])
    await school.take_quiz(maria, wrong, {"quiz-who": ["lead"], "quiz-share": ["rooms", "skills"], "quiz-word": "x"})
    right = school.course(lesson=mended(START), quiz=mended(OF_QUIZ))
    await school.remark(right)
    before = await school.everything()
    assert await school.remark(right) == Tally(attempts=2)
    assert await school.everything() == before


async def test_an_open_attempt_and_a_reflection_are_not_marked(school: School, maria: Learner) -> None:
    thoughts = "\n::: question thoughts kind=reflection\nWhom do you miss?\n:::\n"
    course = school.course(lesson=START + thoughts)
    await school.answer(maria, course, "thoughts", "The school.")
    await school.begin_quiz(maria, course)
    assert await school.remark(course) == Tally(attempts=1)
    assert await school.mark("thoughts") is None


async def test_each_attempt_is_told_as_it_is_done(school: School, database: Database) -> None:
    course = school.course()
    for number in range(3):
        await school.answer(await arrive(database, f"learner {number}"), course, "who-signs", ["lead"])
    told: list[int] = []
    await remark(database, course, now=LATER, dry_run=True, tell=lambda tally: told.append(tally.attempts))
    assert told == [1, 2, 3]


async def test_it_can_be_stopped_between_two_attempts(school: School, database: Database) -> None:
    course = school.course()
    for number in range(3):
        await school.answer(await arrive(database, f"learner {number}"), course, "who-signs", ["lead"])
    told: list[int] = []

    def stop(tally: Tally) -> None:
        told.append(tally.attempts)
        running.cancel()

    running = asyncio.create_task(remark(database, course, now=LATER, dry_run=True, tell=stop))
    with pytest.raises(asyncio.CancelledError):
        await running
    assert told == [1]
