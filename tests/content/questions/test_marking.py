"""What holds for every mark."""

import random
from dataclasses import replace
from fractions import Fraction
from itertools import combinations
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.content import questions
from app.content.model import Choice, Html, Matching, Ordering, Question, Reflection, Short, Sorting
from app.content.questions import Answer, Marked
from tests.content.questions import building
from tests.content.questions.building import answered, every_kind, graded, question

T = TypeVar("T")

SINGLE = question("single", building.choice(("lead", "each"), ["each"]))
MULTIPLE = question("multiple", building.choice(("goals", "roles", "logo"), ["goals", "roles"]))
MATCHING = question("matching", building.matching({"liaison": "flow", "host": "rooms"}))
ORDERING = question("ordering", building.ordering(["meet", "agree", "sign", "act"]))
SHORT = question("short", building.short(["royalty"], ["fee"]))
REFLECTION = question("reflection", Reflection())


@given(answered(graded))
def test_a_mark_is_between_0_and_1(case: tuple[Question, Answer]) -> None:
    fraction = questions.mark(*case).fraction

    assert fraction is not None
    assert 0 <= fraction <= 1


@given(answered(graded))
def test_full_marks_are_given_exactly_when_every_verdict_is_right(case: tuple[Question, Answer]) -> None:
    marked = questions.mark(*case)

    assert marked.verdicts
    assert (marked.fraction == 1) == all(marked.verdicts.values())


@given(answered(graded), st.randoms())
def test_marking_does_not_depend_on_the_order_of_what_is_shown(
    case: tuple[Question, Answer], rng: random.Random
) -> None:
    asked, answer = case

    assert questions.mark(_shuffled(asked, rng), answer) == questions.mark(asked, answer)


def _shuffled(asked: Question, rng: random.Random) -> Question:
    """The same question, its parts in another order (an ordering's right order is in its targets)."""
    body = asked.body
    if isinstance(body, (Choice, Short)):
        return replace(asked, body=replace(body, options=_mixed(body.options, rng)))
    if isinstance(body, (Matching, Sorting)):
        mixed = replace(body, items=_mixed(body.items, rng), labels=_mixed(body.labels, rng))
        return replace(asked, body=mixed)
    return replace(asked, body=Ordering(_mixed(_ordering(asked).items, rng)))


def _mixed(parts: tuple[T, ...], rng: random.Random) -> tuple[T, ...]:
    return tuple(rng.sample(parts, len(parts)))


@given(answered(building.choices()))
def test_feedback_on_choices_is_only_for_what_was_chosen(case: tuple[Question, Answer]) -> None:
    asked, answer = case

    assert set(questions.mark(asked, answer).feedback) == set(answer)


def test_feedback_that_the_author_did_not_write_is_left_out() -> None:
    silent = tuple(replace(option, feedback=Html("")) for option in building.choice(("one", "two"), ["one"]).options)

    assert questions.mark(question("single", Choice(silent)), ["one"]).feedback == {}


@given(answered(building.orderings()))
def test_moving_only_the_items_not_marked_right_can_put_an_ordering_right(case: tuple[Question, Answer]) -> None:
    asked, answer = case
    verdicts = questions.mark(asked, answer).verdicts
    right = [item.key for item in _ordering(asked).items]
    kept = [key for key in answer if verdicts[key]]

    assert kept == [key for key in right if verdicts[key]]


@given(answered(building.orderings()))
def test_an_ordering_keeps_as_many_items_as_any_way_of_putting_it_right(case: tuple[Question, Answer]) -> None:
    asked, answer = case
    right = [item.key for item in _ordering(asked).items]
    positions = [right.index(key) for key in answer]
    sizes = range(1, len(right) + 1)
    longest = max(n for n in sizes if any(list(run) == sorted(run) for run in combinations(positions, n)))

    assert questions.mark(asked, answer).fraction == (Fraction(longest - 1, len(right) - 1) if len(right) > 1 else 1)


def _ordering(asked: Question) -> Ordering:
    assert isinstance(asked.body, Ordering)
    return asked.body


def test_a_reflection_has_neither_mark_nor_verdict() -> None:
    assert questions.mark(REFLECTION, "We could ask the library.") == Marked(None, {}, {})


@pytest.mark.parametrize("asked", [SINGLE, MULTIPLE, MATCHING, ORDERING, SHORT], ids=lambda asked: asked.kind)
@pytest.mark.parametrize("answer", [[], ["gone"], {}, {"gone": "flow"}, {"liaison": "gone"}, ""], ids=str)
def test_an_answer_of_which_nothing_exists_any_more_is_marked_0(asked: Question, answer: Answer) -> None:
    marked = questions.mark(asked, answer)

    assert marked.fraction == 0
    assert not any(marked.verdicts.values())
    assert marked.feedback == {}


@given(every_kind, answered())
def test_an_answer_to_an_earlier_question_never_fails_to_be_marked(
    asked: Question, earlier: tuple[Question, Answer]
) -> None:
    fraction = questions.mark(asked, earlier[1]).fraction

    assert (fraction is None) == (asked.kind == "reflection")
    assert fraction is None or 0 <= fraction <= 1


def test_an_option_deleted_since_counts_as_not_chosen() -> None:
    assert questions.mark(MULTIPLE, ["goals", "gone", "roles"]).fraction == 1


def test_an_item_deleted_since_leaves_the_order_of_the_others() -> None:
    assert questions.mark(ORDERING, ["gone", "meet", "agree", "sign", "act"]).fraction == 1


def test_an_item_added_since_is_not_right_in_an_earlier_answer() -> None:
    marked = questions.mark(ORDERING, ["meet", "agree", "sign"])

    assert marked.fraction == Fraction(2, 3)
    assert marked.verdicts == {"meet": True, "agree": True, "sign": True, "act": False}


@given(answered())
def test_a_complete_answer_is_answerable(case: tuple[Question, Answer]) -> None:
    assert questions.answerable(*case)


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        (SINGLE, ["gone"]),
        (SINGLE, "each"),
        (MULTIPLE, ["goals", "gone"]),
        (MATCHING, {"liaison": "flow", "gone": "rooms"}),
        (MATCHING, {"liaison": "flow", "host": "gone"}),
        (MATCHING, ["liaison", "host"]),
        (ORDERING, ["meet", "agree", "sign", "gone"]),
        (ORDERING, {"meet": "1"}),
        (SHORT, ["royalty"]),
        (REFLECTION, {"liaison": "flow"}),
    ],
)
def test_an_answer_that_lost_a_key_or_has_another_form_is_not_answerable(asked: Question, answer: Answer) -> None:
    assert not questions.answerable(asked, answer)


def test_a_missed_right_option_is_among_the_verdicts() -> None:
    assert questions.mark(MULTIPLE, ["goals", "logo"]).verdicts == {"goals": True, "roles": False, "logo": False}


def test_no_item_of_a_reversed_ordering_is_right() -> None:
    assert not any(questions.mark(ORDERING, ["act", "sign", "agree", "meet"]).verdicts.values())
