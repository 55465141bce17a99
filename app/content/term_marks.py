"""Whether each glossary term is marked where a lesson first uses it, and only there."""

import re
from collections.abc import Iterable, Iterator, Mapping

from app.content.model import Lesson, Place, Segment, Term
from app.content.problems import Report

MARK = re.compile(r"\[([^\]]*)\]\(term:([^)\s]*)\)")
LINK = re.compile(r"\[[^\]]*\]\([^)]*\)|<https://[^>]*>")

Terms = tuple[re.Pattern[str], Mapping[str, str]]
"""Finds any form of any term, and tells its id by the form in small letters."""


def spotted(terms: Iterable[Term]) -> Terms:
    """What finds the terms in English text, the longest first: a partnership agreement is no partnership."""
    forms = {form.lower(): term.id for term in terms for form in _forms(term.term.plain)}
    alternatives = "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{alternatives or '(?!)'})(?![\w-])", re.IGNORECASE), forms


def _forms(term: str) -> Iterator[str]:
    yield from (term, f"{term}s", f"{term}es")
    if term.endswith("y"):
        yield f"{term[:-1]}ies"


def check_term_marks(lesson: Lesson, terms: Terms, report: Report) -> None:
    """Warn of first uses without a mark and of later ones with it; headings and questions apart."""
    headings = {heading.anchor for heading in lesson.headings}
    met: set[str] = set()
    for segment in lesson.segments:
        if not segment.context and segment.anchor not in headings:
            for term, words, marked in _uses(segment, terms):
                _check_use(term, words, segment.place, report, first=term not in met, marked=marked)
                met.add(term)


def _uses(segment: Segment, terms: Terms) -> Iterator[tuple[str, str, bool]]:
    """The uses of terms in their order: the term's id, the words, and whether it is marked."""
    position = 0
    for mark in MARK.finditer(segment.source):
        yield from _plain_uses(segment.source[position : mark.start()], terms)
        yield mark[2], mark[1], True
        position = mark.end()
    yield from _plain_uses(segment.source[position:], terms)


def _plain_uses(text: str, terms: Terms) -> Iterator[tuple[str, str, bool]]:
    pattern, forms = terms
    for match in pattern.finditer(LINK.sub(" ", text)):
        yield forms[match[0].lower()], match[0], False


def _check_use(term: str, words: str, place: Place, report: Report, *, first: bool, marked: bool) -> None:
    if first and not marked:
        wrong = f'"{words}" is a glossary term, and this is its first use in the lesson'
        report.warning(place, wrong, f"write [{words}](term:{term})")
    elif marked and not first:
        report.warning(place, f'the term "{words}" was used before in this lesson', "mark its first use only")
