"""The alphabets of languages, and letters of two alphabets that look the same."""

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from babel.core import get_global

LATIN, GREEK, CYRILLIC = "Latin", "Greek", "Cyrillic"

LETTERS: Mapping[str, str] = MappingProxyType(
    {
        # The micro sign stands in for a Greek letter on some keyboards, and belongs to no Greek word.
        LATIN: "A-Za-z\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff",
        GREEK: "\u0370-\u0373\u0376-\u037d\u037f\u0386\u0388-\u03ff\u1f00-\u1fff",
        CYRILLIC: "\u0400-\u052f",
    }
)
"""The letters of each alphabet, as the inside of a character class."""

_NAMES = {"Latn": LATIN, "Grek": GREEK, "Cyrl": CYRILLIC}

# Each Latin letter stands above its twin.
_PAIRS = {
    GREEK: ("ABEZHIKMNOPTYXaikopuvxáéíóúï", "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαικορυνχάέίόύϊ"),
    CYRILLIC: ("ABCEHIJKMOPSTXYaceijkopsxyèëïü", "АВСЕНІЈКМОРЅТХУасеіјкорѕхуѐёїӱ"),
}


@cache
def script_of(language: str) -> str:
    """The alphabet that a language is written in; empty for one that is none of the three."""
    likely = get_global("likely_subtags").get(language.partition("-")[0].partition("_")[0], "")
    return next((_NAMES[part] for part in likely.split("_") if part in _NAMES), "")


@cache
def twins(wrong: str, right: str) -> Mapping[int, str]:
    """For `str.translate`: from letters of one alphabet to those of another that look the same."""
    if wrong == LATIN:
        micro = {ord("µ"): "μ"} if right == GREEK else {}
        return micro | _paired(*_PAIRS[right])
    if right == LATIN:
        latin, other = _PAIRS[wrong]
        return _paired(other, latin)
    to_latin, to_right = twins(wrong, LATIN), twins(LATIN, right)
    return {letter: to_right[ord(latin)] for letter, latin in to_latin.items() if ord(latin) in to_right}


def _paired(letters: str, looking_alike: str) -> dict[int, str]:
    return {ord(letter): twin for letter, twin in zip(letters, looking_alike, strict=True)}


@cache
def letter_of(script: str) -> re.Pattern[str]:
    return re.compile(f"[{LETTERS[script]}]")
