"""Excel workbooks (Office Open XML, ECMA-376), which are looked through before they are opened."""

import warnings
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from io import BytesIO
from threading import Lock
from typing import Final
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser
from openpyxl import load_workbook

from app.people.intake.sheet import MOST_COLUMNS, Reason, Sheet, Unreadable, sheet_of

MOST_UNPACKED: Final = 60_000_000
"""Bytes of all parts together."""

MOST_PARTS: Final = 1_000
MOST_ELEMENTS: Final = 2_000_000
"""XML elements of all parts together: each takes a hundred bytes of memory and more when a workbook is opened."""

MOST_WORK: Final = 600_000_000
"""Bytes to read if each sheet were the largest part: several may name the same one."""

_LAST_ROW: Final = 1_048_576
_CELLS_IN_ROW: Final = 16_384
_PIECE: Final = 65_536
_METHODS: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_ENCRYPTED: Final = 0x1

# Warnings are silenced for the whole process, and a workbook takes much memory: one at a time.
_one_at_a_time: Final = Lock()


def read_workbook(content: bytes) -> Sheet:
    """The first visible sheet that has something. Raises Unreadable."""
    with _one_at_a_time, warnings.catch_warnings():
        # openpyxl warns of all that it would lose if it wrote the workbook again.
        warnings.simplefilter("ignore")
        try:
            _look_through(content)
            return _first_sheet(content)
        except Unreadable:
            raise
        # A broken workbook makes openpyxl stumble in any way there is.
        except Exception as error:
            raise Unreadable(Reason.NOT_A_TABLE) from error


class _Count:
    """What a parser tells of: elements, and how many sheets and cells in a row are among them."""

    def __init__(self) -> None:
        self.elements = self.sheets = self.cells = 0

    def start(self, tag: str, _attributes: dict[str, str]) -> None:
        self.elements += 1
        name = tag.rpartition("}")[2]
        if name == "row":
            self.cells = 0
        elif name == "c":
            self.cells += 1
        elif name == "sheet":
            self.sheets += 1
        if self.elements > MOST_ELEMENTS or self.cells > _CELLS_IN_ROW:
            raise Unreadable(Reason.TOO_LARGE)

    def close(self) -> None:
        """Nothing is built."""


def _look_through(content: bytes) -> None:
    count, unpacked = _Count(), 0
    with zipfile.ZipFile(BytesIO(content)) as archive:
        parts = archive.infolist()
        if len(parts) > MOST_PARTS:
            raise Unreadable(Reason.TOO_LARGE)
        for part in parts:
            _check(part)
            unpacked = _look_into(archive, part, count, unpacked)
    if count.sheets * unpacked > MOST_WORK:
        raise Unreadable(Reason.TOO_LARGE)


def _check(part: zipfile.ZipInfo) -> None:
    if part.flag_bits & _ENCRYPTED:
        raise Unreadable(Reason.ENCRYPTED)
    # Other methods are not allowed in a workbook, and can't be unpacked piece by piece.
    unsafe = part.filename.startswith(("/", "\\")) or ".." in part.filename.replace("\\", "/").split("/")
    if unsafe or part.compress_type not in _METHODS:
        raise Unreadable(Reason.NOT_A_TABLE)


def _look_into(archive: zipfile.ZipFile, part: zipfile.ZipInfo, count: _Count, unpacked: int) -> int:
    """The bytes unpacked so far, counted as they come: what an archive says of its sizes needn't be true."""
    parser: DefusedXMLParser | None = DefusedXMLParser(target=count, forbid_dtd=True)
    with archive.open(part) as opened:
        while piece := opened.read(_PIECE):
            unpacked += len(piece)
            if unpacked > MOST_UNPACKED:
                raise Unreadable(Reason.TOO_LARGE)
            parser = _fed(parser, piece)
    return unpacked


def _fed(parser: DefusedXMLParser | None, piece: bytes) -> DefusedXMLParser | None:
    """The parser, until a part turns out to be no XML, such as a picture."""
    try:
        if parser:
            parser.feed(piece)
    except DefusedXmlException as error:
        raise Unreadable(Reason.NOT_A_TABLE) from error
    except (ParseError, ValueError, LookupError):
        return None
    return parser


def _first_sheet(content: bytes) -> Sheet:
    workbook = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
    try:
        for sheet in workbook.worksheets:
            if sheet.sheet_state != "visible":
                continue
            sheet.reset_dimensions()  # programs write wrong ones
            rows = sheet.iter_rows(max_col=MOST_COLUMNS + 1, max_row=_LAST_ROW, values_only=True)
            try:
                return sheet_of(_texts(rows))
            except Unreadable as unreadable:
                if unreadable.reason is not Reason.EMPTY:
                    raise
    finally:
        workbook.close()
    raise Unreadable(Reason.EMPTY)


def _texts(rows: Iterable[tuple[object, ...]]) -> Iterator[tuple[int, list[str]]]:
    for line, values in enumerate(rows, 1):
        if any(value is not None for value in values):
            yield line, [_text(value) for value in values]


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, datetime):
        return value.isoformat(" ", timespec="minutes")
    return value.isoformat() if isinstance(value, date | time) else str(value)
