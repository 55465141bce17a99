"""Tables as text: CSV and its kin (RFC 4180 and what programs make of it), and lists of addresses."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from itertools import islice
from typing import Final, TypeAlias

from app.people.emails import is_email, tidy
from app.people.intake.addresses import Found, in_list, tokens
from app.people.intake.headings import find_heading, headings
from app.people.intake.sheet import Sheet, sheet_of

_DELIMITERS: Final = ("\t", ";", ",", "|")
_SAMPLE: Final = 500
_ANGLE: Final = re.compile(r"<\s*[^\s<>@]+@[^\s<>@]+\s*>")
# Excel's own way to say which delimiter follows.
_SAID: Final = re.compile(r"sep=([;,|\t])\n", re.IGNORECASE)

Record: TypeAlias = tuple[int, list[str]]


def read_text(text: str, *, table: bool) -> Sheet:
    """The sheet of a text; `table` if it can't be a mail program's list. Raises Unreadable."""
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    said = _SAID.match(plain)
    if said:
        plain = plain.replace(said[0], "\n", 1)
    delimiter = said[1] if said else _delimiter(plain)
    if not said and not table and _is_list(plain, delimiter):
        return sheet_of((line, [found.address, found.name]) for line, found in _listed(plain))
    return sheet_of(_records(plain, delimiter))


def _listed(text: str) -> Iterator[tuple[int, Found]]:
    for number, line in enumerate(text.split("\n"), 1):
        for found in in_list(line):
            yield number, found


def _is_list(text: str, delimiter: str | None) -> bool:
    """Whether addresses are strung together, or stand on lines of their own with anything around them."""
    if delimiter in {"\t", "|"} or find_heading(_sample(text, delimiter)) is not None:
        return False
    lines = [line for line in islice(text.split("\n"), _SAMPLE) if "@" in line]
    return bool(lines) and (delimiter is None or any(len(tokens(line)) > 1 or _ANGLE.search(line) for line in lines))


def _delimiter(text: str) -> str | None:
    """The one that sets addresses and headings apart best and gives the most regular table; None for one column."""
    marks = {delimiter: _mark(text, delimiter) for delimiter in _DELIMITERS if delimiter in text}
    best = max(marks, key=marks.__getitem__, default=None)
    return best if best and marks[best] > (0, 0) else None


def _mark(text: str, delimiter: str) -> tuple[float, float]:
    rows = _sample(text, delimiter)
    widths = Counter(len(row) for row in rows)
    regular = max((count for width, count in widths.items() if width > 1), default=0)
    if not regular:
        return (0, 0)
    apart = sum(is_email(tidy(cell)) for row in rows for cell in row)
    known = sum(kind is not None for row in rows[:1] for kind in headings(row))
    return (apart + known, regular / len(rows))


def _sample(text: str, delimiter: str | None) -> list[list[str]]:
    start = "\n".join(islice(text.split("\n"), _SAMPLE))
    return [cells for _, cells in _records(start, delimiter) if cells]


def _records(text: str, delimiter: str | None) -> list[Record]:
    """Lines with their cells; where quotes don't come in pairs, they are signs like others."""
    try:
        return list(_quoted(text, delimiter or "\t"))
    except csv.Error:
        return [(number, line.split(delimiter or "\t")) for number, line in enumerate(text.split("\n"), 1)]


def _quoted(text: str, delimiter: str) -> Iterator[Record]:
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True, skipinitialspace=True)
    line = 1
    for cells in reader:
        yield line, cells
        line = reader.line_num + 1
