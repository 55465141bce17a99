"""Placeholders stand in a translation as in the English, whatever its plural form."""

import pytest

from app.content.po import Message
from app.localisation.checks import Severity, check_message
from tests.localisation.checks.found import names, one

ONE, MANY = "One place found for “{query}”.", "{count} places found for “{query}”."


def of_forms(language: str, one: str, many: str, *forms: str) -> list[tuple[str, int]]:
    found = check_message(language, "interface", Message("", one, many, translations=forms))
    return [(finding.check, finding.form) for finding in found]


@pytest.mark.parametrize(
    ("language", "translation"),
    [
        ("el", "Μάθημα {number} από {count}"),
        ("bg", "Урок {number} от {count}"),
        ("pl", "Lekcja {number} z {count}"),
        ("ro", "{count} lecții, lecția {number}"),
    ],
)
def test_placeholders_in_any_order_are_right(language: str, translation: str) -> None:
    assert names(language, "Lesson {number} of {count}", translation, domain="interface") == []


def test_a_missing_placeholder_is_an_error() -> None:
    finding = one("pl", "Lesson {number} of {count}", "Lekcja {number}", domain="interface")
    assert finding.severity is Severity.ERROR
    assert finding.text == 'The placeholder "{count}" is missing; put it in where its value belongs.'
    assert finding.fix is None


def test_a_translated_placeholder_is_an_error_with_a_fix() -> None:
    finding = one("bg", "It is kept until {date}.", "Пази се до {дата}.", domain="interface")
    assert finding.text == '"{дата}" stands in the place of "{date}"; write "{date}".'
    assert finding.fix == "Пази се до {date}."


def test_a_placeholder_too_many_is_an_error() -> None:
    assert names("ro", "Lesson {number}", "Lecția {number} din {count}", domain="interface") == ["placeholders"]
    assert names("ro", "Table: %(heading)s", "Tabel: %(heading)s, %(heading)s", domain="interface") == ["placeholders"]


def test_the_form_for_one_may_say_the_number_as_a_word() -> None:
    forms = "{count} lekcja została.", "Zostały {count} lekcje.", "Zostało {count} lekcji."
    assert of_forms("pl", "One lesson left.", "{count} lessons left.", *forms) == []
    assert of_forms("pl", "{count} lesson left.", "{count} lessons left.", "Została jedna lekcja.", *forms[1:]) == []


def test_the_form_for_one_keeps_every_other_placeholder() -> None:
    many = "Бяха намерени {count} места за „{query}“."
    assert of_forms("bg", ONE, MANY, "Намерено е едно място за „{query}“.", many) == []
    assert of_forms("bg", ONE, MANY, "Намерено е едно място.", many) == [("placeholders", 0)]


def test_every_other_form_holds_them_all() -> None:
    forms = "Un loc găsit pentru „{query}”.", "Locuri găsite pentru „{query}”.", "{count} de locuri pentru „{query}”."
    assert of_forms("ro", ONE, MANY, *forms) == [("placeholders", 1)]
