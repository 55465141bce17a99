"""Quotation marks: each language has its own."""

import re
from dataclasses import dataclass

from app.localisation.checks.findings import Finding, Findings, Pair, Severity
from app.localisation.checks.inline import translation_of

_ANY = re.compile('["“”„‟«»]')


@dataclass(frozen=True, slots=True)
class _Marks:
    """A language's outer marks, and those that may stand inside them."""

    opening: str
    closing: str
    inner: str


_MARKS = {
    "el": _Marks("«", "»", "“”"),
    "bg": _Marks("„", "“", "«»"),
    "pl": _Marks("„", "”", "«»"),
    "ro": _Marks("„", "”", "«»"),
}


def check_quotes(pair: Pair) -> Findings:
    """Marks of another language, straight ones, and such as nothing opens or closes."""
    marks = _MARKS.get(pair.language)
    found = _ANY.findall(translation_of(pair).words)
    if not marks or not found:
        return
    strange = sorted({sign for sign in found if sign not in f"{marks.opening}{marks.closing}{marks.inner}"})
    right = f"{marks.opening}…{marks.closing}"
    if strange:
        fix = _fixed(pair.translation, marks)
        told = " and ".join(strange)
        yield Finding("quotes", Severity.WARNING, f"{told} is not a quotation mark here", f"write {right}", fix)
    elif found.count(marks.opening) != found.count(marks.closing) and not _spans_paragraphs(pair.source):
        wrong = f"{marks.opening} and {marks.closing} don't come in pairs"
        yield Finding("quotes", Severity.WARNING, wrong, f"open and close each quotation, as in {right}")


def _spans_paragraphs(source: str) -> bool:
    """Whether the English opens a quotation that another text closes."""
    return source.count('"') % 2 == 1 or source.count("“") != source.count("”")


def _fixed(text: str, marks: _Marks) -> str | None:
    """With the language's marks, if they plainly come in pairs that don't stand in one another."""
    places = [match.start() for match in _ANY.finditer(text)]
    if len(places) % 2:
        return None
    signs = list(text)
    for turn, at in enumerate(places):
        opens = turn % 2 == 0
        beside = text[at - 1 : at] if opens else text[at + 1 : at + 2]
        if beside and beside.isalnum():
            return None
        signs[at] = marks.opening if opens else marks.closing
    return "".join(signs)
