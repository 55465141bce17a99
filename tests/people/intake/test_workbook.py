"""Workbooks of Excel and others, and those that were made to do harm."""

import zipfile
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from app.people.intake import Problem, Reason, Unreadable, guess, people_in, read, workbook

LANGUAGES = ("bg", "el", "en", "pl", "ro")
ROWS: list[list[object]] = [
    ["Name", "E-mail", "Language"],
    ["Ιωάννης Παπαδόπουλος", "giannis@example.gr", "Greek"],
    [None, None, None],
    ["Łukasz Żak", "maria@example", "pl"],
    ["Ştefan Brânză", "stefan@example.ro", None],
]


def saved(book: Workbook) -> bytes:
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def sheet_in(book: Workbook) -> Worksheet:
    assert isinstance(book.active, Worksheet)
    return book.active


def filled(rows: Sequence[Iterable[object]]) -> bytes:
    book = Workbook()
    for row in rows:
        sheet_in(book).append([*row])
    return saved(book)


def changed(content: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """The workbook with each of its parts changed."""
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            archive.writestr(name, change(name, source.read(name)))
    return target.getvalue()


def with_part(content: bytes, name: str, part: bytes, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = BytesIO(content)
    with zipfile.ZipFile(target, "a", method) as archive:
        archive.writestr(name, part)
    return target.getvalue()


def with_rows(xml: str) -> bytes:
    """A workbook whose sheet has these rows as they are."""

    def change(name: str, part: bytes) -> bytes:
        return part.replace(b"</sheetData>", f"{xml}</sheetData>".encode()) if "sheet1" in name else part

    return changed(saved(Workbook()), change)


def reason(content: bytes) -> Reason:
    with pytest.raises(Unreadable) as refused:
        read(content)
    return refused.value.reason


def test_the_people_in_a_workbook_stand_on_its_rows() -> None:
    sheet = read(filled(ROWS))
    assert sheet.header == ("Name", "E-mail", "Language")
    people = people_in(sheet, guess(sheet), languages=LANGUAGES)
    assert [(one.line, one.name, one.email, one.language, one.problem) for one in people] == [
        (2, "Ιωάννης Παπαδόπουλος", "giannis@example.gr", "el", None),
        (4, "Łukasz Żak", "maria@example", "pl", Problem.NOT_AN_ADDRESS),
        (5, "Ştefan Brânză", "stefan@example.ro", "", None),
    ]


def test_the_first_visible_sheet_with_something_is_read() -> None:
    book = Workbook()
    hidden, shown, later = (book.create_sheet(name) for name in ("hidden", "shown", "later"))
    hidden.sheet_state = "hidden"
    for sheet, address in ((hidden, "hidden@example.org"), (shown, "shown@example.org"), (later, "later@example.org")):
        sheet["B3"] = address
    assert [(row.line, row.cells) for row in read(saved(book)).rows] == [(3, ("", "shown@example.org"))]


def test_numbers_dates_and_formulas_become_text() -> None:
    row = [7, 7.0, 0.5, True, date(2026, 3, 1), datetime(2026, 3, 1, 9, 5), "=1+1", "'=1"]  # noqa: DTZ001 - Excel knows no zones
    book = Workbook()
    sheet_in(book).append(row)
    sheet_in(book)["I1"] = "=1+1"
    sheet_in(book)["I1"].data_type = "s"
    assert read(saved(book)).rows[0].cells == (
        *("7", "7", "0.5", "TRUE", "2026-03-01", "2026-03-01 09:05"),
        # A formula whose value was never calculated has none.
        *("", "'=1", "=1+1"),
    )


def test_texts_that_cells_share_are_read() -> None:
    strings = (
        '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        "<si><r><t>maria</t></r><r><t>@example.org</t></r></si><si><t>Maria</t></si></sst>"
    )
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    entry = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'
    rows = with_rows('<row r="2"><c r="A2" t="s"><v>1</v></c><c r="C2" t="s"><v>0</v></c></row>')
    shared = changed(rows, lambda _, part: part.replace(b"</Types>", entry.encode()))
    sheet = read(with_part(shared, "xl/sharedStrings.xml", strings.encode()))
    assert [(row.line, row.cells) for row in sheet.rows] == [(2, ("Maria", "", "maria@example.org"))]


def test_a_wrong_size_in_the_file_hides_nobody() -> None:
    content = changed(filled(ROWS), lambda _, part: part.replace(b'ref="A1:C5"', b'ref="A1"'))
    assert len(read(content).rows) == 3


def test_a_workbook_without_anything_is_empty() -> None:
    assert reason(saved(Workbook())) is Reason.EMPTY
    assert reason(filled([[" ", None], ["\u200b"]])) is Reason.EMPTY


def test_rows_and_columns_have_a_limit() -> None:
    assert reason(filled([["a@example.org"]] * 20_001)) is Reason.TOO_MANY_ROWS
    assert reason(filled([range(51)])) is Reason.TOO_MANY_COLUMNS
    assert read(filled([range(50)])).columns == 50


def test_a_row_far_below_is_found_at_once() -> None:
    content = with_rows('<row r="1048576"><c r="A1048576" t="inlineStr"><is><t>a@example.org</t></is></c></row>')
    assert [row.line for row in read(content).rows] == [1_048_576]


def test_what_is_no_workbook_is_no_table() -> None:
    other = BytesIO()
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", "<office/>")
    assert reason(other.getvalue()) is Reason.NOT_A_TABLE
    assert reason(filled(ROWS)[:-100]) is Reason.NOT_A_TABLE
    assert reason(b"PK\x03\x04") is Reason.NOT_A_TABLE


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def test_an_old_workbook_is_no_table_and_an_encrypted_one_is_told_apart() -> None:
    assert reason(OLE + "Workbook".encode("utf-16-le")) is Reason.NOT_A_TABLE
    assert reason(OLE + "EncryptionInfo\0EncryptedPackage".encode("utf-16-le")) is Reason.ENCRYPTED


def test_an_archive_with_a_password_is_encrypted() -> None:
    content = bytearray(filled(ROWS))
    # The flag in the first entry of the central directory (APPNOTE 4.3.12).
    content[content.index(b"PK\x01\x02") + 8] |= 1
    assert reason(bytes(content)) is Reason.ENCRYPTED


def test_a_zip_bomb_is_refused() -> None:
    assert reason(with_part(filled(ROWS), "xl/media/image1.png", bytes(60_000_001))) is Reason.TOO_LARGE


def test_a_bomb_that_lies_about_its_size_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_UNPACKED", 100_000)
    content = bytearray(with_part(filled(ROWS), "bomb.xml", b"<a>" + b" " * 200_000))
    entry = content.rindex(b"PK\x01\x02")
    assert content[entry + 24 : entry + 28] == (200_003).to_bytes(4, "little")
    content[entry + 24 : entry + 28] = (10).to_bytes(4, "little")
    # Only so many bytes as it states are ever unpacked, and they aren't what it holds.
    assert reason(bytes(content)) is Reason.NOT_A_TABLE


def test_many_small_parts_are_counted_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_UNPACKED", 100_000)
    content = filled(ROWS)
    for number in range(10):
        content = with_part(content, f"xl/media/{number}", bytes(10_000))
    assert reason(content) is Reason.TOO_LARGE


def test_an_archive_of_too_many_parts_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    content = filled(ROWS)
    with zipfile.ZipFile(BytesIO(content)) as archive:
        monkeypatch.setattr(workbook, "MOST_PARTS", len(archive.namelist()))
    assert len(read(content).rows) == 3
    assert reason(with_part(content, "one more", b"")) is Reason.TOO_LARGE


@pytest.mark.parametrize("name", ["/etc/passwd", "../outside.xml", "xl/../../outside.xml", "..\\outside.xml"])
def test_a_part_outside_of_the_archive_is_refused(name: str) -> None:
    assert reason(with_part(filled(ROWS), name, b"<a/>")) is Reason.NOT_A_TABLE


def test_a_part_packed_in_an_unusual_way_is_refused() -> None:
    assert reason(with_part(filled(ROWS), "a.xml", b"<a/>", zipfile.ZIP_BZIP2)) is Reason.NOT_A_TABLE


@pytest.mark.parametrize(
    "part", ["[Content_Types].xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"]
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_an_xml_bomb_is_refused_wherever_it_is(part: str, encoding: str) -> None:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<!DOCTYPE a [<!ENTITY a0 "bomb">{entities}]><a>&a9;</a>'.encode(encoding)
    content = changed(filled(ROWS), lambda name, old: bomb if name == part else old)
    with pytest.raises(Unreadable) as refused:
        read(content)
    assert refused.value.reason is Reason.NOT_A_TABLE
    assert type(refused.value.__cause__).__name__ == "DTDForbidden"


def test_an_external_entity_is_refused() -> None:
    xml = b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'
    assert reason(changed(filled(ROWS), lambda name, old: xml if "styles" in name else old)) is Reason.NOT_A_TABLE


def test_more_elements_than_a_list_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_ELEMENTS", 5_000)
    assert reason(with_rows("<row/>" * 5_000)) is Reason.TOO_LARGE


def test_a_row_longer_than_excel_has_is_refused() -> None:
    assert reason(with_rows(f"<row>{'<c/>' * 16_385}</row>")) is Reason.TOO_LARGE


def test_a_sheet_that_is_named_again_and_again_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def again(name: str, part: bytes) -> bytes:
        start, end = part.find(b"<sheet "), part.find(b"</sheets>")
        return part[:end] + part[start:end] * 99 + part[end:] if name == "xl/workbook.xml" else part

    monkeypatch.setattr(workbook, "MOST_WORK", 1_000_000)
    assert len(read(filled(ROWS)).rows) == 3
    assert reason(changed(filled(ROWS), again)) is Reason.TOO_LARGE


WHOLE = filled(ROWS)


@settings(max_examples=50)
@given(st.integers(0, len(WHOLE) - 1), st.binary(max_size=4))
def test_a_damaged_workbook_gives_a_sheet_or_is_refused(place: int, damage: bytes) -> None:
    try:
        sheet = read(WHOLE[:place] + damage + WHOLE[place + len(damage) :])
    except Unreadable:
        return
    assert sheet.rows


@settings(max_examples=50)
@given(st.sampled_from(["sheet1.xml", "workbook.xml", "styles.xml", "workbook.xml.rels", "Types].xml"]), st.data())
def test_a_workbook_with_damaged_parts_gives_a_sheet_or_is_refused(which: str, data: st.DataObject) -> None:
    def damage(name: str, part: bytes) -> bytes:
        if not name.endswith(which):
            return part
        start, length = data.draw(st.integers(0, len(part))), data.draw(st.integers(0, 40))
        return part[:start] + part[start + length :]

    content = changed(WHOLE, damage)
    try:
        sheet = read(content)
    except Unreadable:
        return
    assert sheet.rows
