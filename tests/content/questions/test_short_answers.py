"""How short answers are compared."""

import random
import unicodedata
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.content import questions
from tests.content.questions import building
from tests.content.questions.building import question

ALPHABETS = (
    "aąăâbcćdeęfghiîjklłmnńoóprsșşśtțuwxyzźż αάβγδεέζηήθιίϊΐκλμνξοόπρσςτυύϋΰφχψωώ абвгдежзийклмнопрстуфхцчшщъьюя"
)

words = st.text(st.sampled_from(ALPHABETS), min_size=1, max_size=20).filter(lambda word: bool(word.strip()))


def right(accepted: str, typed: str) -> bool:
    return questions.mark(question("short", building.short([accepted])), typed).fraction == 1


@given(words)
def test_an_answer_in_capitals_is_the_same_in_every_language_of_the_course(word: str) -> None:
    assert right(word, word.upper())
    assert right(word.upper(), word)


@given(words, st.sampled_from(["NFC", "NFD"]))
def test_an_answer_is_the_same_however_its_accents_are_encoded(word: str, form: Literal["NFC", "NFD"]) -> None:
    assert right(word, unicodedata.normalize(form, word))


@given(words, st.randoms())
def test_space_and_punctuation_around_an_answer_do_not_count(word: str, rng: random.Random) -> None:
    def around() -> str:
        return "".join(rng.choices(" .,;!?«»„”“\"'()…\n\u00a0", k=3))

    assert right(word, around() + word + around())


@pytest.mark.parametrize(
    ("accepted", "typed"),
    [("край", "краи"), ("й", "и"), ("royalty", "royal ty"), ("C++", "C"), ("partner", "partners"), ("50", "5")],
)
def test_answers_that_differ_in_letters_signs_or_inner_space_are_different(accepted: str, typed: str) -> None:
    assert not right(accepted, typed)
    assert not right(typed, accepted)


def test_signs_that_cannot_be_seen_do_not_count() -> None:
    assert right("royalty", "\u200broyal\u00adty\ufeff")


@pytest.mark.parametrize("typed", ["...", "?", "—"])
def test_an_answer_of_punctuation_alone_is_wrong(typed: str) -> None:
    marked = questions.mark(question("short", building.short(["royalty"], elsewhere=[""])), typed)

    assert marked.fraction == 0


def test_an_answer_of_another_language_is_right_and_has_no_feedback_of_this_one() -> None:
    asked = question("short", building.short(["royalty"], ["fee"], ["възнаграждение"]))
    marked = questions.mark(asked, "Възнаграждение")

    assert marked.fraction == 1
    assert marked.feedback == {}


def test_a_mistake_in_one_language_that_is_right_in_another_is_right_in_both() -> None:
    asked = question("short", building.short(["royalty"], ["tantiem"], ["tantiem"]))
    marked = questions.mark(asked, "tantiem")

    assert marked.fraction == 1
    assert marked.feedback == {}
