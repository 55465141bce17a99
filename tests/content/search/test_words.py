"""The folded form, in which words are compared."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.content.search.words import fold, words


@pytest.mark.parametrize(
    "alike",
    [
        ("Partner", "PARTNER", "partner"),
        ("café", "cafe", "CAFÉ"),
        ("Μαθητές", "μαθητες", "ΜΑΘΗΤΕΣ", "μαθητέσ"),
        ("προϋπολογισμός", "ΠΡΟΫΠΟΛΟΓΙΣΜΟΣ", "προυπολογισμος"),
        ("Łódź", "lodz", "ŁÓDŹ"),
        ("żółć", "zolc"),
        ("școală", "şcoală", "scoala"),
        ("ţară", "țară", "tara"),
        ("ѝ", "и"),
        ("co\u00adoperation", "cooperation"),
    ],
)
def test_words_that_differ_in_case_and_accents_are_the_same(alike: tuple[str, ...]) -> None:
    assert len({fold(word) for word in alike}) == 1


@pytest.mark.parametrize(("one", "other"), [("мой", "мои"), ("Йога", "иога"), ("war", "wär3")])
def test_different_letters_stay_different(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_a_letter_written_as_two_characters_is_the_same_letter() -> None:
    assert fold("\u0438\u0306од") == fold("йод")
    assert fold(unicodedata.normalize("NFD", "Μαθητές")) == fold("μαθητες")


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    for match in words(unicodedata.normalize("NFC", text)):
        assert fold(fold(match[0])) == fold(match[0])


def test_hyphens_apostrophes_and_signs_stand_between_words() -> None:
    text = "win-win: the organisation's 12 goals (e.g. trust_fund)"
    found = [match[0] for match in words(text)]
    assert found == ["win", "win", "the", "organisation", "s", "12", "goals", "e", "g", "trust", "fund"]
