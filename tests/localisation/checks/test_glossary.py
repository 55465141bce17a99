"""A translation uses the agreed term where the English uses the term."""

from pathlib import Path

import pytest

from app.content.po import Message
from app.localisation.checks import Severity, Surroundings, check_message
from app.localisation.checks.glossary import read_glossary

TABLE = """\
en,el,bg,pl,ro,note
partnership,σύμπραξη,партньорство,partnerstwo,parteneriat,
partnership agreement,συμφωνία σύμπραξης,споразумение за партньорство,umowa partnerska,acord de parteneriat,
NGO,ΜΚΟ,НПО,NGO,ONG,
beneficiary,ωφελούμενος,бенефициент,beneficjent,beneficiar,the people served
course,εκπαιδευτικό πρόγραμμα,курс,kurs,curs,
liaison,πρόσωπο-σύνδεσμος,лице за връзка,,persoană de legătură,
"""


def told(folder: Path, language: str, english: str, translation: str) -> list[str]:
    table = folder / "glossary.csv"
    table.write_text(TABLE, encoding="utf-8")
    around = Surroundings(glossary=read_glossary(table, language))
    found = check_message(language, "networking", Message("", english, translations=(translation,)), around)
    assert all(each.severity is Severity.WARNING for each in found)
    return [each.wrong for each in found if each.check == "glossary"]


@pytest.mark.parametrize(
    ("language", "translation"),
    [
        ("el", "Οι συμπράξεις κρατούν."),
        ("bg", "Партньорствата траят."),
        ("pl", "W partnerstwach jest siła."),
        ("ro", "Parteneriatele durează."),
    ],
)
def test_the_term_in_any_form(tmp_path: Path, language: str, translation: str) -> None:
    assert told(tmp_path, language, "Partnerships last.", translation) == []


@pytest.mark.parametrize(
    ("language", "translation", "term"),
    [
        ("el", "Οι συνεργασίες κρατούν.", "σύμπραξη"),
        ("bg", "Съюзите траят.", "партньорство"),
        ("pl", "Współpraca trwa.", "partnerstwo"),
        ("ro", "Colaborările durează.", "parteneriat"),
    ],
)
def test_another_word_is_a_warning(tmp_path: Path, language: str, translation: str, term: str) -> None:
    wrong = f'the agreed term for "partnership" is "{term}"'
    assert told(tmp_path, language, "Partnerships last.", translation) == [wrong]


def test_a_longer_term_is_not_its_parts(tmp_path: Path) -> None:
    english = "Sign the partnership agreement."
    assert told(tmp_path, "pl", english, "Podpisz umowę partnerską.") == []
    assert told(tmp_path, "pl", english, "Podpisz kontrakt.") == [
        'the agreed term for "partnership agreement" is "umowa partnerska"'
    ]


def test_what_was_named_in_full_may_be_shorter(tmp_path: Path) -> None:
    assert told(tmp_path, "el", "The words of this course.", "Οι λέξεις του προγράμματος.") == []


def test_a_word_in_another_sense_is_no_use_of_the_term(tmp_path: Path) -> None:
    assert told(tmp_path, "bg", "They warn each other as a matter of course.", "Те се предупреждават.") == []
    assert told(tmp_path, "ro", "{course}, {url}", "{course}, {url}") == []


def test_a_language_without_the_term_has_none_to_use(tmp_path: Path) -> None:
    assert told(tmp_path, "pl", "The liaison speaks.", "Ta osoba mówi.") == []
