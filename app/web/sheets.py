"""A screen's table as a file to download: CSV (RFC 4180) and Excel's workbook (ECMA-376).

Both are written batch by batch, so that a table of any length takes no more memory than a batch. What people wrote
stays text: a spreadsheet that took it for a formula could send the others' data away.
"""

import asyncio
import csv
import re
import unicodedata
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path
from tempfile import TemporaryFile
from typing import Final, TypeAlias

from openpyxl import Workbook
from openpyxl.cell import Cell as ExcelCell
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

Cell: TypeAlias = str | int | float | date | datetime | None

MOST_ROWS: Final = 1_048_575
"""Rows of an Excel sheet without the header."""

LONGEST_TITLE: Final = 31
PIECE: Final = 65_536
THREAD: Final = "xlsx"

_BOM: Final = "\ufeff"
# What XML 1.0 (2.2) can't hold, and no text needs either.
_NO_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Signs with which a formula begins, also as Japanese and Chinese keyboards write them.
_SIGNS: Final = r"=+\-@＝＋－＠"
_BREAKS: Final = r"\n\r\x85\u2028\u2029"
_BLANK: Final = rf"(?:[^\S{_BREAKS}]|[\xad\u200b-\u200f\u2060\ufeff])"
# Where a spreadsheet may see the beginning of a cell: at a line's, and, as half of Europe separates cells by
# semicolons, after one or after a tab.
_FORMULA: Final = re.compile(rf"(?:^|(?<=[{_BREAKS};\t]))(?=[\t\r]|{_BLANK}*[{_SIGNS}])")
_NO_TITLE: Final = re.compile(r"[\[\]:*?/\\]")


class TooLong(Exception):
    """The table has more rows than an Excel sheet can hold."""


async def csv_of(header: Sequence[str], rows: AsyncIterator[Sequence[Sequence[Cell]]]) -> AsyncIterator[bytes]:
    """The table in UTF-8, with the byte order mark that Excel knows it by; `rows` come in batches."""
    yield (_BOM + _lines([header])).encode()
    async for batch in rows:
        yield _lines(batch).encode()


def _lines(rows: Iterable[Sequence[Cell]]) -> str:
    target = StringIO()
    csv.writer(target, lineterminator="\r\n").writerows([_csv_text(cell) for cell in row] for row in rows)
    return target.getvalue()


def _csv_text(cell: Cell) -> str:
    if isinstance(cell, str):
        return _FORMULA.sub("'", _NO_XML.sub("", cell))
    if isinstance(cell, datetime):
        return _utc(cell).isoformat(" ", "minutes")
    if isinstance(cell, date):
        return cell.isoformat()
    return "" if cell is None else str(cell)


def _utc(moment: datetime) -> datetime:
    """Without its zone, which no spreadsheet knows; a moment without one is in UTC."""
    return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment


async def xlsx_of(
    header: Sequence[str], rows: AsyncIterator[Sequence[Sequence[Cell]]], *, title: str
) -> AsyncIterator[bytes]:
    """The table as a workbook of one sheet; `rows` come in batches. Raises TooLong.

    What is written goes into temporary files, which are gone when the last byte was sent or the client went away.
    """
    # One thread of its own does one thing after the other: the last is to remove the files, also when what it does
    # at the moment isn't waited for any more.
    with_one_thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix=THREAD)
    loop = asyncio.get_running_loop()
    file = _File(title)
    try:
        await loop.run_in_executor(with_one_thread, file.begin, header)
        async for batch in rows:
            await loop.run_in_executor(with_one_thread, file.add, batch)
        await loop.run_in_executor(with_one_thread, file.finish)
        while piece := await loop.run_in_executor(with_one_thread, file.next_piece):
            yield piece
    finally:
        with_one_thread.submit(file.remove)
        with_one_thread.shutdown(wait=False)


class _File:
    """A workbook that is being written, and then read."""

    def __init__(self, title: str) -> None:
        self._workbook = Workbook(write_only=True)
        self._sheet = self._workbook.create_sheet(_title(title))
        self._sheet.freeze_panes = "A2"
        self._rows = 0
        self._packed = TemporaryFile()  # noqa: SIM115 - closed by `remove`

    def begin(self, header: Sequence[str]) -> None:
        self._sheet.append([self._heading(text) for text in header])

    def add(self, batch: Sequence[Sequence[Cell]]) -> None:
        self._rows += len(batch)
        if self._rows > MOST_ROWS:
            raise TooLong
        for row in batch:
            self._sheet.append(list(self._cells(row)))

    def finish(self) -> None:
        self._workbook.save(self._packed)
        self._packed.seek(0)

    def next_piece(self) -> bytes:
        return self._packed.read(PIECE)

    def remove(self) -> None:
        self._packed.close()
        try:
            if not self._sheet.closed:
                self._sheet.close()
        finally:
            self._drop_rows()

    def _drop_rows(self) -> None:
        """Remove the file in which openpyxl gathers the rows; it does so by itself only when all are saved."""
        writer = self._sheet._writer  # noqa: SLF001 - there is no public way
        if writer and Path(writer.out).exists():
            writer.cleanup()

    def _heading(self, text: str) -> ExcelCell:
        cell = self._text(text)
        cell.font = Font(bold=True)
        return cell

    def _cells(self, row: Sequence[Cell]) -> Iterator[ExcelCell | int | float | None]:
        for cell in row:
            if isinstance(cell, str):
                yield self._text(cell)
            elif isinstance(cell, date):
                yield self._date(cell)
            else:
                yield cell

    def _text(self, text: str) -> ExcelCell:
        plain = _NO_XML.sub("", text)
        cell = WriteOnlyCell(self._sheet, plain)
        # openpyxl takes “=…” for a formula and “#N/A” for an error.
        cell.data_type = "s"
        if _FORMULA.search(plain):
            # It stays text when somebody edits the cell, too.
            cell.quotePrefix = True
        return cell

    def _date(self, value: date) -> ExcelCell:
        cell = WriteOnlyCell(self._sheet)
        cell.value = _utc(value) if isinstance(value, datetime) else value
        cell.number_format = "yyyy-mm-dd hh:mm" if isinstance(value, datetime) else "yyyy-mm-dd"
        return cell


def _title(title: str) -> str:
    """What Excel takes as a sheet's name: without some signs, not in apostrophes, short, and not empty."""
    plain = _NO_TITLE.sub(" ", _NO_XML.sub("", unicodedata.normalize("NFC", title)))
    return " ".join(plain.split())[:LONGEST_TITLE].strip("' ") or "1"
