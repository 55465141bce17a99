"""The agreed terms in an English text, without the dictionaries that checking translations by them needs."""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from app.content.edition import SOURCE_LANGUAGE
from app.localisation.checks.terms import english_forms


class Agreed(NamedTuple):
    """A term, what was agreed for it in each language, and what to know of it."""

    english: str
    translations: Mapping[str, str]
    note: str


@dataclass(frozen=True, slots=True)
class Terms:
    """All agreed terms in the order of their table."""

    rows: tuple[Agreed, ...]
    _forms: Mapping[str, Agreed]
    _pattern: re.Pattern[str]

    def marked(self, english: str) -> tuple[tuple[str, Agreed | None], ...]:
        """The text in stretches, each with the term that it is, or None; together they are the text."""
        return tuple(self._stretches(english))

    def _stretches(self, english: str) -> Iterator[tuple[str, Agreed | None]]:
        end = 0
        for found in self._pattern.finditer(english):
            if found.start() > end:
                yield english[end : found.start()], None
            yield found[0], self._forms[found[0].lower()]
            end = found.end()
        if end < len(english):
            yield english[end:], None


def read_terms(file: Path) -> Terms:
    """The terms of the table, whose columns are languages; none where there is no table."""
    try:
        with file.open(encoding="utf-8", newline="") as lines:
            rows = tuple(_agreed(row) for row in csv.DictReader(lines) if row.get(SOURCE_LANGUAGE))
    except OSError:
        rows = ()
    forms = {form: row for row in rows for form in english_forms(row.english.lower())}
    # The longest first: a partnership agreement is no partnership. Nothing in the address of a link is a term.
    either = "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))
    pattern = re.compile(rf"(?<![\w:/-])(?:{either or '(?!)'})(?![\w-])", re.IGNORECASE)
    return Terms(rows, forms, pattern)


def _agreed(row: Mapping[str, str]) -> Agreed:
    others = {code: term for code, term in row.items() if code not in {SOURCE_LANGUAGE, "note"} and term}
    return Agreed(row[SOURCE_LANGUAGE], others, row.get("note") or "")
