"""Authored ids: their form, and that each is given once."""

import re
from collections.abc import Iterable

from app.content.frontmatter import Written
from app.content.model import Place
from app.content.problems import Report
from app.content.wording import slug

FORM = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def check_identifier(written: Written, report: Report, *, reserved: frozenset[str] = frozenset()) -> str:
    """The id as written; one of a wrong form, or that the site needs itself, is reported."""
    if written.text and not FORM.fullmatch(written.text):
        instead = f'write "{slug(written.text)}": lower-case letters, digits and hyphens'
        report.error(written.place, f'the id "{written.text}" is malformed', instead)
    if written.text in reserved:
        report.error(written.place, f'the id "{written.text}" is the address of another page', "choose another id")
    return written.text


def check_unique(found: Iterable[tuple[str, Place]], what: str, report: Report) -> None:
    """Report each id that was given before."""
    seen: dict[str, Place] = {}
    for identity, place in found:
        first = seen.setdefault(identity, place)
        if first is not place:
            wrong = f'the {what} id "{identity}" is used already in {first.file}:{first.line}'
            report.error(place, wrong, "give each an id of its own")
