"""Numbers: the same in the translation, however they are written."""

import re
from collections import Counter

from app.localisation.checks.findings import Finding, Findings, Pair, Severity
from app.localisation.checks.inline import source_of, translation_of
from app.localisation.checks.placeholders import PLACEHOLDER

# Digits that belong together: 2,000 and 2 000, 1.5 and 1,5, 9:30 and 9.30.
_NUMBER = re.compile(r"\d+(?:[.,:'’]\d+|[ \u00a0\u202f\u2009]\d{3}(?!\d))*")
# Half of all is 50 per cent.
_VALUES = {
    "zero": "0", "one": "1", "first": "1", "once": "1", "two": "2", "second": "2", "twice": "2", "both": "2",
    "pair": "2", "three": "3", "third": "3", "four": "4", "fourth": "4", "five": "5", "fifth": "5", "six": "6",
    "sixth": "6", "seven": "7", "seventh": "7", "eight": "8", "eighth": "8", "nine": "9", "ninth": "9", "ten": "10",
    "tenth": "10", "eleven": "11", "twelve": "12", "dozen": "12", "thirteen": "13", "fourteen": "14",
    "fifteen": "15", "sixteen": "16", "seventeen": "17", "eighteen": "18", "nineteen": "19", "twenty": "20",
    "thirty": "30", "half": "50", "forty": "40", "fifty": "50", "sixty": "60", "seventy": "70", "eighty": "80",
    "ninety": "90", "hundred": "100", "thousand": "1000", "million": "1000000",
}  # fmt: skip
_WORD = re.compile(rf"\b({'|'.join(_VALUES)})s?\b")
_AFTERNOON = re.compile(r"(\d+)([.:]\d\d)?\s*p\.?m\b", re.IGNORECASE)
# What every language has a short word for, so that digits may become one.
_SPOKEN = {str(value) for value in (*range(21), 30, 40, 50, 60, 70, 80, 90, 100, 1000)}


def check_numbers(pair: Pair) -> Findings:
    """Digits that are lost, new or different; a number written as a word in one of the two is no fault."""
    english = source_of(pair).words
    given = _numbers(translation_of(pair).words)
    faults = [_faults(given, _numbers(text), pair) for text in dict.fromkeys([english, _in_24_hours(english)])]
    if all(faults):
        yield Finding("numbers", Severity.WARNING, ", ".join(faults[0]), "write the numbers of the English")


def _faults(found: list[str], english: list[str], pair: Pair) -> list[str]:
    given, wanted = Counter(found), Counter(english)
    # The same digits in a row are the same numbers, wherever one is thought to end.
    if given == wanted or "".join(found) == "".join(english):
        return []
    strange = given - wanted - _worded(f"{pair.source} {pair.plural}")
    missing = [number for number in wanted - given if strange or number not in _SPOKEN]
    return [f"{number} is not in the English" for number in strange] + [f"{number} is missing" for number in missing]


def _numbers(text: str) -> list[str]:
    found = _NUMBER.findall(PLACEHOLDER.sub(" ", text))
    return [re.sub(r"\D", "", number).lstrip("0") or "0" for number in found]


def _worded(text: str) -> Counter[str]:
    """The values of the numbers that the English writes as words."""
    return Counter(_VALUES[word] for word in _WORD.findall(text.lower()))


def _in_24_hours(text: str) -> str:
    """6 p.m. as 18."""
    return _AFTERNOON.sub(lambda time: f"{int(time[1]) % 12 + 12}{time[2] or ''}", text)
