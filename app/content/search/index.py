"""An opened index: searching the courses."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from app.content.model import Html
from app.content.search.building import FORMAT
from app.content.search.compact import Strings
from app.content.search.query import Asked, asked_words, cleaned, instead
from app.content.search.ranking import Match, Parts, Positions, ranked
from app.content.search.sentence import sentence
from app.content.search.stopwords import stop_words
from app.content.search.texts import Kind
from app.content.search.vocabulary import Meaning, Vocabulary

HITS_A_LESSON = 3
MOST_HITS = 20
"""More are of no use to anybody who reads them."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A place that was found.

    In a lesson `id` is the lesson's, `title` its title, `anchor` the place in it (empty for its
    beginning) and `heading` the one above, if there is one. `module` is empty for an entry of the
    glossary: there `id` and `anchor` are the term's id and `title` the term. `sentence` holds the
    words found in `<mark>`.
    """

    course: str
    module: str
    id: str
    anchor: str
    title: str
    heading: str
    sentence: Html


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found, the best first. `query` is what was asked, tidied.

    `nearest` is the query that was searched instead, where a word was taken for one spelt like it.
    """

    query: str
    nearest: str | None
    hits: tuple[Hit, ...]


class SearchIndex:
    """All courses in all languages."""

    __slots__ = ("_courses",)

    def __init__(self, index: dict[str, Any]) -> None:
        self._courses = [CourseIndex(course) for course in index["courses"]]

    def search(self, query: str, *, course: str | None, language: str, limit: int = MOST_HITS) -> Found:
        """Places with all words of the query in any form or, if there are none, with as many as possible.

        Looks into one course, or into all of that language.
        """
        tidy = cleaned(query)
        asked = asked_words(tidy, stop_words(language))
        indexes = [index for index in self._courses if index.language == language and course in (None, index.course)]
        searches = [index.look_for(asked) for index in indexes]
        return _best(tidy, asked, [search for search in searches if search.matches], limit)


def open_index(path: Path) -> SearchIndex:
    """The index in a file that `prepare` made.

    Raises OSError if the file can't be read and ValueError if it holds something else.
    """
    index = json.loads(path.read_bytes())
    if not isinstance(index, dict) or index.get("format") != FORMAT:
        raise ValueError(f"{path} holds no search index of format {FORMAT}")
    return SearchIndex(index)


class CourseIndex:
    """One course in one language."""

    __slots__ = ("_anchors", "_documents", "_parts", "_texts", "_vocabulary", "course", "language")

    def __init__(self, index: dict[str, Any]) -> None:
        self.course: str = index["course"]
        self.language: str = index["language"]
        self._documents: list[tuple[str, str]] = [(module, name) for module, name in index["documents"]]
        self._anchors = Strings(index["anchors"])
        self._texts = Strings(index["texts"])
        self._parts = Parts(index)
        self._vocabulary = Vocabulary(index)

    def look_for(self, asked: Sequence[Asked]) -> "Search":
        meanings = [self._vocabulary.meaning(word.form) for word in asked]
        return Search(self, meanings, ranked(self._parts, [self._standing(meaning) for meaning in meanings]))

    def _standing(self, meaning: Meaning) -> Positions:
        lists = [self._vocabulary.positions[term] for term in meaning.terms]
        together = lists[0] if len(lists) == 1 else sorted({position for each in lists for position in each})
        return self._parts.holding(together)

    def hits(self, matches: Sequence[Match]) -> Iterator[tuple[float, Hit]]:
        """The hits to show with their scores: a few of each document, and no sentence twice."""
        shown: set[int] = set()
        counts: dict[int, int] = {}
        for match in matches:
            document = self._parts.document_of[match.part]
            most = HITS_A_LESSON if self._documents[document][0] else 1
            if match.part not in shown and counts.get(document, 0) < most:
                counts[document] = counts.get(document, 0) + 1
                told = self._told(match, matches, shown)
                shown |= {match.part, told.part}
                yield match.score, self._hit(match, told)

    def _told(self, match: Match, matches: Sequence[Match], shown: set[int]) -> Match:
        """Whose sentence is shown: for a title or a heading, which a hit names anyway, the best below it."""
        if self._parts.kinds[match.part] == Kind.TEXT:
            return match
        below = (each for each in matches if self._stands_below(each.part, match.part) and each.part not in shown)
        return next(below, match)

    def _stands_below(self, part: int, heading: int) -> bool:
        return part != heading and self._parts.above[part] == heading and self._parts.kinds[part] == Kind.TEXT

    def _hit(self, match: Match, told: Match) -> Hit:
        parts = self._parts
        module, name = self._documents[parts.document_of[match.part]]
        heading = match.part if parts.kinds[match.part] == Kind.HEADING else parts.above[match.part]
        return Hit(
            course=self.course,
            module=module,
            id=name,
            anchor=self._anchors[match.part],
            title=self._texts[parts.title_of[match.part]],
            heading=self._texts[heading] if parts.kinds[heading] == Kind.HEADING else "",
            sentence=self._sentence(told),
        )

    def _sentence(self, match: Match) -> Html:
        """A title's or heading's own words go before the first sentence below it."""
        first = self._parts.first_word(match.part)
        found = {position - first: word for word, positions in match.positions.items() for position in positions}
        own = sentence(self._texts[match.part], found)
        below = next(self._parts.below(match.part), None)
        return own if below is None else Html(f"{own} – {sentence(self._texts[below], {})}")


@dataclass(frozen=True, slots=True)
class Search:
    """What the words of a query mean in one course, and where they stand there."""

    index: CourseIndex
    meanings: Sequence[Meaning]
    matches: Sequence[Match]

    @property
    def covered(self) -> int:
        return self.matches[0].covered

    @property
    def guessed(self) -> bool:
        return any(meaning.instead for meaning in self.meanings)


def _best(query: str, asked: Sequence[Asked], searches: Sequence[Search], limit: int) -> Found:
    """The hits of those courses that know the words best: most of them, and as they were typed."""
    best = max(((search.covered, not search.guessed) for search in searches), default=None)
    chosen = [search for search in searches if (search.covered, not search.guessed) == best]
    scored = [hit for search in chosen for hit in islice(search.index.hits(search.matches), limit)]
    hits = sorted(scored, key=lambda hit: -hit[0])[:limit]
    nearest = instead(query, asked, chosen[0].meanings) if chosen else None
    return Found(query, nearest, tuple(hit for _, hit in hits))
