"""How texts end, and the Greek question mark."""

import pytest

from app.localisation.checks import Severity
from tests.localisation.checks.found import names, one


def test_the_greek_question_mark_is_put_right() -> None:
    finding = one("el", "Who signs?", "Ποιος υπογράφει?")
    assert (finding.check, finding.severity, finding.fix) == ("question-mark", Severity.ERROR, "Ποιος υπογράφει;")


def test_a_question_mark_in_an_address_stays() -> None:
    english = "[Who](https://example.org/?q=1) signs?"
    assert one("el", english, "[Ποιος](https://example.org/?q=1) υπογράφει?").fix == (
        "[Ποιος](https://example.org/?q=1) υπογράφει;"
    )
    assert names("el", "See [it](https://example.org/?q=1).", "Δείτε [το](https://example.org/?q=1).") == []


@pytest.mark.parametrize(
    ("language", "english", "translation"),
    [
        ("el", "Who signs?", "Ποιος υπογράφει;"),
        ("el", "small matters;", "στα μικρά·"),
        ("el", '"Who signs?"', "«Ποιος υπογράφει;»"),
        ("bg", "Choose …", "Изберете..."),
        ("bg", "Well done!", "Браво."),
        ("bg", "He said: “No.”", "Той каза: „Не“."),
        ("pl", '"We will come."', "„Przyjdziemy”."),
        ("pl", "**Sign it.**", "**Podpisz.**"),
        ("pl", "The talk begins at 6 p.m.", "Rozmowa zaczyna się o 18"),
        ("bg", "In November 2019", "През ноември 2019 г."),
        ("ro", "Sponsors (such as banks).", "Sponsori (de exemplu bănci)."),
        ("ro", "Good habits", "Obiceiuri bune"),
    ],
)
def test_ends_that_say_the_same(language: str, english: str, translation: str) -> None:
    assert names(language, english, translation) == []


@pytest.mark.parametrize(
    ("language", "english", "translation", "instead"),
    [
        ("el", "Who signs?", "Ποιος υπογράφει.", 'end with ";"'),
        ("bg", "Who signs?", "Кой подписва", 'end with "?"'),
        ("pl", "Sign it today.", "Podpisz to dzisiaj", 'end with "."'),
        ("pl", "Bring three things:", "Przynieś trzy rzeczy.", 'end with ":"'),
        ("ro", "Good habits", "Obiceiuri bune.", "end it as the English"),
    ],
)
def test_another_end_is_a_warning(language: str, english: str, translation: str, instead: str) -> None:
    finding = one(language, english, translation)
    assert (finding.check, finding.severity, finding.instead) == ("end", Severity.WARNING, instead)
