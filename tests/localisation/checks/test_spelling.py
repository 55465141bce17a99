"""Spelling is checked with the dictionaries that are on the machine."""

import shutil
from pathlib import Path

import pytest

from app.localisation.checks.spelling import NoDictionary, misspelt, own_words, spelt_words

hunspell = pytest.mark.skipif(shutil.which("hunspell") is None, reason="needs hunspell")


@pytest.fixture
def dictionaries(tmp_path: Path) -> Path:
    (tmp_path / "pl_PL.aff").write_text("SET UTF-8\nSFX A Y 1\nSFX A a ę a\n", encoding="utf-8")
    (tmp_path / "pl_PL.dic").write_text("3\numowa/A\npodpisać\nźle\n", encoding="utf-8")
    (tmp_path / "el_GR.aff").write_text("SET UTF-8\n", encoding="utf-8")
    (tmp_path / "el_GR.dic").write_text("2\nαίτηση\nοργάνωση\n", encoding="utf-8")
    return tmp_path


@hunspell
def test_words_that_the_dictionary_lacks(dictionaries: Path) -> None:
    assert misspelt("pl", ["umowa", "umowę", "umowo", "podpisac", "źle"], dictionaries) == {"umowo", "podpisac"}


@hunspell
def test_the_second_accent_of_a_greek_word_is_no_mistake(dictionaries: Path) -> None:
    assert misspelt("el", ["αίτησή", "οργάνωσή", "οργανωσή"], dictionaries) == {"οργανωσή"}


@hunspell
def test_a_missing_dictionary_is_told(dictionaries: Path) -> None:
    with pytest.raises(NoDictionary, match='no spelling dictionary for "ro"'):
        misspelt("ro", ["acord"], dictionaries)


def test_a_missing_program_is_told(dictionaries: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(NoDictionary, match="hunspell is not on this machine"):
        misspelt("pl", ["umowa"], dictionaries)


def test_names_and_what_the_english_has_are_not_judged() -> None:
    translation = "Theatro sti Sofita podpisuje e-mailem {date} na www.ngotraining.eu umowę z NGO o 2 salach."
    assert spelt_words(translation, "Theatro sti Sofita signs.") == {"podpisuje", "na", "umowę", "salach"}


def test_own_words_are_a_list_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "words.pl.txt").write_text("facylitator\nwideorozmowa\n", encoding="utf-8")
    assert own_words(tmp_path / "words.pl.txt") == {"facylitator", "wideorozmowa"}
    assert own_words(tmp_path / "words.el.txt") == set()
