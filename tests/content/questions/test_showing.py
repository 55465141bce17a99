"""What a page shows of a question, and in which order."""

# Chance is what is tested here; nothing secret hangs on it.
# ruff: noqa: S311

import random
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.content import questions
from app.content.model import (
    Body,
    Choice,
    Html,
    Item,
    Matching,
    Option,
    Ordering,
    Question,
    Reflection,
    Short,
    Sorting,
    Text,
)
from app.content.questions import Answer
from app.content.questions.views import ChoiceView, PlacesView, ShownPlace, WritingView
from tests.content.questions import building
from tests.content.questions.building import answered, every_kind, question


@given(every_kind, st.data(), st.randoms())
def test_a_fresh_question_looks_the_same_whatever_is_right(
    asked: Question, data: st.DataObject, rng: random.Random
) -> None:
    other = replace(asked, body=data.draw(keyed_differently(asked)))
    order = questions.order(asked, rng)

    assert questions.show(other, order, None, None) == questions.show(asked, order, None, None)


@given(answered(), st.data(), st.randoms())
def test_an_unmarked_answer_looks_the_same_whatever_is_right(
    case: tuple[Question, Answer], data: st.DataObject, rng: random.Random
) -> None:
    asked, answer = case
    other = replace(asked, body=data.draw(keyed_differently(asked)))
    order = questions.order(asked, rng)

    assert questions.show(other, order, answer, None) == questions.show(asked, order, answer, None)


def keyed_differently(
    asked: Question,
) -> st.SearchStrategy[Body]:
    """Bodies with the same texts and another answer key and feedback."""
    body = asked.body
    if isinstance(body, (Choice, Short)):
        flags = st.lists(st.booleans(), min_size=len(body.options), max_size=len(body.options))
        return flags.map(lambda rights: replace(body, options=_turned(body.options, rights)))
    if isinstance(body, Ordering):
        return st.permutations([item.key for item in body.items]).map(building.ordering)
    if isinstance(body, (Matching, Sorting)):
        labels = st.sampled_from([label.key for label in body.labels])
        targets = st.lists(labels, min_size=len(body.items), max_size=len(body.items))
        return targets.map(lambda chosen: replace(body, items=_moved(body.items, chosen)))
    return st.just(body)


def _turned(options: Sequence[Option], rights: Sequence[bool]) -> tuple[Option, ...]:
    pairs = zip(options, rights, strict=True)
    return tuple(replace(option, right=right, feedback=Html(str(right))) for option, right in pairs)


def _moved(items: Sequence[Item], targets: Sequence[str]) -> tuple[Item, ...]:
    pairs = zip(items, targets, strict=True)
    return tuple(replace(item, target=target, feedback=Html(target)) for item, target in pairs)


def test_choices_show_verdict_and_feedback_only_at_what_was_chosen() -> None:
    asked = question("multiple", building.choice(("goals", "roles", "logo", "motto"), ["goals", "roles"]))
    answer: Answer = ["goals", "logo"]
    view = questions.show(asked, ("motto", "logo", "roles", "goals"), answer, questions.mark(asked, answer))

    assert isinstance(view, ChoiceView)
    assert view.multiple
    assert [(shown.key, shown.chosen, shown.verdict, shown.feedback) for shown in view.options] == [
        ("motto", False, None, ""),
        ("logo", True, False, "on logo"),
        ("roles", False, None, ""),
        ("goals", True, True, "on goals"),
    ]


def test_a_single_choice_does_not_show_the_right_option_when_another_was_chosen() -> None:
    asked = question("single", building.choice(("lead", "each"), ["each"]))
    view = questions.show(asked, ("lead", "each"), ["lead"], questions.mark(asked, ["lead"]))

    assert isinstance(view, ChoiceView)
    assert not view.multiple
    assert [shown.verdict for shown in view.options] == [False, None]


def test_a_matching_shows_its_items_as_authored_and_its_partners_in_the_order_drawn() -> None:
    asked = question("matching", building.matching({"liaison": "flow", "host": "rooms"}, ["money"]))
    answer: Answer = {"liaison": "flow", "host": "money"}
    view = questions.show(asked, ("money", "rooms", "flow"), answer, questions.mark(asked, answer))

    assert isinstance(view, PlacesView)
    assert view.purpose == "match"
    assert view.places == (ShownPlace("money", "money"), ShownPlace("rooms", "rooms"), ShownPlace("flow", "flow"))
    assert [(row.key, row.html, row.chosen, row.verdict, row.feedback) for row in view.rows] == [
        ("liaison", "<b>liaison</b>", "flow", True, "on liaison"),
        ("host", "<b>host</b>", "money", False, "on host"),
    ]


def test_a_sorting_shows_its_groups_as_authored_and_its_items_in_the_order_drawn() -> None:
    asked = question("sorting", building.sorting({"needs": "before", "plan": "before", "report": "after"}))
    view = questions.show(asked, ("report", "needs", "plan"), {"needs": "before"}, None)

    assert isinstance(view, PlacesView)
    assert view.purpose == "sort"
    assert [place.value for place in view.places] == ["before", "after"]
    assert [(row.key, row.chosen) for row in view.rows] == [("report", ""), ("needs", "before"), ("plan", "")]


