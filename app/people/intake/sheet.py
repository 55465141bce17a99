"""What is read from a list of people, whatever it came as: rows of cells, and how much of them is taken."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Final

from app.people.intake.headings import find_heading

MOST_BYTES: Final = 5_000_000
MOST_ROWS: Final = 20_000
MOST_COLUMNS: Final = 50
LONGEST_CELL: Final = 500
"""Characters that are kept of a cell: more than any name or address may have, so that what is cut is faulty anyway."""

_SPACE: Final = re.compile(r"\s+")
# Control characters, invisible ones such as zero-width spaces and changes of direction, and halves of characters.
_DROPPED: Final = frozenset({"Cc", "Cf", "Cs"})


class Reason(Enum):
    """Why nothing could be read."""

    EMPTY = "empty"
    TOO_LARGE = "too large"
    TOO_MANY_ROWS = "too many rows"
    TOO_MANY_COLUMNS = "too many columns"
    NOT_A_TABLE = "not a table"
    ENCRYPTED = "encrypted"


class Unreadable(Exception):
    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Row:
    """`line` is its number in what was sent, from 1, as an editor or a spreadsheet shows it."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The header and all rows have `columns` cells; rows without anything in them are left out."""

    header: tuple[str, ...] | None
    rows: tuple[Row, ...]
    columns: int


def tidy_cell(text: str) -> str:
    """On one line, without what can't be seen, composed (NFC), and cut at LONGEST_CELL."""
    spaced = _SPACE.sub(" ", text)
    if not spaced.isascii() or not spaced.isprintable():
        seen = "".join(sign for sign in spaced if unicodedata.category(sign) not in _DROPPED)
        spaced = _SPACE.sub(" ", unicodedata.normalize("NFC", seen))
    return spaced.strip()[:LONGEST_CELL].rstrip()


def sheet_of(records: Iterable[tuple[int, Iterable[str]]]) -> Sheet:
    """The sheet of lines and their cells, with its header found. Raises Unreadable."""
    rows: list[Row] = []
    for line, cells in records:
        tidied = _without_empty_end([tidy_cell(cell) for cell in cells])
        if len(tidied) > MOST_COLUMNS:
            raise Unreadable(Reason.TOO_MANY_COLUMNS)
        if tidied:
            rows.append(Row(line, tuple(tidied)))
        # One more for the header.
        if len(rows) > MOST_ROWS + 1:
            raise Unreadable(Reason.TOO_MANY_ROWS)
    return _with_header(rows)


def _with_header(rows: list[Row]) -> Sheet:
    place = find_heading([row.cells for row in rows[:10]])
    people = rows if place is None else rows[place + 1 :]
    if not rows:
        raise Unreadable(Reason.EMPTY)
    if len(people) > MOST_ROWS:
        raise Unreadable(Reason.TOO_MANY_ROWS)
    header = None if place is None else rows[place].cells
    columns = max(len(cells) for cells in (header or (), *(row.cells for row in people)))
    return Sheet(
        header=None if header is None else _filled(header, columns),
        rows=tuple(Row(row.line, _filled(row.cells, columns)) for row in people),
        columns=columns,
    )


def _without_empty_end(cells: list[str]) -> list[str]:
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _filled(cells: tuple[str, ...], columns: int) -> tuple[str, ...]:
    return cells + ("",) * (columns - len(cells))
