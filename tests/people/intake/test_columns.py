"""Which column is which, and what becomes of its cells."""

import pytest

from app.people.intake import Columns, Line, Problem, Row, Sheet, guess, people_in, read

LANGUAGES = ("bg", "el", "en", "pl", "ro")
BOTH = Columns(email=0, name=1, surname=None, language=2)


def columns(header: str) -> Columns:
    sheet = read(header + "\n" + "\t".join(["x"] * (header.count("\t") + 1)))
    assert sheet.header == tuple(header.split("\t"))
    return guess(sheet)


def line(email: str, name: str = "", language: str = "") -> Line:
    sheet = Sheet(None, (Row(1, (email, name, language)),), 3)
    (found,) = people_in(sheet, BOTH, languages=LANGUAGES)
    return found


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("Name\tE-mail\tLanguage", Columns(1, 0, None, 2)),
        ("E-MAIL address:\tFirst name\tLast name", Columns(0, 1, 2, None)),
        ("Work email (required)\tFull name", Columns(0, 1, None, None)),
        ("Όνομα\tΕπώνυμο\tΗλεκτρονική διεύθυνση\tΓλώσσα", Columns(2, 0, 1, 3)),
        ("ΟΝΟΜΑΤΕΠΩΝΥΜΟ\tΔιεύθυνση email", Columns(1, 0, None, None)),
        ("Име\tФамилия\tЕлектронна поща\tЕзик", Columns(2, 0, 1, 3)),
        ("Име и фамилия\tИмейл адрес", Columns(1, 0, None, None)),
        ("адрес\tиме", Columns(0, 1, None, None)),
        ("Imię\tNazwisko\tAdres e-mail\tJęzyk", Columns(2, 0, 1, 3)),
        ("Imię i nazwisko\tPoczta", Columns(1, 0, None, None)),
        ("IMIE I NAZWISKO\tMAIL", Columns(1, 0, None, None)),
        ("Nume\tPrenume\tAdresa de e-mail\tLimbă", Columns(2, 1, 0, 3)),
        ("Nume\tE-mail", Columns(1, 0, None, None)),
        ("Nume și prenume\tE-mail", Columns(1, 0, None, None)),
        ("Nazwisko\tE-mail", Columns(1, 0, None, None)),
        ("No.\tOrganisation\tName\tE-mail", Columns(3, 2, None, None)),
    ],
)
def test_headers_are_known_in_five_languages(header: str, expected: Columns) -> None:
    assert columns(header) == expected


def test_an_address_column_without_a_known_heading_is_found_by_its_cells() -> None:
    assert guess(read("Name\tContact\nMaria\tmaria@example.org")) == Columns(1, 0, None, None)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("1\tMaria Ionescu\tmaria@example.org\tro\n2\tJan Kowalski\tjan@example.pl\tpl", Columns(2, 1, None, 3)),
        ("maria@example.org\tMaria\tIonescu\njan@example.pl\tJan\tKowalski", Columns(0, 1, 2, None)),
        ("Maria Ionescu\tSofia\tmaria@example.org\nJan Kowalski\tŁódź\tjan@example.pl", Columns(2, 0, None, None)),
        ("12345\tmaria@example.org\tgrecki", Columns(1, None, None, 2)),
    ],
)
def test_without_a_header_the_cells_tell(rows: str, expected: Columns) -> None:
    sheet = read(rows)
    assert sheet.header is None
    assert guess(sheet) == expected


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("el", "el"),
        ("el-GR", "el"),
        ("EL_gr", "el"),
        ("Greek", "el"),
        ("ελληνικά", "el"),
        ("ΕΛΛΗΝΙΚΑ", "el"),
        ("гръцки", "el"),
        ("grecki", "el"),
        ("greacă", "el"),
        (" Greaca ", "el"),
        ("български", "bg"),
        ("angielski", "en"),
        ("română", "ro"),
        ("Polish", "pl"),
        ("de", ""),
        ("Klingon", ""),
        ("", ""),
    ],
)
def test_a_language_is_known_by_its_code_and_by_its_names(written: str, code: str) -> None:
    assert line("a@example.org", language=written) == Line(1, "a@example.org", "", code, None)


def test_a_language_that_the_site_lacks_is_left_out() -> None:
    sheet = Sheet(None, (Row(1, ("a@example.org", "", "el")),), 3)
    assert [one.language for one in people_in(sheet, BOTH, languages=["pl"])] == [""]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Maria Ionescu", "Maria Ionescu"),
        ("  Maria\u00a0 Ionescu ", "Maria Ionescu"),
        ("„Maria”", "Maria"),
        ("Ma\u200bria\x07 \u202eIonescu", "Maria Ionescu"),
        ("E\u0301va", "Éva"),
        ("O'Brien", "O'Brien"),
        ("=cmd()", "=cmd()"),
        ("+Maria", "+Maria"),
        ("\ud800Jan", "Jan"),
    ],
)
def test_names_are_plain_text_on_one_line(written: str, name: str) -> None:
    sheet = read(f"Name\tE-mail\n{written}\ta@example.org")
    assert [one.name for one in people_in(sheet, guess(sheet), languages=LANGUAGES)] == [name]


def test_given_name_and_surname_are_one_name() -> None:
    sheet = read("Nazwisko;Imię;E-mail\nKowalski;Jan;jan@example.pl\n;Ewa;ewa@example.pl\n")
    assert [one.name for one in people_in(sheet, guess(sheet), languages=LANGUAGES)] == ["Jan Kowalski", "Ewa"]


@pytest.mark.parametrize(
    ("cell", "address"),
    [
        ("maria@example.org", "maria@example.org"),
        ("mailto:maria@example.org", "maria@example.org"),
        ("<maria@example.org>;", "maria@example.org"),
        ("Maria (maria@example.org)", "maria@example.org"),
        ("maria@example.org, MARIA@example.org", "maria@example.org"),
        ("мария@пример.бг", "мария@пример.бг"),
    ],
)
def test_an_address_is_found_in_its_cell(cell: str, address: str) -> None:
    found = line(cell)
    assert (found.email, found.problem) == (address, None)


@pytest.mark.parametrize(
    "cell", ["maria", "maria@", "@example.org", "maria@example", "a@example.org b@example.org", "-"]
)
def test_what_is_no_single_address_is_shown_as_it_is(cell: str) -> None:
    assert line(cell) == Line(1, cell, "", "", Problem.NOT_AN_ADDRESS)


def test_a_name_beside_the_address_in_its_cell_is_taken_where_no_other_is() -> None:
    assert line("Maria Ionescu <maria@example.org>").name == "Maria Ionescu"
    assert line("Maria Ionescu <maria@example.org>", "Mia").name == "Mia"


def test_the_same_address_is_known_however_it_is_written() -> None:
    sheet = read("E-mail\nmaria@example.org\nMaria@Example.ORG\nbroken\nｍaria@example.org\njan@example.pl\nbroken")
    assert [(one.line, one.problem) for one in people_in(sheet, guess(sheet), languages=LANGUAGES)] == [
        (2, None),
        (3, Problem.TWICE),
        (4, Problem.NOT_AN_ADDRESS),
        (5, Problem.TWICE),
        (6, None),
        (7, Problem.NOT_AN_ADDRESS),
    ]


def test_a_name_has_a_longest_length() -> None:
    assert line("a@example.org", "a" * 100).problem is None
    assert line("a@example.org", "a" * 101).problem is Problem.NAME_TOO_LONG
