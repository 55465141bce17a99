"""Numbers keep their value."""

import pytest

from app.localisation.checks import Severity
from tests.localisation.checks.found import names, one


@pytest.mark.parametrize(
    ("language", "english", "translation"),
    [
        ("el", "It costs EUR 2,000.", "Κοστίζει 2.000 ευρώ."),
        ("bg", "It costs EUR 20,000.", "Струва 20 000 евро."),
        ("pl", "It costs EUR 12,500.50.", "Kosztuje 12\u00a0500,50 euro."),
        ("ro", "By 09:30 on 5 May", "Până la 9.30, pe 5 mai"),
        ("pl", "The talk begins at 6 p.m. today", "Rozmowa zaczyna się dziś o 18"),
        ("bg", "after 10 p.m. today", "днес след 10 вечерта"),
        ("pl", "Bring 3 people.", "Przyjdź z trzema osobami."),
        ("ro", "Twelve partners, two offices", "12 parteneri, 2 birouri"),
        ("el", "From 2016–2019.", "Από το 2016 έως το 2019."),
        ("el", "half of the members", "το 50% των μελών"),
    ],
)
def test_the_same_number_in_another_form(language: str, english: str, translation: str) -> None:
    assert names(language, english, translation) == []


@pytest.mark.parametrize(
    ("language", "english", "translation", "wrong"),
    [
        ("el", "A logo on 38 shirts", "Ένα λογότυπο σε 83 μπλουζάκια", "83 is not in the English, 38 is missing"),
        ("pl", "A logo on 38 shirts", "Logo na 37 koszulkach", "37 is not in the English, 38 is missing"),
        ("bg", "A logo on 38 shirts", "Лого върху тениски", "38 is missing"),
        ("ro", "A logo on shirts", "Un logo pe 38 de tricouri", "38 is not in the English"),
    ],
)
def test_another_number_is_a_warning(language: str, english: str, translation: str, wrong: str) -> None:
    finding = one(language, english, translation)
    assert (finding.check, finding.severity, finding.wrong) == ("numbers", Severity.WARNING, wrong)
