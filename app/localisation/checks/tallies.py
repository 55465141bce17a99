"""How much of the English a language has."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.content.po import Key, Message, State
from app.content.wording import count_words


@dataclass(frozen=True, slots=True)
class Share:
    """So many texts, and the words of their English."""

    texts: int = 0
    words: int = 0

    def __add__(self, other: "Share") -> "Share":
        return Share(self.texts + other.texts, self.words + other.words)


@dataclass(frozen=True, slots=True)
class Tally:
    """`stale` counts what is marked as needing work for another reason as well."""

    translated: Share = Share()
    stale: Share = Share()
    empty: Share = Share()

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.translated + other.translated, self.stale + other.stale, self.empty + other.empty)

    @property
    def percent(self) -> int:
        """How much of the words is translated, rounded down, so that 100 is all."""
        words = self.translated.words + self.stale.words + self.empty.words
        return 100 * self.translated.words // words if words else 100

    @property
    def is_complete(self) -> bool:
        return not self.stale.texts and not self.empty.texts


def tally(wanted: Iterable[Message], present: Mapping[Key, Message]) -> Tally:
    """Of the texts that are `wanted`, what is `present` in a language's file."""
    found = {State.TRANSLATED: Share(), State.STALE: Share(), State.EMPTY: Share()}
    for message in wanted:
        state = present[message.key].state if message.key in present else State.EMPTY
        counted = State.STALE if state is State.UNREADY else state
        found[counted] += Share(1, count_words(message.source))
    return Tally(found[State.TRANSLATED], found[State.STALE], found[State.EMPTY])


def summary(tallies: Mapping[str, Tally]) -> list[str]:
    """A line for each language, in words of the English."""
    return [
        f"{language}: {each.percent} % translated "
        f"({each.translated.words} words; stale: {each.stale.words}, missing: {each.empty.words})"
        for language, each in tallies.items()
    ]


def unfinished(tallies: Mapping[str, Tally]) -> list[str]:
    """What a release still lacks, a line for each language; none if it can go out."""
    return [
        f"{language}: {_texts(each.empty.texts)} missing, {_texts(each.stale.texts)} stale"
        for language, each in tallies.items()
        if not each.is_complete
    ]


def _texts(number: int) -> str:
    return f"{number} text{'' if number == 1 else 's'}"
