"""What can be chosen in a question stays apart in every language."""

from dataclasses import replace

from app.content.po import Message
from app.localisation.checks import Severity
from tests.localisation.checks.found import in_question

STEM = Message("question/who/stem", "Who signs?", translations=("Kto podpisuje?",))
ONE = Message("question/who/option/director", "The director", translations=("Dyrektor",))
OTHER = Message("question/who/option/head", "The head", translations=("Szef",))
THIRD = Message("question/who/option/nobody", "Nobody", translations=("Nikt",))
LABEL = Message("question/who/label/head", "The head of all", translations=("Dyrektor",))


def test_two_options_translated_alike_are_an_error_at_both() -> None:
    twin = replace(OTHER, translations=("dyrektor ",))
    question = [STEM, ONE, twin, THIRD]
    assert ("apart", Severity.ERROR) in in_question(ONE, question)
    assert ("apart", Severity.ERROR) in in_question(twin, question)
    assert in_question(THIRD, question) == []


def test_an_option_and_a_label_may_be_alike() -> None:
    assert in_question(ONE, [STEM, ONE, LABEL]) == []


def test_texts_that_are_alike_in_english_may_be_alike() -> None:
    same = Message("question/who/option/head", "the director", translations=("Dyrektor",))
    assert in_question(ONE, [ONE, same]) == []


def test_what_is_stale_or_missing_is_not_compared() -> None:
    stale = replace(OTHER, translations=("Dyrektor",), flags=("fuzzy",))
    assert in_question(ONE, [STEM, ONE, stale]) == []


def test_a_question_translated_in_part_is_told_once() -> None:
    empty, stale = replace(OTHER, translations=("",)), replace(THIRD, flags=("fuzzy",))
    question = [STEM, ONE, empty, stale]
    assert [in_question(each, question) for each in question] == [[], [], [("whole", Severity.INFO)], []]


def test_a_question_that_nobody_translated_is_no_matter() -> None:
    question = [replace(each, translations=("",)) for each in (STEM, ONE, OTHER)]
    assert [in_question(each, question) for each in question] == [[], [], []]


def test_the_right_option_alone_twice_as_long_is_told() -> None:
    long = replace(ONE, translations=("Dyrektor albo dyrektorka organizacji",))
    assert in_question(long, [long, OTHER, THIRD], ONE.context) == [("giveaway", Severity.INFO)]
    assert in_question(long, [long, OTHER, THIRD], OTHER.context) == []
    assert in_question(long, [long, OTHER, THIRD], ONE.context, OTHER.context) == []


def test_a_right_option_as_long_in_english_is_no_fault_of_the_translation() -> None:
    long = Message(ONE.context, "The director of the organisation", translations=("Dyrektor albo dyrektorka",))
    assert in_question(long, [long, OTHER, THIRD], ONE.context) == []


def test_true_and_false_give_nothing_away() -> None:
    true = Message("question/sure/option/true", "True", translations=("Adevărat",))
    false = Message("question/sure/option/false", "False", translations=("Fals",))
    assert in_question(true, [true, false], true.context) == []
