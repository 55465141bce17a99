"""The sentence to show of a text, with the words found marked."""

import re
from collections.abc import Iterator, Mapping
from html import escape

from app.content.model import Html
from app.content.search.words import words

LENGTH = 200
"""The most characters of a sentence that are shown, besides the marks and the … where it was cut."""

# Characters that are left before the first word found, where a sentence is cut.
_BEFORE = 60
_END = re.compile(r"[.!?…;][\"'”’“»)\]]*\s+")
_OPENING = "\"'“‘„«([¿"

Span = tuple[int, int]


def sentence(text: str, found: Mapping[int, int]) -> Html:
    """The sentence of `text` with most of the words found.

    `found` tells, of the numbers of words in the text, which word of the query each is.
    """
    spans = [match.span() for match in words(text)]
    marks = {spans[number]: word for number, word in found.items()}
    whole = _trimmed(text, max(_sentences(text), key=lambda span: _different(marks, span)))
    shown = _trimmed(text, _cut(text, whole, marks))
    before, after = "… " if shown[0] > whole[0] else "", " …" if shown[1] < whole[1] else ""
    return Html(f"{before}{_marked(text, shown, marks)}{after}")


def _sentences(text: str) -> Iterator[Span]:
    start = 0
    for end in _END.finditer(text):
        rest = text[end.end() : end.end() + 2].lstrip(_OPENING)
        # A small letter follows an abbreviation.
        if rest and not rest[0].islower():
            yield start, end.end()
            start = end.end()
    yield start, len(text)


def _different(marks: Mapping[Span, int], within: Span) -> int:
    return len({word for span, word in marks.items() if _holds(within, span)})


def _holds(outer: Span, inner: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _trimmed(text: str, span: Span) -> Span:
    piece = text[slice(*span)]
    return span[0] + len(piece) - len(piece.lstrip()), span[1] - len(piece) + len(piece.rstrip())


def _cut(text: str, whole: Span, marks: Mapping[Span, int]) -> Span:
    """As much of the sentence as is shown: what stands around most of the words found."""
    start, end = whole
    if end - start <= LENGTH:
        return whole
    inside = sorted(span for span in marks if _holds(whole, span))
    around = max(
        inside, key=lambda span: _different(marks, (span[0], span[0] + LENGTH - _BEFORE)), default=(start, start)
    )
    left = max(start, min(around[0] - _BEFORE, end - LENGTH))
    right = min(end, left + LENGTH)
    return (
        _beginning(text, left, around[0]) if left > start else left,
        _ending(text, right, around[1]) if right < end else right,
    )


def _beginning(text: str, earliest: int, latest: int) -> int:
    """Where the first word from `earliest` on begins; `latest` if none does before it."""
    space = text.find(" ", earliest - 1, latest)
    return space + 1 if space >= 0 else latest


def _ending(text: str, latest: int, earliest: int) -> int:
    """Where the last word up to `latest` ends, but not before `earliest`; inside a word that is too long."""
    space = text.rfind(" ", earliest, latest + 1)
    return space if space >= 0 else max(earliest, latest)


def _marked(text: str, shown: Span, marks: Mapping[Span, int]) -> str:
    start, end = shown
    pieces = []
    for left, right in sorted(span for span in marks if _holds(shown, span)):
        pieces += [escape(text[start:left]), f"<mark>{escape(text[left:right])}</mark>"]
        start = right
    return "".join([*pieces, escape(text[start:end])])
