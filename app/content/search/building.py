"""Building the index of a course: which words stand where, and which forms lead to them."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import Any, Protocol

from app.content.library import Library
from app.content.search.compact import Lists, Strings, pack
from app.content.search.endings import stem
from app.content.search.texts import Part, Texts, texts_of
from app.content.search.words import fold, is_word, words

FORMAT = 2
"""The number of the file's form. It grows whenever an index that was built before can't be used or found any more."""


class Lemmas(Protocol):
    """What is known of a language's inflection."""

    def of(self, word: str) -> AbstractSet[str]:
        """The dictionary forms that a word of a text can belong to."""

    def inflected(self, lemmas: AbstractSet[str]) -> Iterable[tuple[str, str]]:
        """Every known form of these lemmas, with its lemma."""


def build_index(library: Library, lemmas: Callable[[str], Lemmas]) -> dict[str, Any]:
    """The index of all courses as JSON can hold it; `lemmas` tells of a language's words."""
    return index_texts(texts_of(library), lemmas)


def index_texts(courses: Sequence[Texts], lemmas: Callable[[str], Lemmas]) -> dict[str, Any]:
    return {"format": FORMAT, "courses": [_index(texts, lemmas(texts.language)) for texts in courses]}


def _index(texts: Texts, lemmas: Lemmas) -> dict[str, Any]:
    parts = [part for document in texts.documents for part in document.parts]
    spoken = [[match[0] for match in words(part.text)] for part in parts]
    terms = _terms_by_form({word for part in spoken for word in part}, lemmas)
    _join_unknown(terms, {fold(word) for part in spoken for word in part}, texts.language)
    return {
        "course": texts.course,
        "language": texts.language,
        "documents": [[document.module, document.id] for document in texts.documents],
        **_places(texts, parts, [len(part) for part in spoken]),
        **_vocabulary(spoken, terms),
    }


def _terms_by_form(spoken: AbstractSet[str], lemmas: Lemmas) -> dict[str, set[str]]:
    """The terms, which are folded lemmas, of each folded form that occurs or could have occurred."""
    terms: defaultdict[str, set[str]] = defaultdict(set)
    found: set[str] = set()
    for word in spoken:
        own = lemmas.of(word)
        terms[fold(word)] |= {fold(lemma) for lemma in own}
        found |= own
    # A word may be the lemma of others although its own is another one: meetings, meeting, meet.
    for form, lemma in lemmas.inflected(found | {word.lower() for word in spoken}):
        if is_word(form):
            terms[fold(form)].add(fold(lemma))
        terms[fold(lemma)].add(fold(lemma))
    for lemma in found:
        terms[fold(lemma)].add(fold(lemma))
    return terms


def _join_unknown(terms: dict[str, set[str]], spoken: AbstractSet[str], language: str) -> None:
    """Let a word that no dictionary knows lead to those of the course that begin alike, and these to it.

    A word is unknown if nothing but itself leads to it.
    """
    leading = Counter(term for own in terms.values() for term in own)
    alike: defaultdict[str, set[str]] = defaultdict(set)
    for form in spoken:
        for term in terms[form]:
            alike[stem(term, language)].add(term)
    for form in spoken:
        if terms[form] == {form} and leading[form] == 1:
            terms[form] |= alike[stem(form, language)]


def _places(texts: Texts, parts: Sequence[Part], lengths: Sequence[int]) -> dict[str, Any]:
    """The parts of all documents in one row, and of each word in that row the part it stands in."""
    above: list[int] = []
    document_of: list[int] = []
    for number, document in enumerate(texts.documents):
        first = len(above)
        above += [first + part.above for part in document.parts]
        document_of += [number] * len(document.parts)
    return {
        "kinds": pack(part.kind for part in parts),
        "above": pack(above),
        "document_of": pack(document_of),
        "anchors": Strings.written(part.anchor for part in parts),
        "texts": Strings.written(part.text for part in parts),
        "part_of": pack(part for part, length in enumerate(lengths) for _ in range(length)),
    }


def _vocabulary(spoken: Sequence[Sequence[str]], terms: dict[str, set[str]]) -> dict[str, Any]:
    forms = sorted(terms)
    names = sorted({term for own in terms.values() for term in own})
    numbers = {name: number for number, name in enumerate(names)}
    positions: list[list[int]] = [[] for _ in names]
    for position, form in enumerate(fold(word) for part in spoken for word in part):
        for term in terms[form]:
            positions[numbers[term]].append(position)
    return {
        "forms": Strings.written(forms),
        "terms_of": Lists.written([sorted(numbers[term] for term in terms[form]) for form in forms]),
        "positions": Lists.written(positions),
        "spellings": Strings.written(_spellings(spoken)),
    }


def _spellings(spoken: Sequence[Sequence[str]]) -> Iterator[str]:
    """Of each word that occurs, its most frequent spelling in small letters."""
    counted = Counter(word.lower() for part in spoken for word in part)
    seen: set[str] = set()
    for spelling, _ in counted.most_common():
        if fold(spelling) not in seen:
            seen.add(fold(spelling))
            yield spelling
