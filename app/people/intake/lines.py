"""The people in a sheet, and what is wrong with those who can't be invited."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum
from typing import Final

from app.people.emails import email_key
from app.people.intake.addresses import address_in, name_before
from app.people.intake.columns import Columns
from app.people.intake.languages import site_language
from app.people.intake.sheet import Row, Sheet

LONGEST_NAME: Final = 100
"""Characters of a name, as many as somebody may give on signing up."""

_QUOTES: Final = "\"'“”„‟«»‘’‚`"


class Problem(Enum):
    NO_ADDRESS = "no address"
    NOT_AN_ADDRESS = "not an address"
    TWICE = "twice"
    NAME_TOO_LONG = "name too long"


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody in row `line`; where `email` is not an address, it is what stands in its place.

    `language` is one of the site's, or empty.
    """

    line: int
    email: str
    name: str
    language: str
    problem: Problem | None


def people_in(sheet: Sheet, columns: Columns, *, languages: Collection[str]) -> tuple[Line, ...]:
    """Everybody in the sheet, in its order; `languages` are those of the site."""
    seen: set[str] = set()
    return tuple(_line(row, columns, languages, seen) for row in sheet.rows)


def _line(row: Row, columns: Columns, languages: Collection[str], seen: set[str]) -> Line:
    cell = _cell(row, columns.email)
    address = address_in(cell)
    name = _name(row, columns) or name_before(cell)
    problem = _problem(cell, address, name, seen)
    if address:
        seen.add(email_key(address))
    language = site_language(_cell(row, columns.language), languages=languages)
    return Line(row.line, address or cell, name, language, problem)


def _problem(cell: str, address: str, name: str, seen: set[str]) -> Problem | None:
    if not cell:
        return Problem.NO_ADDRESS
    if not address:
        return Problem.NOT_AN_ADDRESS
    if email_key(address) in seen:
        return Problem.TWICE
    return Problem.NAME_TOO_LONG if len(name) > LONGEST_NAME else None


def _name(row: Row, columns: Columns) -> str:
    parts = (_cell(row, place).strip(f"{_QUOTES} ") for place in (columns.name, columns.surname))
    return " ".join(part for part in parts if part)


def _cell(row: Row, place: int | None) -> str:
    return row.cells[place] if place is not None and place < len(row.cells) else ""
