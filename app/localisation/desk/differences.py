"""What differs between two texts, word by word."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from enum import Enum
from typing import NamedTuple

# A word with what is inside it, or one sign; spaces stay with the word before them.
_TOKEN = re.compile(r"\w+(?:['’.-]\w+)*\s*|\W\s*")


class Change(Enum):
    """What became of a stretch of the older text."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


class Piece(NamedTuple):
    """A stretch of text. Those kept and removed make the older text, those kept and added the newer."""

    change: Change
    text: str


def difference(old: str, new: str) -> tuple[Piece, ...]:
    """The pieces in reading order; where something was replaced, what went comes before what came."""
    return tuple(_joined(_pieces(tokens(old), tokens(new))))


def tokens(text: str) -> list[str]:
    """The words and signs of a text; together they are the text."""
    found = _TOKEN.findall(text)
    lead = text[: len(text) - sum(map(len, found))]
    return [lead, *found] if lead else found


def likeness(one: Sequence[str], other: Sequence[str]) -> float:
    """From 0 to 1: twice what two texts have in common in this order, by what both have (Ratcliff and Obershelp)."""
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _pieces(old: list[str], new: list[str]) -> Iterator[Piece]:
    for kind, old_from, old_to, new_from, new_to in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Piece(Change.KEPT, "".join(old[old_from:old_to]))
            continue
        if old_to > old_from:
            yield Piece(Change.REMOVED, "".join(old[old_from:old_to]))
        if new_to > new_from:
            yield Piece(Change.ADDED, "".join(new[new_from:new_to]))


def _joined(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Neighbours of one kind as one piece."""
    before: Piece | None = None
    for piece in pieces:
        if before and before.change is piece.change:
            before = Piece(piece.change, before.text + piece.text)
            continue
        if before:
            yield before
        before = piece
    if before:
        yield before
