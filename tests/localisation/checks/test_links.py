"""Links and pictures of a translation are those of the English."""

import pytest

from app.localisation.checks import Severity
from tests.localisation.checks.found import findings, names, one

ENGLISH = "A [coalition](term:coalition) may start as a [network](term:network)."


@pytest.mark.parametrize(
    ("language", "translation"),
    [
        ("el", "Ένας [συνασπισμός](term:coalition) μπορεί να ξεκινήσει ως [δίκτυο](term:network)."),
        ("bg", "От [мрежа](term:network) може да се роди [коалиция](term:coalition)."),
        ("pl", "Z [sieci](term:network) może wyrosnąć [koalicja](term:coalition)."),
        ("ro", "O [coaliție](term:coalition) poate începe ca [rețea](term:network)."),
    ],
)
def test_links_may_change_places(language: str, translation: str) -> None:
    assert names(language, ENGLISH, translation) == []


def test_a_lost_link_is_an_error() -> None:
    finding = one("pl", ENGLISH, "Z sieci może wyrosnąć [koalicja](term:coalition).")
    assert finding.severity is Severity.ERROR
    assert finding.text == 'The link "term:network" is missing; write [words](term:network) where it belongs.'


def test_a_translated_target_is_an_error_with_a_fix() -> None:
    finding = one("pl", "Read about the [agreement](lesson:agreement).", "Przeczytaj o [umowie](lesson:umowa).")
    assert finding.fix == "Przeczytaj o [umowie](lesson:agreement)."


def test_a_link_that_the_english_lacks_is_an_error() -> None:
    translation = "O [coaliție](term:coalition) poate începe ca [rețea](term:network) sau [grup](https://example.org)."
    assert names("ro", ENGLISH, translation) == ["links"]


def test_a_space_inside_a_link_is_an_error_with_a_fix() -> None:
    finding = one(
        "bg", "Read about the [agreement](lesson:agreement).", "Прочетете за [споразумението] (lesson:agreement)."
    )
    assert finding.fix == "Прочетете за [споразумението](lesson:agreement)."


def test_an_aside_in_brackets_is_no_broken_link() -> None:
    assert names("pl", "Write [your name] (or a short one).", "Wpisz [swoje imię] (albo krótkie).") == []


def test_a_lost_picture_is_an_error() -> None:
    (finding,) = findings("el", "![A hub](media:hub.svg)", "![Ένας κόμβος](media:komvos.svg)")
    assert (finding.check, finding.fix) == ("links", "![Ένας κόμβος](media:hub.svg)")


def test_the_interface_has_no_links() -> None:
    assert names("pl", "Lesson {number}", "Lekcja [x](y) {number}", domain="interface") == []
