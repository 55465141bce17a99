"""Each language has its own quotation marks."""

import pytest

from app.localisation.checks import Severity
from tests.localisation.checks.found import findings, names, one

ENGLISH = '"We want a logo," said Vesela.'


@pytest.mark.parametrize(
    ("language", "translation"),
    [
        ("el", "«Θέλουμε ένα λογότυπο», είπε η Βέσελα."),
        ("el", "«Μας είπε “ναι”», είπε η Βέσελα."),
        ("bg", "„Искаме лого“, каза Весела."),
        ("pl", "„Chcemy logo”, powiedziała Vesela."),
        ("ro", "„Vrem un logo”, a spus Vesela."),
        ("pl", "Chcemy logo, powiedziała Vesela."),
    ],
)
def test_marks_of_the_language_are_right(language: str, translation: str) -> None:
    assert names(language, ENGLISH, translation) == []


@pytest.mark.parametrize(
    ("language", "wrong", "right"),
    [
        ("el", '"Θέλουμε ένα λογότυπο", είπε η Βέσελα.', "«Θέλουμε ένα λογότυπο», είπε η Βέσελα."),
        ("bg", "“Искаме лого”, каза Весела.", "„Искаме лого“, каза Весела."),
        ("bg", "„Искаме лого”, каза Весела.", "„Искаме лого“, каза Весела."),
        ("pl", '„Chcemy logo", powiedziała Vesela.', "„Chcemy logo”, powiedziała Vesela."),
        ("ro", "“Vrem un logo”, a spus Vesela.", "„Vrem un logo”, a spus Vesela."),
    ],
)
def test_other_marks_are_a_warning_with_a_fix(language: str, wrong: str, right: str) -> None:
    finding = one(language, ENGLISH, wrong)
    assert (finding.check, finding.severity, finding.fix) == ("quotes", Severity.WARNING, right)


def test_marks_that_are_not_in_pairs_have_no_fix() -> None:
    (finding,) = findings("ro", ENGLISH, '"Vrem un logo, a spus Vesela.')
    assert (finding.check, finding.fix) == ("quotes", None)


def test_a_quotation_that_nobody_closes_is_a_warning() -> None:
    assert one("pl", ENGLISH, "„Chcemy logo, powiedziała Vesela.").wrong == "„ and ” don't come in pairs"


def test_a_quotation_may_go_on_in_the_next_text() -> None:
    assert names("pl", '"We want a logo.', "„Chcemy logo.") == []


def test_other_languages_are_not_judged() -> None:
    assert names("de", ENGLISH, '"Wir wollen ein Logo", sagte Vesela.') == []
