"""How far a language is, in words of its English, and what changed since somebody looked last."""

import json
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from app.content.po import Message, State
from app.content.wording import count_words
from app.localisation.desk.parts import Domain, Text
from app.localisation.saving import fingerprint
from app.localisation.states import digest_of

_DIGITS: Final = 8


class Words(NamedTuple):
    """Words of English by how their translation stands; those reviewed are among those translated."""

    translated: int = 0
    stale: int = 0
    unready: int = 0
    untranslated: int = 0
    reviewed: int = 0

    @property
    def all(self) -> int:
        return self.translated + self.stale + self.unready + self.untranslated

    @property
    def percent(self) -> int:
        """How much is translated, rounded down, so that 100 is all."""
        return 100 * self.translated // self.all if self.all else 100

    def plus(self, other: "Words") -> "Words":
        return Words(*map(sum, zip(self, other, strict=True)))


def words_of(texts: Iterable[Text], reviewed: Mapping[str, str]) -> Words:
    """`reviewed` are the digests that texts were reviewed with; one that changed since isn't reviewed any more."""
    counts = dict.fromkeys(State, 0)
    approved = 0
    for text in texts:
        words = count_words(text.message.source)
        counts[text.message.state] += words
        if is_reviewed(text, reviewed):
            approved += words
    return Words(counts[State.TRANSLATED], counts[State.STALE], counts[State.UNREADY], counts[State.EMPTY], approved)


def is_reviewed(text: Text, reviewed: Mapping[str, str]) -> bool:
    """Whether exactly this English with exactly this translation was reviewed."""
    known = reviewed.get(text.id)
    return known is not None and text.message.state is State.TRANSLATED and known == digest_of(text.message)


@dataclass(frozen=True, slots=True)
class Changes:
    """Ids of texts: new ones, those whose English changed, and those whose translation did."""

    new: frozenset[str]
    english: frozenset[str]
    translation: frozenset[str]

    @property
    def all(self) -> frozenset[str]:
        return self.new | self.english | self.translation


def snapshot(domains: Iterable[Domain]) -> bytes:
    """What every text of a language says, as far as it takes to tell that it says something else; compressed."""
    said = {domain.id: {text.id: _mark(text.message) for text in domain.texts.values()} for domain in domains}
    return zlib.compress(json.dumps(said).encode())


def changes_since(before: bytes, domains: Iterable[Domain], own: Mapping[str, str]) -> Mapping[str, Changes]:
    """By domain, what is otherwise than it was when the snapshot was made.

    `own` are the fingerprints that one's own changes made since, by the texts' ids: a text that still is so is no news.
    """
    said: Mapping[str, Mapping[str, str]] = json.loads(zlib.decompress(before))
    return {domain.id: _changes(said.get(domain.id, {}), domain, own) for domain in domains}


def _changes(said: Mapping[str, str], domain: Domain, own: Mapping[str, str]) -> Changes:
    texts = [text for text in domain.texts.values() if own.get(text.id) != fingerprint(text.message)]
    other = [text for text in texts if text.id in said and said[text.id] != _mark(text.message)]
    # A text whose English changed is another text, except where an authored id holds it; either way it is stale now.
    stale = {text.id for text in texts if text.message.state is State.STALE}
    unknown = {text.id for text in texts if text.id not in said}
    changed = {text.id for text in other}
    return Changes(frozenset(unknown - stale), frozenset((unknown | changed) & stale), frozenset(changed - stale))


def _mark(message: Message) -> str:
    return fingerprint(message)[:_DIGITS]
