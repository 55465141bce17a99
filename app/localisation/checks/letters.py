"""Letters of another alphabet that only look right: search, spelling and screen readers stumble over them."""

import re
from functools import cache
from itertools import permutations

from app.localisation.checks.findings import Finding, Findings, Pair, Severity, quoted
from app.localisation.checks.inline import outside_targets, without_targets
from app.localisation.checks.scripts import LATIN, LETTERS, letter_of, script_of, twins

_BORDERS = "|".join(f"[{LETTERS[one]}][{LETTERS[other]}]" for one, other in permutations(LETTERS, 2))
_BORDER = re.compile(_BORDERS)
_WORD = re.compile(r"[^\W\d_]+")
# A letter by itself that is no part of a name such as "A/B" or "C#".
_LONE = re.compile(r"(?<![\w.'’&/+-])[A-Za-z](?![\w.'’&/+#-])")


def check_letters(pair: Pair) -> Findings:
    """Words that mix alphabets, and a lone Latin letter that looks like a word of the language."""
    fixes = _mixed(pair) | _lone(pair)
    if not fixes:
        return
    fixed = outside_targets(pair.translation, lambda text: _WORD.sub(lambda word: fixes.get(word[0]) or word[0], text))
    for word, right in fixes.items():
        wrong = f"{quoted(word)} holds {_told(word, pair.language)}"
        instead = f"type {quoted(right)} anew" if right else "type the word anew"
        yield Finding("letters", Severity.ERROR, wrong, instead, fixed if right else None)


def _mixed(pair: Pair) -> dict[str, str | None]:
    """Each word of letters from two alphabets, unless it is in the English, and what it should be if that is sure."""
    text = without_targets(pair.translation)
    if not _BORDER.search(text):
        return {}
    known = set(_WORD.findall(pair.source))
    words = [word for word in _WORD.findall(text) if _BORDER.search(word) and word not in known]
    return {word: _mended(word, pair.language, known) for word in words}


def _mended(word: str, language: str, known: set[str]) -> str | None:
    own = script_of(language)
    candidates = [_written_in(own, word), *(_written_in(script, word) for script in LETTERS if script != own)]
    sure = [candidate for candidate in candidates if candidate]
    return next((candidate for candidate in sure if candidate in known), next(iter(sure), None))


def _written_in(script: str, word: str) -> str | None:
    """The word in this alphabet alone; None if a letter has no twin there."""
    if not script:
        return None
    for other in LETTERS:
        if other != script:
            word = word.translate(twins(other, script))
    return None if _foreign(script).search(word) else word


@cache
def _foreign(script: str) -> re.Pattern[str]:
    return re.compile(f"[{''.join(letters for name, letters in LETTERS.items() if name != script)}]")


def _lone(pair: Pair) -> dict[str, str | None]:
    """Such as a Latin "o" for the Greek article."""
    own, text = script_of(pair.language), without_targets(pair.translation)
    if own in {"", LATIN} or not letter_of(own).search(text):
        return {}
    known = set(_LONE.findall(pair.source))
    letters = dict.fromkeys(_LONE.findall(text))
    return {
        letter: twin
        for letter in letters
        if letter not in known and (twin := letter.translate(twins(LATIN, own))) != letter
    }


def _told(word: str, language: str) -> str:
    own = script_of(language)
    found = [script for script in LETTERS if letter_of(script).search(word)]
    odd = [script for script in found if script != own]
    return f"{' and '.join(odd)} letters" if own not in found else f"{' and '.join(odd)} among {own} letters"
