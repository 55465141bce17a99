"""Texts left in English, too short or too long, and words that stand twice."""

import pytest

from tests.localisation.checks.found import names, one

LONG = "Bring every line where you differ to your next meeting with the partner."


def test_the_english_itself_is_a_warning() -> None:
    assert one("pl", "Start with the first lesson", "Start with the first lesson").check == "untranslated"


@pytest.mark.parametrize("name", ["CC BY 4.0", "ATSIV Learning", "Facebook", "www.ngotraining.eu/for/all/of/us"])
def test_a_name_stays_as_it_is(name: str) -> None:
    assert names("ro", name, name) == []


@pytest.mark.parametrize(
    "translation",
    ["Φέρτε τα όλα.", "Φέρτε στην επόμενη συνάντηση με τον εταίρο κάθε γραμμή όπου διαφέρετε. " * 3],
)
def test_a_translation_of_quite_another_length_is_a_warning(translation: str) -> None:
    assert one("el", LONG, translation.strip()).check == "length"


def test_addresses_count_for_no_length() -> None:
    english = "Read [this page](https://example.org/a/very/long/address/that/nobody/reads) before you sign."
    target = "https://example.org/a/very/long/address/that/nobody/reads"
    assert names("bg", english, f"Прочетете [страницата]({target}), преди да подпишете.") == []


def test_short_texts_have_any_length() -> None:
    assert names("el", "Not here yet", "Δεν είναι ακόμη εδώ, αλλά θα έρθει σε λίγες μέρες") == []


@pytest.mark.parametrize(
    ("language", "translation"),
    [
        ("el", "Υπογράφουν όλοι οι οι εταίροι."),
        ("bg", "Подписват всички всички партньори."),
        ("pl", "Podpisują wszyscy Wszyscy partnerzy."),
        ("ro", "Semnează toți toți partenerii."),
    ],
)
def test_a_word_twice_in_a_row_is_a_warning(language: str, translation: str) -> None:
    assert names(language, "All the partners sign.", translation) == ["repeated"]


@pytest.mark.parametrize(
    ("language", "translation"),
    [
        ("el", "Ο εταίρος του του μίλησε."),
        ("el", "Σιγά σιγά υπογράφουν, γι’ αυτό αυτό μένει."),
        ("pl", "Jeśli to to samo, podpisz."),
        ("ro", "A plecat și și-a luat acordul."),
        ("bg", "Да. Да, подписват."),
    ],
)
def test_words_that_may_stand_twice(language: str, translation: str) -> None:
    assert names(language, "All the partners sign.", translation) == []
