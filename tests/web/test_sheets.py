"""Tables as files: what was in them comes back, and nothing in them is a formula."""

import csv
import tempfile
import threading
import tracemalloc
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, date, datetime, timedelta, timezone
from io import BytesIO, StringIO
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from app.web import sheets
from app.web.sheets import PIECE, THREAD, Cell, TooLong, csv_of, xlsx_of

pytestmark = pytest.mark.anyio

Table = Sequence[Sequence[Cell]]

HEADER = ["Όνομα", "Odpowiedzi", "Când"]
SUMMER = timezone(timedelta(hours=3))
TABLE: Table = [
    ["Ιωάννης Παπαδόπουλος", 12, date(2026, 3, 1)],
    ['Łukasz "Lu" Żak, Łódź', 0.5, datetime(2026, 3, 1, 2, 30, tzinfo=SUMMER)],
    ["на два\nреда", -3, None],
    ["", None, datetime(2026, 3, 1, 9, 5, tzinfo=UTC)],
]
SIGNS = ["=", "+", "-", "@", "＝", "＋", "－", "＠"]
FORMULAS = [
    *(f"{sign}cmd|' /C calc'!A0" for sign in SIGNS),
    *(f" {sign}1" for sign in SIGNS),
    *(f"\u00a0  {sign}1" for sign in SIGNS),
    *(f"\n{sign}1" for sign in SIGNS),
    "\t1",
    "\r1",
    "\ufeff=1",
    "\x00=1",
    "=",
]


async def batches(table: Table, size: int = 2) -> AsyncIterator[Table]:
    for start in range(0, len(table), size):
        yield table[start : start + size]


async def as_csv(table: Table, header: Sequence[str] = HEADER) -> str:
    return b"".join([piece async for piece in csv_of(header, batches(table))]).decode()


async def csv_cells(table: Table) -> list[list[str]]:
    text = await as_csv(table)
    return list(csv.reader(StringIO(text.removeprefix("\ufeff"), newline="")))[1:]


async def as_xlsx(table: Table, title: str = "People") -> Worksheet:
    content = b"".join([piece async for piece in xlsx_of(HEADER, batches(table), title=title)])
    sheet = load_workbook(BytesIO(content)).active
    assert isinstance(sheet, Worksheet)
    return sheet


def gathered(folder: Path) -> list[Path]:
    return list(folder.iterdir())


def temporary_files(folder: Path) -> list[Path]:
    """What is left when the threads that write have ended."""
    for thread in threading.enumerate():
        if thread.name.startswith(THREAD):
            thread.join()
    return gathered(folder)


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


async def test_a_csv_is_what_excel_opens_with_every_letter() -> None:
    assert await as_csv(TABLE) == (
        "\ufeffΌνομα,Odpowiedzi,Când\r\n"
        "Ιωάννης Παπαδόπουλος,12,2026-03-01\r\n"
        '"Łukasz ""Lu"" Żak, Łódź",0.5,2026-02-28 23:30\r\n'
        '"на два\nреда",-3,\r\n'
        ",,2026-03-01 09:05\r\n"
    )


@pytest.mark.parametrize("text", FORMULAS)
async def test_no_text_is_a_formula_in_a_csv(text: str) -> None:
    ((first, second),) = await csv_cells([[text, "a"]])
    assert first.strip("\r\n").startswith("'")
    assert first.replace("'", "", 1) == text.replace("\x00", "")
    assert second == "a"


@pytest.mark.parametrize("sign", SIGNS)
async def test_a_formula_is_found_wherever_a_spreadsheet_may_begin_a_cell(sign: str) -> None:
    ((cell,),) = await csv_cells([[f"a\n{sign}b\r\n {sign}c;{sign}d\t{sign}e"]])
    assert cell == f"a\n'{sign}b\r\n' {sign}c;'{sign}d\t'{sign}e"


@pytest.mark.parametrize("text", ["a=b", "Anne-Marie", "maria@example.org", "1 + 1", "", "'", "a\nb", "a; b"])
async def test_other_text_stays_as_it_is(text: str) -> None:
    assert await csv_cells([[text, "a"]]) == [[text, "a"]]


async def test_a_heading_is_no_formula_either() -> None:
    assert (await as_csv([], header=["=a"])) == "\ufeff'=a\r\n"


@given(st.lists(st.lists(st.text(), min_size=2, max_size=3), max_size=5))
async def test_any_text_comes_back_from_a_csv_and_none_begins_like_a_formula(table: list[list[str]]) -> None:
    cells = await csv_cells(table)
    assert len(cells) == len(table)
    for row, sent in zip(cells, table, strict=True):
        assert len(row) == len(sent)
        assert [cell for cell in row if cell.lstrip()[:1] in {*SIGNS}] == []


