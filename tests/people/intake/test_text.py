"""Pasted and uploaded text: every shape gives the people in it, on the lines that a coordinator sees."""

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.people.intake import Columns, Line, Problem, Reason, Unreadable, guess, people_in, read

LANGUAGES = ("bg", "el", "en", "pl", "ro")


def people(content: bytes | str, name: str = "") -> list[Line]:
    sheet = read(content, name=name)
    return list(people_in(sheet, guess(sheet), languages=LANGUAGES))


def invited(content: bytes | str, name: str = "") -> list[tuple[str, str]]:
    return [(line.email, line.name) for line in people(content, name)]


def reason(content: bytes | str) -> Reason:
    with pytest.raises(Unreadable) as refused:
        read(content)
    return refused.value.reason


MARIA = ("maria@example.org", "Maria Ionescu")
JAN = ("jan@example.pl", "Jan Kowalski")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_delimiter_and_line_end_gives_the_same_people(delimiter: str, end: str) -> None:
    rows = [["Name", "E-mail"], [*reversed(MARIA)], [*reversed(JAN)]]
    text = end.join(delimiter.join(row) for row in rows)
    assert invited(text) == invited(text.encode()) == [MARIA, JAN]


def test_quoted_cells_hold_delimiters_and_line_ends() -> None:
    sheet = read('"Name","E-mail"\n"Kowalski, Jan\n(Łódź)",jan@example.pl\n"Ionescu ""Mia""",maria@example.org')
    assert [(row.line, *row.cells) for row in sheet.rows] == [
        (2, "Kowalski, Jan (Łódź)", "jan@example.pl"),
        (4, 'Ionescu "Mia"', "maria@example.org"),
    ]


def test_a_single_quote_mark_swallows_nobody() -> None:
    assert invited('Name;E-mail\n"Maria Ionescu;maria@example.org\nJan Kowalski;jan@example.pl') == [MARIA, JAN]


def test_a_delimiter_that_excel_states_is_believed() -> None:
    sheet = read("sep=;\nA,B;C\nname, with comma;maria@example.org")
    assert [(row.line, *row.cells) for row in sheet.rows] == [
        (2, "A,B", "C"),
        (3, "name, with comma", "maria@example.org"),
    ]


def test_commas_in_names_are_no_delimiters_where_semicolons_are() -> None:
    assert invited("Kowalski, Jan;jan@example.pl\nIonescu, Maria;maria@example.org") == [
        ("jan@example.pl", "Kowalski, Jan"),
        ("maria@example.org", "Ionescu, Maria"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Maria Ionescu <maria@example.org>, Jan Kowalski <jan@example.pl>",
        "Maria Ionescu <maria@example.org>; Jan Kowalski <jan@example.pl>;",
        '"Maria Ionescu" <maria@example.org>\n"Jan Kowalski" <jan@example.pl>',
        "Maria Ionescu <mailto:maria@example.org> Jan Kowalski <jan@example.pl>",
        "1. Maria Ionescu – maria@example.org (Sofia)\n2. Jan Kowalski: jan@example.pl.",
        "* Maria Ionescu maria@example.org\n* Jan Kowalski 'jan@example.pl'",
        "Maria Ionescu\tmaria@example.org\nJan Kowalski\tjan@example.pl",
        "maria@example.org\tMaria\tIonescu\njan@example.pl\tJan\tKowalski",
        "maria@example.org,Maria Ionescu\njan@example.pl,Jan Kowalski",
    ],
)
def test_a_list_without_header_is_understood(text: str) -> None:
    assert invited(text) == [MARIA, JAN]


def test_a_mail_programs_list_may_mix_everything() -> None:
    text = 'Maria Ionescu <maria@example.org>; jan@example.pl, "Kowalski, Jan" <jk@example.pl>\nEwa Żak <e@example.pl>'
    assert [(line.line, line.email, line.name) for line in people(text)] == [
        (1, "maria@example.org", "Maria Ionescu"),
        (1, "jan@example.pl", ""),
        (1, "jk@example.pl", "Kowalski, Jan"),
        (2, "e@example.pl", "Ewa Żak"),
    ]


def test_a_name_with_a_comma_needs_no_quotes() -> None:
    assert invited("Kowalski, Jan <jan@example.pl>; Ionescu, Maria <maria@example.org>") == [
        ("jan@example.pl", "Kowalski, Jan"),
        ("maria@example.org", "Ionescu, Maria"),
    ]


