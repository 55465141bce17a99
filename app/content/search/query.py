"""Reading what somebody typed into the search field."""

import unicodedata
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from app.content.search.vocabulary import Meaning
from app.content.search.words import fold, words

MOST_CHARACTERS = 200
MOST_WORDS = 12


@dataclass(frozen=True, slots=True)
class Asked:
    """One word of a query: where it stands in the query, and its folded form."""

    start: int
    end: int
    form: str


def cleaned(query: str) -> str:
    """The query as one line of visible characters, at most 200."""
    bounded = query[:MOST_CHARACTERS].replace("\u00ad", "")
    visible = "".join(letter if letter.isprintable() else " " for letter in bounded)
    return " ".join(unicodedata.normalize("NFC", visible).split())


def asked_words(query: str, stop_words: AbstractSet[str]) -> list[Asked]:
    """The words to look for, each once and at most 12: without stop words, if any other is left."""
    asked = list(_different(query))
    telling = [word for word in asked if word.form not in stop_words]
    return (telling or asked)[:MOST_WORDS]


def _different(query: str) -> Iterator[Asked]:
    seen: set[str] = set()
    for match in words(query):
        form = fold(match[0])
        if form not in seen:
            seen.add(form)
            yield Asked(*match.span(), form)


def instead(query: str, asked: Sequence[Asked], meanings: Sequence[Meaning]) -> str | None:
    """The query with the words that were taken for those in it; None if every one was taken as it is."""
    if not any(meaning.instead for meaning in meanings):
        return None
    pieces, start = [], 0
    for word, meaning in zip(asked, meanings, strict=True):
        pieces += [query[start : word.start], meaning.instead or query[word.start : word.end]]
        start = word.end
    return "".join([*pieces, query[start:]])
