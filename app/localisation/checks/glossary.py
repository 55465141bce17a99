"""Whether a translation uses the agreed terms, by their dictionary forms.

Loads dictionaries of tens of megabytes for each language: for commands, never for a server's worker.
"""

import csv
import re
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from app.content.edition import SOURCE_LANGUAGE
from app.content.search.lemmas import Dictionary
from app.content.search.words import fold, words
from app.localisation.checks.findings import Finding, Findings, Pair, Severity, quoted
from app.localisation.checks.inline import source_of, translation_of
from app.localisation.checks.placeholders import PLACEHOLDER
from app.localisation.checks.terms import english_forms

_SHORTEST_STEM = 4
_SHORT_WORD = 3
# Where a word of the glossary is none: "as a matter of course", "change course".
_IDIOMS = re.compile(r"\b(?:of|chang\w+) course\b", re.IGNORECASE)


class AgreedTerms:
    """The terms of one language; `rows` hold the English and the agreed term."""

    def __init__(self, language: str, rows: Iterable[tuple[str, str]]) -> None:
        dictionary = Dictionary(language)
        self._lemmas = cache(lambda word: frozenset(fold(lemma) for lemma in dictionary.of(word)))
        self._agreed = {form: (english, agreed) for english, agreed in rows for form in english_forms(english.lower())}
        # The longest first: a partnership agreement is no partnership.
        forms = "|".join(re.escape(form) for form in sorted(self._agreed, key=len, reverse=True))
        self._pattern = re.compile(rf"(?<![\w-])(?:{forms or '(?!)'})(?![\w-])", re.IGNORECASE)

    def check(self, pair: Pair) -> Findings:
        """A translation without the term that belongs to one of its English."""
        english = _IDIOMS.sub(" ", PLACEHOLDER.sub(" ", source_of(pair).words))
        used = dict.fromkeys(self._agreed[form.lower()] for form in self._pattern.findall(english))
        given = [match[0] for match in words(translation_of(pair).words)] if used else []
        for term, agreed in used:
            if not self._holds(given, agreed):
                wrong = f"the agreed term for {quoted(term)} is {quoted(agreed)}"
                yield Finding("glossary", Severity.WARNING, wrong, "use it, or see that the sense is another one")

    def _holds(self, given: Sequence[str], agreed: str) -> bool:
        """Whether a telling word of the term is there: what was named in full once may be shorter afterwards."""
        return any(self._alike(word, own) for own in _telling(agreed) for word in given)

    def _alike(self, word: str, own: str) -> bool:
        """Of one lemma, or of one stem where the dictionary doesn't know the word."""
        if self._lemmas(word) & self._lemmas(own):
            return True
        stem = fold(own)[: max(_SHORTEST_STEM, len(own) - _SHORT_WORD)]
        return len(own) >= _SHORTEST_STEM and fold(word).startswith(stem)


def _telling(agreed: str) -> list[str]:
    """The words of a term without its prepositions, unless it has nothing else."""
    found = [match[0] for match in words(agreed)]
    return [word for word in found if len(word) > _SHORT_WORD or word.isupper()] or found


def read_glossary(file: Path, language: str) -> AgreedTerms:
    """The terms of one language from the table, whose columns are languages. Raises OSError."""
    with file.open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row.get(language)]
    return AgreedTerms(language, [(row[SOURCE_LANGUAGE], row[language]) for row in rows])
