"""What is put right without a word when a translation comes in."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.localisation.checks import mended


@pytest.mark.parametrize(
    ("language", "written", "right"),
    [
        ("ro", "Organizaţia şi Ţara Şcolii", "Organizația și Țara Școlii"),
        ("tr", "şirket", "şirket"),
        ("el", "Ποιος υπογράφει\u037e", "Ποιος υπογράφει;"),
        ("el", "στα μικρά\u0387", "στα μικρά\u00b7"),
        ("el", "συμπρα\u0301ξεις", "συμπράξεις"),
        ("bg", "парт\u00adньор\u200bство\ufeff", "партньорство"),
        ("pl", "\u2060umowa\u200d \u200eo\u200f partnerstwie\u202c", "umowa o partnerstwie"),
        ("fa", "می\u200cخواهم", "می\u200cخواهم"),
        ("pl", "2\u00a0000 złotych", "2\u00a0000 złotych"),
        ("el", "ά\u00ad\u0301", unicodedata.normalize("NFC", "ά\u0301")),
    ],
)
def test_mended(language: str, written: str, right: str) -> None:
    assert mended(language, written) == right


@given(st.sampled_from(["el", "bg", "pl", "ro"]), st.text())
def test_mending_twice_is_mending_once(language: str, text: str) -> None:
    assert mended(language, mended(language, text)) == mended(language, text)


@given(st.text())
def test_what_is_mended_is_in_normal_form(text: str) -> None:
    assert unicodedata.is_normalized("NFC", mended("ro", text))
