"""Tiny courses to search in."""

import re
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from html import unescape
from pathlib import Path
from types import MappingProxyType

from app.content.library import Library
from app.content.search import Found, Hit, SearchIndex
from app.content.search.building import build_index
from app.content.search.lemmas import Dictionary
from tests.content.folders import lesson, read


@dataclass(frozen=True, slots=True)
class Table:
    """The lemmas of a language that has only these words: of each lemma its forms."""

    forms: Mapping[str, Iterable[str]] = field(default_factory=dict)

    def of(self, word: str) -> AbstractSet[str]:
        return {lemma for lemma, forms in self.forms.items() if word.lower() in forms} or {word}

    def inflected(self, lemmas: AbstractSet[str]) -> Iterable[tuple[str, str]]:
        return [(form, lemma) for lemma in lemmas for form in self.forms.get(lemma, ())]


def library(root: Path, body: str, *, language: str = "en", lessons: Mapping[str, str] | None = None) -> Library:
    """The course whose one lesson, or first of several, has this body; the words may be of any language."""
    others = {f"first/02-{name}.md": lesson(text, identity=name) for name, text in (lessons or {}).items()}
    course = replace(read(root, body, files={**others}), language=language)
    return Library((language,), MappingProxyType({"demo": MappingProxyType({language: course})}), "1")


def opened(whole: Library, forms: Mapping[str, Iterable[str]] | None = None) -> SearchIndex:
    """The index with the real dictionaries, or with a table of forms in place of them."""
    table = Table(forms) if forms is not None else None
    return SearchIndex(build_index(whole, lambda language: table or Dictionary(language)))


def search(index: SearchIndex, query: str, *, language: str = "en") -> Found:
    return index.search(query, course="demo", language=language)


def plain(hit: Hit) -> str:
    """The sentence as somebody reads it."""
    return unescape(re.sub(r"</?mark>", "", hit.sentence))


def sentences(found: Found) -> list[str]:
    return [plain(hit) for hit in found.hits]


def marked(found: Found) -> list[str]:
    """All words that are marked, hit by hit."""
    return [unescape(word) for hit in found.hits for word in re.findall(r"<mark>(.*?)</mark>", hit.sentence)]