def test_only_the_word_just_before_a_name_belongs_to_it() -> None:
    found = people("hello, x@, Kowalski, Jan <jan@example.pl>, a@example.org")
    assert [(one.email, one.name, one.problem) for one in found] == [
        ("", "hello", Problem.NO_ADDRESS),
        ("x@", "", Problem.NOT_AN_ADDRESS),
        ("jan@example.pl", "Kowalski, Jan", None),
        ("a@example.org", "", None),
    ]


def test_an_address_that_is_its_own_name_is_one_person() -> None:
    assert invited('"jan@example.pl" <jan@example.pl>, b@example.org') == [
        ("jan@example.pl", ""),
        ("b@example.org", ""),
    ]


def test_addresses_alone_may_be_separated_by_anything() -> None:
    addresses = [f"person{number}@example.org" for number in range(6)]
    for text in ("\n".join(addresses), "; ".join(addresses), ",".join(addresses), " ".join(addresses)):
        assert [line.email for line in people(text)] == addresses
        assert {line.problem for line in people(text)} == {None}


def test_a_sentence_around_an_address_is_no_name() -> None:
    assert invited("Please do not forget to invite our colleague jan@example.pl") == [("jan@example.pl", "")]


def test_a_csv_file_is_a_table_even_with_addresses_in_angle_brackets() -> None:
    text = "1,Maria Ionescu <maria@example.org>,Sofia\n2,Jan Kowalski <jan@example.pl>,Łódź"
    assert [row.cells for row in read(text, name="List.CSV").rows] == [
        ("1", "Maria Ionescu <maria@example.org>", "Sofia"),
        ("2", "Jan Kowalski <jan@example.pl>", "Łódź"),
    ]


def test_titles_and_empty_rows_are_skipped_and_lines_keep_their_numbers() -> None:
    text = "Participants 2026;\n;\nName;E-mail\n\nJan Kowalski;jan@example.pl\n;;\nMaria;maria@example\nEwa;\n"
    sheet = read(text)
    assert sheet.header == ("Name", "E-mail")
    assert [(line.line, line.email, line.problem) for line in people(text)] == [
        (5, "jan@example.pl", None),
        (7, "maria@example", Problem.NOT_AN_ADDRESS),
        (8, "", Problem.NO_ADDRESS),
    ]


def test_faulty_entries_of_a_pasted_list_are_shown_on_their_lines() -> None:
    text = "maria@example.org\n\njan@example\nnobody\nMARIA@example.org; a @example.org\nx@example.org y@@example.org"
    assert [(line.line, line.email, line.problem) for line in people(text)] == [
        (1, "maria@example.org", None),
        (3, "jan@example", Problem.NOT_AN_ADDRESS),
        (4, "", Problem.NO_ADDRESS),
        (5, "MARIA@example.org", Problem.TWICE),
        (5, "a @example.org", Problem.NOT_AN_ADDRESS),
        (6, "x@example.org", None),
        (6, "y@@example.org", Problem.NOT_AN_ADDRESS),
    ]


LISTS = {
    "el": ["Όνομα;Email", "Άννα Παπαδοπούλου", "Γιώργος Νικολαΐδης", "Μαρία Χατζή", "ΕΛΕΝΗ ΔΗΜΟΥ", "Ίων Ψαρράς"],
    "bg": ["Име;Имейл", "Иван Петров", "Гергана Щерева", "Юлия Жекова", "ЦВЕТАН ЙОРДАНОВ", "Мая Бъчварова"],
    "pl": ["Imię;E-mail", "Łukasz Wiśniewski", "Świętosława Źdźbło", "Żaneta Gąsior", "JÓZEF ŻÓŁĆ", "Ania Nowak"],
    "ro": ["Nume;E-mail", "Ştefan Brânză", "Ionuţ Pătraşcu", "Ţîru Măriuca", "ANCA FĂTU", "Ion Creangă"],
}
ENCODINGS = {
    "el": ["cp1253", "iso8859-7"],
    "bg": ["cp1251", "iso8859-5"],
    "pl": ["cp1250", "iso8859-2"],
    "ro": ["cp1250", "iso8859-2"],
}
ANY = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"]


@pytest.mark.parametrize(
    ("language", "encoding"), [(language, one) for language in LISTS for one in [*ANY, *ENCODINGS[language]]]
)
def test_names_come_back_from_every_encoding(language: str, encoding: str) -> None:
    header, *names = LISTS[language]
    lines = [f"{name};p{number}@example.org" for number, name in enumerate(names)]
    assert [line.name for line in people("\r\n".join([header, *lines]).encode(encoding))] == names


