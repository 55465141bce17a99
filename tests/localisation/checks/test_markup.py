"""Tags, signs of blocks, emphasis and code are as in English."""

import pytest

from app.localisation.checks import Severity
from tests.localisation.checks.found import names, one


def test_html_that_the_english_lacks_is_an_error() -> None:
    finding = one("ro", "Sign it today.", "Semnați-l <b>astăzi.")
    assert (finding.check, finding.severity) == ("html", Severity.ERROR)


def test_html_that_the_english_has_belongs() -> None:
    assert names("pl", "Write <br> here.", "Wpisz <br> tutaj.") == []
    assert names("pl", "Write <br> here.", "Wpisz tutaj.") == ["html"]


@pytest.mark.parametrize(
    ("translation", "fix"),
    [
        ("# Добри навици", "Добри навици"),
        ("- Добри навици", "Добри навици"),
        ("> Добри навици", "Добри навици"),
        ("1. Добри навици", None),
    ],
)
def test_a_sign_of_a_block_is_a_warning(translation: str, fix: str | None) -> None:
    finding = one("bg", "1st: good habits" if fix is None else "Good habits", translation)
    assert (finding.check, finding.severity, finding.fix) == ("block", Severity.WARNING, fix)


def test_numbers_and_dashes_begin_texts_too() -> None:
    assert names("pl", "38 T-shirts", "38 koszulek") == []
    assert names("pl", "And then?", "– A potem?") == []


def test_as_much_emphasis_as_in_english() -> None:
    english = "**Open talk.** Partners *do* speak."
    assert names("el", english, "**Ανοιχτή συζήτηση.** Οι εταίροι *όντως* μιλούν.") == []
    finding = one("el", english, "Ανοιχτή συζήτηση. Οι εταίροι *όντως* μιλούν.")
    assert (finding.check, finding.severity) == ("emphasis", Severity.WARNING)
    assert finding.wrong == "no bold pieces of text, in English 1"


def test_signs_that_make_no_emphasis_are_told() -> None:
    assert names("ro", "**Open talk.** Partners speak.", "** Discuție deschisă.** Partenerii vorbesc.") == ["emphasis"]


def test_code_stays_as_it_is() -> None:
    assert names("pl", "Run `make serve` first.", "Najpierw uruchom `make serve`.") == []
    assert names("pl", "Run `make serve` first.", "Najpierw uruchom `zrób serwis`.") == ["emphasis"]
