"""The words an opened index knows, and what is meant by one that it doesn't know."""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from app.content.search.compact import NUMBERS, Lists, Strings
from app.content.search.words import fold

_AFTER_ALL_LETTERS = "\U0010ffff"
_SHORTEST_BEGINNING = 3
# Nearly every shorter word is one error away from another one.
_SHORTEST_MISSPELT = 4
# From this many letters on a word may hold two typing errors.
_LONG = 8


class Meaning(NamedTuple):
    """The terms a word stands for; `instead` is the word that was taken for it, empty if none was."""

    terms: frozenset[int]
    instead: str = ""


NOTHING = Meaning(frozenset())


class Vocabulary:
    """`forms` are all folded forms, sorted; `terms_of` the terms of each; `positions` where each term occurs."""

    __slots__ = ("_forms", "_letters", "_spellings", "_terms_of", "positions")

    def __init__(self, index: dict[str, Any]) -> None:
        self._forms = Strings(index["forms"])
        self._terms_of = Lists(index["terms_of"])
        self._spellings = Strings(index["spellings"])
        self._letters = array(NUMBERS, (_letters(fold(spelling)) for spelling in self._spellings))
        self.positions = Lists(index["positions"])

    def meaning(self, word: str) -> Meaning:
        """What a folded word stands for: itself, or else words that begin or are spelt nearly like it."""
        return self._known(word) or next(filter(None, self._guesses(word)), NOTHING)

    def _known(self, word: str) -> Meaning | None:
        index = bisect_left(self._forms, word)
        found = index < len(self._forms) and self._forms[index] == word
        return Meaning(frozenset(self._terms_of[index])) if found else None

    def _guesses(self, word: str) -> Iterator[Meaning | None]:
        """The likelier before the less likely: an unfinished word, a slip, another ending, two slips."""
        yield self._beginning(word)
        yield self._nearest(word, 1)
        yield self._beginning(word[:-1])
        yield self._beginning(word[:-2])
        if len(word) >= _LONG:
            yield self._nearest(word, 2)

    def _beginning(self, start: str) -> Meaning | None:
        if len(start) < _SHORTEST_BEGINNING:
            return None
        matching = range(bisect_left(self._forms, start), bisect_left(self._forms, start + _AFTER_ALL_LETTERS))
        return Meaning(self._terms(matching)) if matching else None

    def _terms(self, forms: Iterable[int]) -> frozenset[int]:
        return frozenset(term for form in forms for term in self._terms_of[form])

    def _nearest(self, word: str, errors: int) -> Meaning | None:
        """The most frequent of the words in the texts that are this many typing errors away."""
        if len(word) < _SHORTEST_MISSPELT:
            return None
        meanings = (self._spelt(spelling) for spelling in self._alike(word, errors))
        return max(meanings, key=self._frequency, default=None)

    def _alike(self, word: str, errors: int) -> Iterator[str]:
        letters = _letters(word)
        # A typing error changes two letters of a word's set at most.
        for number, others in enumerate(self._letters):
            if (letters ^ others).bit_count() <= 2 * errors:
                spelling = self._spellings[number]
                if errors_between(word, fold(spelling), errors) <= errors:
                    yield spelling

    def _spelt(self, spelling: str) -> Meaning:
        known = self._known(fold(spelling)) or NOTHING
        return Meaning(known.terms, spelling)

    def _frequency(self, meaning: Meaning) -> int:
        return sum(self.positions.size(term) for term in meaning.terms)


def _letters(word: str) -> int:
    """The set of a word's letters as 32 bits, some letters sharing one."""
    letters = 0
    for letter in word:
        letters |= 1 << (ord(letter) & 31)
    return letters


def errors_between(one: str, other: str, most: int) -> int:
    """Typing errors (a letter left out, added, exchanged, or swapped with the next); `most` + 1 if there are more.

    The optimal string alignment distance, which is Damerau's and Levenshtein's without editing a swapped pair again.
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: Sequence[int] = ()
    above = list(range(len(other) + 1))
    for row in range(1, len(one) + 1):
        current = _next_row(one, other, row, above, before)
        if min(current) > most:
            return most + 1
        before, above = above, current
    return min(above[-1], most + 1)


def _next_row(one: str, other: str, row: int, above: Sequence[int], before: Sequence[int]) -> list[int]:
    letter = one[row - 1]
    current = [row]
    for column, beside in enumerate(other, 1):
        least = min(above[column] + 1, current[-1] + 1, above[column - 1] + (letter != beside))
        if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == beside:
            least = min(least, before[column - 2] + 1)
        current.append(least)
    return current
