"""Drawing and scoring a quiz."""

# Chance is what is tested here; nothing secret hangs on it.
# ruff: noqa: S311

import random
from collections import Counter
from collections.abc import Sequence
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.content import quiz
from app.content.model import Quiz, Reflection
from tests.content.questions import building

fractions = st.fractions(0, 1, max_denominator=12)


def pool(lessons: Sequence[str], *, draw: int) -> Quiz:
    """A quiz with one question for each of the lessons named."""
    body = building.choice(("lead", "each"), ["each"])
    asked = [
        building.question("single", body, id=f"question-{number}", lesson=lesson)
        for number, lesson in enumerate(lessons)
    ]
    return Quiz(tuple(asked), draw=draw, pass_mark=70, minutes=5, segments=())


pools = st.builds(
    lambda lessons, draw: pool(lessons, draw=draw),
    st.lists(st.sampled_from(["agreement", "needs", "media"]), max_size=12),
    st.integers(0, 12),
)


@given(pools, st.randoms())
def test_as_many_different_questions_are_drawn_as_asked_for_and_there_are(drawn: Quiz, rng: random.Random) -> None:
    ids = [layout.question_id for layout in quiz.draw(drawn, rng)]

    assert len(set(ids)) == len(ids) == min(drawn.draw, len(drawn.questions))
    assert set(ids) <= {question.id for question in drawn.questions}


@given(pools, st.randoms())
def test_no_lesson_gives_another_question_before_each_had_its_turn(drawn: Quiz, rng: random.Random) -> None:
    lesson_of = {question.id: question.lesson for question in drawn.questions}
    there = Counter(lesson_of.values())
    given_ = Counter(lesson_of[layout.question_id] for layout in quiz.draw(drawn, rng))

    for lesson, available in there.items():
        assert given_[lesson] >= min(available, max(given_.values(), default=0) - 1)


@given(pools, st.integers())
def test_the_same_chance_draws_the_same_questions(drawn: Quiz, seed: int) -> None:
    assert quiz.draw(drawn, random.Random(seed)) == quiz.draw(drawn, random.Random(seed))


@pytest.mark.parametrize("draw", [1, 2, 3])
def test_every_question_can_be_drawn_and_stand_in_every_place(draw: int) -> None:
    drawn = pool(["agreement", "agreement", "needs"], draw=draw)
    attempts = [quiz.draw(drawn, random.Random(seed)) for seed in range(100)]

    for place in range(draw):
        assert {attempt[place].question_id for attempt in attempts} == {"question-0", "question-1", "question-2"}


def test_questions_of_one_lesson_can_stand_side_by_side() -> None:
    drawn = pool(["agreement", "agreement", "needs"], draw=3)
    attempts = {tuple(layout.question_id for layout in quiz.draw(drawn, random.Random(seed))) for seed in range(100)}

    assert len(attempts) == 6


def test_options_are_shuffled_in_each_attempt_anew() -> None:
    drawn = pool(["agreement"], draw=1)
    orders = {quiz.draw(drawn, random.Random(seed))[0].order for seed in range(50)}

    assert orders == {("lead", "each"), ("each", "lead")}


def test_a_reflection_is_never_drawn() -> None:
    asked = building.question("reflection", Reflection())
    drawn = Quiz((asked,), draw=1, pass_mark=70, minutes=5, segments=())

    assert quiz.draw(drawn, random.Random(1)) == ()


@given(st.lists(fractions))
def test_a_score_is_between_0_and_1(marks: list[Fraction]) -> None:
    assert 0 <= quiz.score(marks) <= 1


@given(fractions, st.integers(1, 100))
def test_nobody_reads_the_pass_mark_without_having_passed(score: Fraction, pass_mark: int) -> None:
    assert quiz.passed(score, pass_mark) == (quiz.percent_shown(score) >= pass_mark)


@pytest.mark.parametrize(("score", "passed"), [(Fraction(6999, 10000), False), (Fraction(7, 10), True)])
def test_a_score_just_below_the_pass_mark_has_not_passed(score: Fraction, passed: bool) -> None:  # noqa: FBT001 - a column of the table above
    assert quiz.passed(score, 70) == passed
