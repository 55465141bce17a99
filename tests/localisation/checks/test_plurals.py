"""Every language has its number of plural forms."""

import pytest

from app.content.po import Message
from app.localisation.checks import Severity, check_message
from app.localisation.plurals import plural_forms

FORMS = {"el": 2, "bg": 2, "pl": 3, "ro": 3}


@pytest.mark.parametrize(("language", "number"), FORMS.items())
def test_as_many_forms_as_the_language_has(language: str, number: int) -> None:
    for given in range(1, 5):
        message = Message("", "{count} quiz", "{count} quizzes", translations=("{count} quiz",) * given)
        found = [each for each in check_message(language, "interface", message) if each.check == "plurals"]
        assert [each.severity for each in found] == ([] if given == number else [Severity.ERROR])


def test_the_fault_says_what_to_write() -> None:
    message = Message("", "{count} quiz", "{count} quizzes", translations=("{count} quiz", "{count} quizy"))
    (finding,) = check_message("pl", "interface", message)
    assert finding.text == "There are 2 plural forms; write 3: msgstr[0] msgstr[1] msgstr[2]."


def test_a_text_without_plural_has_one_translation() -> None:
    message = Message("", "Search", translations=("Szukaj", "Szukajcie"))
    assert [each.text for each in check_message("pl", "interface", message)] == [
        "There are 2 plural forms; write one translation: msgstr."
    ]


def test_new_files_have_the_number_of_forms_that_the_checks_ask_for() -> None:
    assert {language: plural_forms(language)[0] for language in FORMS} == FORMS
