"""Words that the course doesn't know: unfinished, misspelt, or foreign to it."""

from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.content.search.vocabulary import errors_between
from tests.content.search.tiny import library, marked, opened, search

BODY = """
The agreement needs a facilitator.

A committee of journalists decides.
"""


@pytest.mark.parametrize(
    ("asked", "nearest"),
    [
        ("agrement", "agreement"),
        ("agreemment", "agreement"),
        ("agreemetn", "agreement"),
        ("agreenent", "agreement"),
        ("ageremnet", "agreement"),
        ("facilitater", "facilitator"),
        ("comittee", "committee"),
        ("Needs the AGREMENT?", "Needs the agreement?"),
    ],
)
def test_a_misspelt_word_is_taken_for_the_nearest_one_and_that_is_told(
    asked: str, nearest: str, tmp_path: Path
) -> None:
    found = search(opened(library(tmp_path, BODY), {}), asked)
    assert found.query == asked
    assert found.nearest == nearest
    assert found.hits


def test_the_nearest_word_is_told_with_its_accents(tmp_path: Path) -> None:
    index = opened(library(tmp_path, "Η Συμφωνία ισχύει.\n", language="el"), {})
    assert search(index, "συμφνια", language="el").nearest == "συμφωνία"


def test_of_two_words_that_are_as_near_the_more_frequent_one_is_taken(tmp_path: Path) -> None:
    index = opened(library(tmp_path, "A boat.\n\nA boar and a boar.\n"), {})
    assert search(index, "boak").nearest == "boar"


@pytest.mark.parametrize("asked", ["committ", "journal", "journa"])
def test_an_unfinished_word_finds_those_that_begin_so(asked: str, tmp_path: Path) -> None:
    found = search(opened(library(tmp_path, BODY), {}), asked)
    assert found.nearest is None
    assert [word[: len(asked)] for word in marked(found)] == [asked]


def test_an_unknown_ending_finds_words_with_another(tmp_path: Path) -> None:
    index = opened(library(tmp_path, "Die Vereinbarungen.\n", language="de"), {})
    assert marked(search(index, "vereinbarungsta", language="de")) == []
    assert marked(search(index, "vereinbarungxy", language="de")) == ["Vereinbarungen"]


@pytest.mark.parametrize("asked", ["zebra", "xyz", "ag", "qqqqqqqqqqqq", "te"])
def test_a_word_like_no_other_finds_nothing(asked: str, tmp_path: Path) -> None:
    found = search(opened(library(tmp_path, BODY), {}), asked)
    assert (found.nearest, found.hits) == (None, ())


@pytest.mark.parametrize(
    ("one", "other", "errors"),
    [("", "", 0), ("abc", "abc", 0), ("abc", "acb", 1), ("abc", "ab", 1), ("abc", "abxc", 1), ("abc", "axc", 1),
     ("abcd", "badc", 2), ("abc", "xyz", 3), ("a", "abcde", 3)],
)  # fmt: skip
def test_typing_errors_are_counted_up_to_two(one: str, other: str, errors: int) -> None:
    assert errors_between(one, other, 2) == errors


@given(st.text("abc", max_size=7), st.text("abc", max_size=7), st.integers(0, 2))
def test_the_count_of_errors_is_the_same_from_either_side_and_keeps_its_bound(one: str, other: str, most: int) -> None:
    assert errors_between(one, other, most) == errors_between(other, one, most) <= most + 1
    assert errors_between(one, one, most) == 0


def test_every_single_error_in_a_longer_word_is_tolerated(tmp_path: Path) -> None:
    index = opened(library(tmp_path, BODY), {})
    word = "agreement"
    left_out = [word[:at] + word[at + 1 :] for at in range(len(word))]
    exchanged = [word[:at] + letter + word[at + 1 :] for at, letter in product(range(len(word)), "x1")]
    swapped = [word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1)]
    lost = [wrong for wrong in {*left_out, *exchanged, *swapped} if set(marked(search(index, wrong))) != {word}]
    assert lost == []
