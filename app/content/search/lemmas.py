"""The dictionary forms of words and all that inflects from them, by simplemma.

Only the process that builds an index imports this: dictionaries take tens of megabytes.
"""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from simplemma import Lemmatizer
from simplemma.strategies import DefaultStrategy

# simplemma offers no way to go through a dictionary in one pass: looking up each key, as its mapping
# does, takes ten times as long, and its other factory holds 400 MB for Polish.
from simplemma.strategies.dictionaries.dictionary_factory import SUPPORTED_LANGUAGES, _read_decompressed
from simplemma.strategies.dictionaries.frontcode import _iter_records, _read_header

# Dictionaries have the comma below that Romanian demands, texts often the cedilla.
_CEDILLAS = str.maketrans("şţŞŢ", "șțȘȚ")


class Dictionary:
    """The lemmas of one language. In a language that simplemma doesn't know, each word is its own lemma."""

    def __init__(self, language: str) -> None:
        self._language = language.partition("-")[0]
        self._known = self._language in SUPPORTED_LANGUAGES
        self._lemmatizer = Lemmatizer(lemmatization_strategy=DefaultStrategy(low_memory=True))

    def of(self, word: str) -> set[str]:
        """The lemmas of a word, as it is written and in small letters: it may stand first in a sentence."""
        if not self._known:
            return {word}
        written = word.translate(_CEDILLAS)
        return {self._lemmatizer.lemmatize(form, self._language) for form in (written, written.lower())}

    def inflected(self, lemmas: AbstractSet[str]) -> Iterator[tuple[str, str]]:
        """Every form in the dictionary that belongs to one of these lemmas, with the lemma."""
        if not self._known:
            return
        data = _read_decompressed(self._language)
        backwards, _, start = _read_header(data)
        step = -1 if backwards else 1
        wanted = {lemma.encode()[::step] for lemma in lemmas}
        for _, form, lemma in _iter_records(data, start):
            if lemma in wanted:
                yield form[::step].decode(), lemma[::step].decode()