async def test_a_workbook_has_numbers_dates_and_text_as_such() -> None:
    sheet = await as_xlsx(TABLE)
    assert [cell.value for cell in sheet[1]] == HEADER
    assert [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)] == [
        ["Ιωάννης Παπαδόπουλος", 12, datetime(2026, 3, 1)],  # noqa: DTZ001 - Excel knows no zones
        ['Łukasz "Lu" Żak, Łódź', 0.5, datetime(2026, 2, 28, 23, 30)],  # noqa: DTZ001 - the same
        ["на два\nреда", -3, None],
        [None, None, datetime(2026, 3, 1, 9, 5)],  # noqa: DTZ001 - the same
    ]
    assert [sheet[place].number_format for place in ("C2", "C3")] == ["yyyy-mm-dd", "yyyy-mm-dd hh:mm"]


async def test_the_first_row_of_a_workbook_is_bold_and_stays() -> None:
    sheet = await as_xlsx(TABLE)
    assert [cell.font.bold for cell in sheet[1]] == [True, True, True]
    assert not sheet["A2"].font.bold
    assert sheet.freeze_panes == "A2"


@pytest.mark.parametrize("text", [*FORMULAS, "#N/A", "=SUM(A1:A2)"])
async def test_text_in_a_workbook_is_never_a_formula(text: str) -> None:
    cell = (await as_xlsx([[text]]))["A2"]
    assert cell.data_type == "s"
    # XML has one kind of line end.
    assert cell.value == text.replace("\x00", "").replace("\r", "\n")
    assert cell.quotePrefix == (text != "#N/A")


async def test_what_xml_cannot_hold_is_left_out() -> None:
    assert (await as_xlsx([["a\x00b\x1bc\ufffed\ud800e"]]))["A2"].value == "abcde"
    assert await csv_cells([["a\x00b\x1bc\ufffed\ud800e"]]) == [["abcde"]]


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("People", "People"),
        ("Who: [a/b]\\c?*", "Who a b c"),
        ("'quoted'", "quoted"),
        ("Ομάδα " * 10, "Ομάδα Ομάδα Ομάδα Ομάδα Ομάδα Ο"),
        ("\x00[]", "1"),
    ],
)
async def test_a_title_is_one_that_excel_takes(title: str, shown: str) -> None:
    assert (await as_xlsx(TABLE, title)).title == shown


async def test_a_table_longer_than_a_sheet_is_refused(monkeypatch: pytest.MonkeyPatch, temporary: Path) -> None:
    monkeypatch.setattr(sheets, "MOST_ROWS", 3)
    with pytest.raises(TooLong):
        await as_xlsx(TABLE)
    assert temporary_files(temporary) == []


async def incompressible() -> AsyncIterator[Table]:
    chance = Random(1)  # noqa: S311 - bytes that compression leaves long, no secret
    for _ in range(20):
        yield [[chance.randbytes(500).hex()] for _ in range(20)]


@pytest.mark.usefixtures("temporary")
async def test_a_workbook_comes_in_pieces() -> None:
    sizes = [len(piece) async for piece in xlsx_of(HEADER, incompressible(), title="a")]
    assert len(sizes) > 1
    assert {*sizes[:-1]} == {PIECE}


async def test_a_client_that_stops_in_the_middle_leaves_no_file(temporary: Path) -> None:
    pieces = xlsx_of(HEADER, incompressible(), title="a")
    assert await anext(pieces)
    await pieces.aclose()  # type: ignore[attr-defined]  # an async generator, as the server closes it
    assert temporary_files(temporary) == []


async def test_rows_that_fail_in_the_middle_leave_no_file(temporary: Path) -> None:
    async def failing() -> AsyncIterator[Table]:
        yield TABLE
        assert gathered(temporary)
        raise LookupError

    with pytest.raises(LookupError):
        [piece async for piece in xlsx_of(HEADER, failing(), title="a")]
    assert temporary_files(temporary) == []


async def peak(rows: int) -> int:
    """Bytes of memory that a CSV of so many rows takes at most."""

    async def generated() -> AsyncIterator[Table]:
        for start in range(0, rows, 1000):
            yield [[f"Person {start + number}", number, None] for number in range(1000)]

    tracemalloc.start()
    try:
        async for _ in csv_of(HEADER, generated()):
            pass
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


async def test_a_long_csv_takes_no_more_memory_than_a_short_one() -> None:
    assert await peak(200_000) < 1.2 * await peak(20_000)