def test_an_ordering_shows_its_items_in_the_order_drawn_and_their_positions() -> None:
    asked = question("ordering", building.ordering(["meet", "agree", "sign"]))
    answer: Answer = ["agree", "meet", "sign"]
    view = questions.show(asked, ("sign", "meet", "agree"), answer, questions.mark(asked, answer))

    assert isinstance(view, PlacesView)
    assert view.purpose == "order"
    assert [place.value for place in view.places] == ["1", "2", "3"]
    assert [(row.key, row.chosen, row.verdict, row.feedback) for row in view.rows] == [
        ("sign", "3", True, "on sign"),
        ("meet", "2", False, "on meet"),
        ("agree", "1", True, "on agree"),
    ]


@pytest.mark.parametrize(
    ("typed", "verdict", "feedback"),
    [("Royalty", True, "on royalty"), ("fee", False, "on fee"), ("rent", False, "otherwise")],
)
def test_a_short_answer_shows_the_feedback_on_what_was_typed(typed: str, verdict: bool, feedback: str) -> None:  # noqa: FBT001 - a column of the table above
    asked = question("short", building.short(["royalty"], ["fee"]))
    view = questions.show(asked, (), typed, questions.mark(asked, typed))

    assert view == WritingView(typed, long=False, verdict=verdict, feedback=Html(feedback))


def test_a_reflection_shows_what_was_written_without_a_verdict() -> None:
    asked = question("reflection", Reflection())
    view = questions.show(asked, (), "We ask.", questions.mark(asked, "We ask."))

    assert view == WritingView("We ask.", long=True, verdict=None, feedback=Html(""))


def test_a_place_is_named_in_plain_words() -> None:
    asked = question("matching", building.matching({"liaison": "flow"}))
    assert isinstance(asked.body, Matching)
    label = replace(asked.body.labels[0], text=Text(Html("the <em>flow</em> &amp; more"), "the flow & more"))
    view = questions.show(replace(asked, body=replace(asked.body, labels=(label,))), ("flow",), None, None)

    assert isinstance(view, PlacesView)
    assert view.places == (ShownPlace("flow", "the flow & more"),)


@given(every_kind, st.randoms())
def test_an_order_holds_each_shuffled_key_once(asked: Question, rng: random.Random) -> None:
    body = asked.body
    if isinstance(body, Choice):
        expected = [option.key for option in body.options]
    elif isinstance(body, Matching):
        expected = [label.key for label in body.labels]
    elif isinstance(body, (Ordering, Sorting)):
        expected = [item.key for item in body.items]
    else:
        expected = []

    assert sorted(questions.order(asked, rng)) == sorted(expected)
    assert sorted(questions.default_order(asked)) == sorted(expected)


@given(building.orderings(), st.randoms())
def test_an_ordering_is_never_shown_in_its_right_order(asked: Question, rng: random.Random) -> None:
    assert isinstance(asked.body, Ordering)
    right = tuple(item.key for item in asked.body.items)
    assume(len(right) > 1)

    assert questions.order(asked, rng) != right
    assert questions.default_order(asked) != right


def test_options_are_shown_in_every_order() -> None:
    asked = question("single", building.choice(("lead", "each", "author"), ["each"]))

    assert len({questions.order(asked, random.Random(seed)) for seed in range(100)}) == 6


@given(building.true_or_false(), st.randoms())
def test_true_stands_before_false_in_every_attempt(asked: Question, rng: random.Random) -> None:
    assert questions.order(asked, rng) == ("true", "false")


@given(building.choices())
def test_a_lesson_shows_choices_as_authored(asked: Question) -> None:
    assert isinstance(asked.body, Choice)
    assert questions.default_order(asked) == tuple(option.key for option in asked.body.options)


@given(every_kind)
def test_a_lesson_shows_the_same_order_to_everyone(asked: Question) -> None:
    assert questions.default_order(asked) == questions.default_order(asked)


def test_two_questions_of_a_lesson_are_shuffled_apart() -> None:
    body = building.ordering(building.WORDS)

    assert questions.default_order(question("ordering", body, id="one")) != questions.default_order(
        question("ordering", body, id="other")
    )


@given(building.orderings())
def test_what_an_older_order_does_not_list_is_not_shown_in_its_right_order(asked: Question) -> None:
    view = questions.show(asked, (), None, None)

    assert isinstance(view, PlacesView)
    assert [row.key for row in view.rows] == sorted(row.key for row in view.rows)


def test_an_order_that_lists_a_deleted_option_shows_the_others() -> None:
    asked = question("single", building.choice(("lead", "each"), ["each"]))
    view = questions.show(asked, ("each", "gone", "lead"), ["gone"], None)

    assert isinstance(view, ChoiceView)
    assert [(shown.key, shown.chosen) for shown in view.options] == [("each", False), ("lead", False)]


def test_an_item_without_a_place_has_no_verdict() -> None:
    asked = question("matching", building.matching({"liaison": "flow", "host": "rooms"}))
    answer: Answer = {"liaison": "flow", "host": "gone"}
    view = questions.show(asked, ("flow", "rooms"), answer, questions.mark(asked, answer))

    assert isinstance(view, PlacesView)
    assert [(row.chosen, row.verdict, row.feedback) for row in view.rows] == [
        ("flow", True, "on liaison"),
        ("", None, ""),
    ]


def test_an_ordering_shows_what_is_left_of_an_answer_with_a_deleted_item() -> None:
    asked = question("ordering", building.ordering(["meet", "agree", "sign"]))
    answer: Answer = ["gone", "meet", "agree", "sign"]
    view = questions.show(asked, ("meet", "agree", "sign"), answer, questions.mark(asked, answer))

    assert isinstance(view, PlacesView)
    assert [(row.chosen, row.verdict) for row in view.rows] == [("1", True), ("2", True), ("3", True)]
