"""Translation memory: what was translated before and is nearly the same.

A site has some thousand texts. Those that share the most words with the one in question, the rarer the better, are
found by an index of the English, which stays the same while translations are saved; only they are compared in full.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from heapq import nlargest
from math import log
from typing import Final, NamedTuple

from app.content.po import State
from app.content.search.words import fold, words
from app.localisation.desk.differences import likeness, tokens
from app.localisation.desk.parts import Domain, Text

_LOOKED_AT: Final = 60
_COMPARED: Final = 20


class Match(NamedTuple):
    """A translated text, and how like the English in question its English is, from 0 to 1."""

    domain: str
    text: Text
    likeness: float


class _Entry(NamedTuple):
    domain: str
    text_id: str
    source: str
    size: int


@dataclass(frozen=True, slots=True)
class Memory:
    """An index of the English of all domains of a language."""

    entries: tuple[_Entry, ...]
    by_word: Mapping[str, tuple[int, ...]]
    by_source: Mapping[str, tuple[int, ...]]

    def nearest(
        self, source: str, domains: Mapping[str, Domain], *, most: int = 5, at_least: float = 0.5
    ) -> tuple[Match, ...]:
        """The most alike that are translated in `domains`, the best first, none twice.

        The same English isn't among them: `same_english` finds it.
        """
        wanted = _tokens(source)
        rated = (
            Match(entry.domain, text, likeness(_tokens(entry.source), wanted))
            for entry, text in self._candidates(source, domains)
        )
        best = sorted((match for match in rated if match.likeness >= at_least), key=lambda one: -one.likeness)
        return tuple({one.text.message.translations: one for one in reversed(best)}.values())[::-1][:most]

    def same_english(self, source: str, domains: Mapping[str, Domain]) -> tuple[tuple[str, Text], ...]:
        """Every place where the same English stands, translated or not, with its domain."""
        entries = (self.entries[place] for place in self.by_source.get(source, ()))
        return tuple((entry.domain, text) for entry in entries if (text := _text(entry, domains)))

    def _candidates(self, source: str, domains: Mapping[str, Domain]) -> Iterator[tuple[_Entry, Text]]:
        rated = self._rated(source)
        # Of two texts that share as much, the one with less besides comes first.
        best = nlargest(_LOOKED_AT, rated, key=lambda place: rated[place] / (self.entries[place].size + 4) ** 0.5)
        found = ((self.entries[place], _text(self.entries[place], domains)) for place in best)
        translated = ((entry, text) for entry, text in found if text and _is_match(text) and entry.source != source)
        yield from (pair for pair, _ in zip(translated, range(_COMPARED), strict=False))

    def _rated(self, source: str) -> Mapping[int, float]:
        """How much each text shares with the one in question: the sum of what its words tell."""
        shared: defaultdict[int, float] = defaultdict(float)
        for word in _words(source):
            places = self.by_word.get(word, ())
            telling = log(1 + len(self.entries) / len(places)) if places else 0.0
            for place in places:
                shared[place] += telling
        return shared


def memory_of(domains: Iterable[Domain]) -> Memory:
    """The index of these domains' English."""
    entries: list[_Entry] = []
    by_word: defaultdict[str, list[int]] = defaultdict(list)
    by_source: defaultdict[str, list[int]] = defaultdict(list)
    for domain in domains:
        for text in domain.texts.values():
            found = _words(text.message.source)
            for word in found:
                by_word[word].append(len(entries))
            by_source[text.message.source].append(len(entries))
            entries.append(_Entry(domain.id, text.id, text.message.source, len(found)))
    return Memory(
        tuple(entries), *({key: tuple(places) for key, places in one.items()} for one in (by_word, by_source))
    )


def _text(entry: _Entry, domains: Mapping[str, Domain]) -> Text | None:
    domain = domains.get(entry.domain)
    return domain.texts.get(entry.text_id) if domain else None


def _is_match(text: Text) -> bool:
    return text.message.state is State.TRANSLATED and not text.message.plural


def _words(source: str) -> frozenset[str]:
    return frozenset(fold(word[0]) for word in words(source))


@lru_cache(maxsize=16384)
def _tokens(source: str) -> list[str]:
    return tokens(source)
