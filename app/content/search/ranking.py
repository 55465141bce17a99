"""Which places hold the words of a query, and which of them come first."""

import math
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from app.content.search.compact import unpack
from app.content.search.texts import Kind

Positions = Mapping[int, Sequence[int]]
"""Of each part that holds a word, the positions of the word among all words of the course."""

# What a word counts where it stands: a title outweighs any text, a heading nearly so.
_WEIGHT = {Kind.TITLE: 6.0, Kind.HEADING: 4.0, Kind.TEXT: 1.0}
# A text of this many words counts half of what a long one does.
_SHORT = 5
# … and what it counts in the heading or the title above.
_ABOVE = 0.5


@dataclass(slots=True)
class Match:
    """A part that holds some words of a query.

    `positions` are those of each word of the query that stands in the part, by the word's number;
    `above` are the numbers of the others that stand in the heading or the title above it.
    """

    part: int
    positions: dict[int, Sequence[int]] = field(default_factory=dict)
    above: set[int] = field(default_factory=set)
    score: float = 0.0

    @property
    def covered(self) -> int:
        """How many words of the query stand in the part or above it."""
        return len(self.positions) + len(self.above)


class Parts:
    """The titles, headings and texts of a course in one row, and how they stand under each other."""

    __slots__ = ("_first_words", "above", "document_of", "kinds", "part_of", "title_of")

    def __init__(self, index: dict[str, Any]) -> None:
        self.kinds = unpack(index["kinds"])
        self.above = unpack(index["above"])
        self.document_of = unpack(index["document_of"])
        self.part_of = unpack(index["part_of"])
        self.title_of = array("I", _titles(self.document_of))
        self._first_words = array("I", _firsts(self.part_of, len(self.kinds)))

    def __len__(self) -> int:
        return len(self.kinds)

    def first_word(self, part: int) -> int:
        """The position of the part's first word."""
        return self._first_words[part]

    def length(self, part: int) -> int:
        """How many words the part has."""
        return self._first_words[part + 1] - self._first_words[part]

    def over(self, part: int) -> set[int]:
        """The heading and the title that the part stands under."""
        return {self.above[part], self.title_of[part]} - {part}

    def below(self, part: int) -> Iterator[int]:
        """The texts directly under a title or a heading, in their order."""
        document = self.document_of[part]
        for number in range(part + 1, len(self)):
            if self.document_of[number] != document:
                break
            if self.above[number] == part and self.kinds[number] == Kind.TEXT:
                yield number

    def holding(self, positions: Iterable[int]) -> Positions:
        """The positions by the part they are in."""
        return {part: list(inside) for part, inside in groupby(positions, self.part_of.__getitem__)}


def _titles(document_of: Sequence[int]) -> Iterator[int]:
    title = 0
    for part, document in enumerate(document_of):
        if part and document != document_of[part - 1]:
            title = part
        yield title


def _firsts(part_of: Sequence[int], parts: int) -> Iterator[int]:
    counts = [0] * parts
    for part in part_of:
        counts[part] += 1
    position = 0
    for count in counts:
        yield position
        position += count
    yield position


def ranked(parts: Parts, found: Sequence[Positions]) -> list[Match]:
    """The parts with the most words of the query, the best first; `found` tells where each word stands."""
    matches = _matches(found)
    for match in matches.values():
        match.above = _words_above(match, parts, matches)
    most = max((match.covered for match in matches.values()), default=0)
    best = [match for match in matches.values() if match.covered == most]
    rarity = [math.log(1 + len(parts) / (1 + len(positions))) for positions in found]
    for match in best:
        match.score = _score(match, parts, rarity)
    return sorted(best, key=lambda match: (-match.score, match.part))


def _matches(found: Sequence[Positions]) -> dict[int, Match]:
    matches: dict[int, Match] = {}
    for word, positions in enumerate(found):
        for part, inside in positions.items():
            if part not in matches:
                matches[part] = Match(part)
            matches[part].positions[word] = inside
    return matches


def _words_above(match: Match, parts: Parts, matches: Mapping[int, Match]) -> set[int]:
    over = (matches[part] for part in parts.over(match.part) if part in matches)
    return {word for each in over for word in each.positions} - match.positions.keys()


def _score(match: Match, parts: Parts, rarity: Sequence[float]) -> float:
    own = sum(rarity[word] for word in match.positions)
    near = nearness(list(match.positions.values()))
    return own * _weight(match, parts) * (1 + near) + sum(rarity[word] for word in match.above) * _ABOVE


def _weight(match: Match, parts: Parts) -> float:
    """A title or a heading counts more if it is about nothing else, a text if it says more than a few words."""
    kind, length = Kind(parts.kinds[match.part]), parts.length(match.part)
    found = sum(map(len, match.positions.values()))
    if kind == Kind.TEXT:
        return _WEIGHT[kind] * length / (length + _SHORT) * (2 - 1 / found)
    return _WEIGHT[kind] * (1 + found / length)


def nearness(places: Sequence[Sequence[int]]) -> float:
    """How near words stand together: 1 if they follow each other, less the further apart; 0 for one word alone.

    `places` are the positions of each word; it is the number of words less one, divided by the
    distance between the first and the last in the narrowest stretch that holds each of them.
    """
    if len(places) < 2:
        return 0.0
    return min(1.0, (len(places) - 1) / max(1, _narrowest(places)))


def _narrowest(places: Sequence[Sequence[int]]) -> int:
    """The least distance from first to last of one position of each word."""
    latest: dict[int, int] = {}
    narrowest = places[0][0] + max(map(max, places))
    for position, word in sorted((position, word) for word, own in enumerate(places) for position in own):
        latest[word] = position
        if len(latest) == len(places):
            narrowest = min(narrowest, position - min(latest.values()))
    return narrowest
