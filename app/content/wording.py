"""English source text: its normal form, its words, and the ids that are made from it."""

import hashlib
import re
import unicodedata
from base64 import b32encode
from collections.abc import Iterable
from dataclasses import dataclass, field

BREAK = re.compile(r"[ \t]*\\?\n[ \t]*")
DESTINATION = re.compile(r"\]\([^()\s]*\)")
WORD = re.compile(r"\w+(?:['’.-]\w+)*")
SHORTEST = 5


def normalised(source: str) -> str:
    """The form in which a text is compared and translated: NFC, on one line."""
    return unicodedata.normalize("NFC", BREAK.sub(" ", source)).strip()


def without_destinations(source: str) -> str:
    """Markdown without the addresses of its links and pictures."""
    return DESTINATION.sub("]", source)


def count_words(source: str) -> int:
    return len(WORD.findall(without_destinations(source)))


def slug(source: str) -> str:
    """A readable id made from the letters and digits of a text; "section" if it has none."""
    ascii_letters = unicodedata.normalize("NFKD", without_destinations(source)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_letters.lower().replace("'", "")).strip("-") or "section"


@dataclass(slots=True)
class Anchors:
    """The ids of one page, each given once.

    They come from the English text alone, so that they are the same in every language, and no id
    changes when other text is added or removed around it.
    """

    taken: set[str] = field(default_factory=set)

    def reserve(self, anchors: Iterable[str]) -> None:
        self.taken.update(anchors)

    def heading(self, source: str) -> str:
        """The text's slug, numbered from 2 if an earlier heading has it."""
        stem, number = slug(source), 1
        anchor = stem
        while anchor in self.taken:
            number += 1
            anchor = f"{stem}-{number}"
        self.taken.add(anchor)
        return anchor

    def segment(self, source: str) -> str:
        """`s` and at least 5 characters of the text's hash; a text that stands twice is told apart."""
        repeat = 0
        while True:
            digest = hashlib.sha256(f"{source}\0{repeat}".encode() if repeat else source.encode()).digest()
            anchor = "s" + b32encode(digest).decode().lower()[:SHORTEST]
            if anchor not in self.taken:
                self.taken.add(anchor)
                return anchor
            repeat += 1
