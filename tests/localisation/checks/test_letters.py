"""Letters of another alphabet inside words."""

import pytest

from app.localisation.checks import Severity
from tests.localisation.checks.found import findings, names, one

LATIN_O, GREEK_O, CYRILLIC_A = "o", "ο", "а"


@pytest.mark.parametrize(
    ("language", "wrong", "right"),
    [
        ("el", "Ο συντoνιστής μιλά πρώτος.", "Ο συντονιστής μιλά πρώτος."),
        ("el", "Η ΜKO υπογράφει.", "Η ΜΚΟ υπογράφει."),
        ("el", "Ο µικρός σύλλογος.", "Ο μικρός σύλλογος."),
        ("bg", "Вашата oрганизация подписва.", "Вашата организация подписва."),
        ("pl", f"Podpisuje koordyn{CYRILLIC_A}tor.", "Podpisuje koordynator."),
        ("ro", f"Semnează c{GREEK_O}ordonatorul.", "Semnează coordonatorul."),
    ],
)
def test_a_word_of_two_alphabets_is_an_error_with_a_fix(language: str, wrong: str, right: str) -> None:
    finding = one(language, "The coordinator speaks first.", wrong)
    assert (finding.check, finding.severity, finding.fix) == ("letters", Severity.ERROR, right)


def test_several_words_are_mended_together() -> None:
    found = findings("el", "The network and the partner.", f"Το δίκτυ{LATIN_O} και {LATIN_O} εταίρος.")
    right = f"Το δίκτυ{GREEK_O} και {GREEK_O} εταίρος."
    assert [(each.check, each.fix) for each in found] == [("letters", right), ("letters", right)]


def test_a_name_of_the_english_is_mended_into_that_name() -> None:
    finding = one("el", "Find us on Facebook.", f"Βρείτε μας στο Faceb{GREEK_O}{GREEK_O}k.")
    assert finding.fix == "Βρείτε μας στο Facebook."


def test_a_letter_without_a_twin_has_no_fix() -> None:
    finding = one("bg", "The partner signs.", "Партdньорът подписва.")
    assert (finding.check, finding.fix) == ("letters", None)


@pytest.mark.parametrize("translation", ["o σύλλογος υπογράφει.", "Σήμερα o σύλλογος υπογράφει."])
def test_a_latin_article_is_an_error(translation: str) -> None:
    assert one("el", "The association signs.", translation).fix == translation.replace("o ", "ο ")


@pytest.mark.parametrize(
    ("language", "english", "translation"),
    [
        ("el", "Write an e-mail.", "Γράψτε ένα e-mail."),
        ("el", "Plan B is ready.", "Το σχέδιο B είναι έτοιμο."),
        ("el", "See [the agreement](lesson:agreement).", "Δείτε [τη συμφωνία](lesson:agreement)."),
        ("bg", "Send an SMS.", "Изпратете SMS-и."),
        ("bg", "By Facebook.", "Чрез Facebook и Viber."),
        ("pl", "The Greek letter ω.", "Grecka litera ω."),
        ("pl", "The sign АTСИВ.", "Znak АTСИВ."),
        ("ro", "The partner signs.", "Partenerul semnează."),
    ],
)
def test_words_of_one_alphabet_each_are_right(language: str, english: str, translation: str) -> None:
    assert names(language, english, translation) == []


def test_addresses_are_no_words() -> None:
    english = "See https://example.org/o today."
    assert one("el", english, "Δείτε https://example.org/o σήμερα κι o σύλλογος.").fix == (
        "Δείτε https://example.org/o σήμερα κι ο σύλλογος."
    )