@pytest.mark.parametrize(
    ("encoding", "name"),
    [(encoding, name) for language in LISTS for encoding in ENCODINGS[language] for name in LISTS[language][1:4]],
)
def test_a_single_name_comes_back_from_every_encoding(encoding: str, name: str) -> None:
    assert invited(f"{name};a@example.org".encode(encoding)) == [("a@example.org", name)]


REFUSED: list[tuple[Reason, list[bytes | str]]] = [
    (Reason.EMPTY, ["", b"", b"\xef\xbb\xbf\r\n \r\n", ";;\n\u200b\n"]),
    (Reason.TOO_LARGE, ["a" * 5_000_001, "ж" * 2_500_001, b"a" * 5_000_001]),
    (Reason.TOO_MANY_ROWS, ["a@example.org\n" * 20_001, "Name\tE-mail\n" + "a\ta@example.org\n" * 20_001]),
    (Reason.TOO_MANY_COLUMNS, ["\t".join(map(str, range(51)))]),
    (Reason.NOT_A_TABLE, [b"%PDF-1.7\n1 0 obj", b"{\\rtf1 maria@example.org}", b"<html><table><tr><td>a@example.org"]),
    (Reason.NOT_A_TABLE, [b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", b"\xff\xfea", bytes(range(256)) * 4]),
]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        pytest.param(content, why, id=f"{why.name}-{group}-{number}")
        for group, (why, contents) in enumerate(REFUSED)
        for number, content in enumerate(contents)
    ],
)
def test_what_is_no_list_is_refused_with_its_reason(content: bytes | str, why: Reason) -> None:
    assert reason(content) is why


def test_as_much_as_the_limits_allow_is_read() -> None:
    assert len(read("Name\tE-mail\n" + "a\ta@example.org\n" * 20_000).rows) == 20_000
    assert read("\t".join(map(str, range(50)))).columns == 50
    assert [len(cell) for cell in read("a" * 501).rows[0].cells] == [500]


scraps = st.sampled_from(
    [
        "a@example.org",
        "Maria",
        '"',
        "<",
        ">",
        ",",
        ";",
        "\t",
        "|",
        "\n",
        "\r",
        " ",
        "sep=;",
        "E-mail",
        "Име",
        "=1",
        "\\",
        "@",
    ]
)
scrapped = st.lists(scraps).map("".join)


@given(st.binary() | st.text() | scrapped | scrapped.map(lambda text: text.encode("utf-16")))
def test_reading_anything_gives_a_sheet_or_is_refused(content: bytes | str) -> None:
    try:
        sheet = read(content)
    except Unreadable:
        return
    assert {len(row.cells) for row in sheet.rows} <= {sheet.columns}
    assert len(people_in(sheet, guess(sheet), languages=LANGUAGES)) == len(sheet.rows)


letters = "abcdefgh ABCłżąéαβγάжзий"
names = st.text(st.sampled_from(letters + ",;|\"'-\n"), min_size=1, max_size=20).filter(lambda name: name[0].isalpha())


@given(
    st.lists(names, min_size=1, max_size=8),
    st.sampled_from([",", ";", "\t", "|"]),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["utf-8-sig", "utf-8", "utf-16"]),
)
def test_a_list_written_in_any_dialect_gives_the_same_people(
    written: list[str], delimiter: str, quoting: int, end: str, encoding: str
) -> None:
    target = StringIO()
    writer = csv.writer(target, delimiter=delimiter, quoting=quoting, lineterminator=end)  # type: ignore[arg-type]  # any of csv's numbers
    writer.writerow(["Name", "E-mail"])
    writer.writerows([name, f"p{number}@example.org"] for number, name in enumerate(written))
    expected = [" ".join(name.split()).strip("\"' ") for name in written]
    found = people(target.getvalue().encode(encoding), "list.csv")
    assert [(line.email, line.name) for line in found] == [
        (f"p{n}@example.org", name) for n, name in enumerate(expected)
    ]


def test_columns_that_are_not_there_find_nobody() -> None:
    sheet = read("Name;Town\nMaria;Sofia")
    assert guess(sheet) == Columns(email=None, name=0, surname=None, language=None)
    assert [line.problem for line in people_in(sheet, guess(sheet), languages=LANGUAGES)] == [Problem.NO_ADDRESS]
