"""Spaces too many are put right."""

import pytest

from app.localisation.checks import Severity
from tests.localisation.checks.found import names, one


@pytest.mark.parametrize(
    "translation", ["Podpisuje każdy  partner.", " Podpisuje każdy partner.", "Podpisuje każdy partner. "]
)
def test_a_space_too_many_is_a_warning_with_a_fix(translation: str) -> None:
    finding = one("pl", "Every partner signs.", translation)
    assert (finding.check, finding.severity) == ("spaces", Severity.WARNING)
    assert finding.fix == "Podpisuje każdy partner."


def test_spaces_of_the_english_belong() -> None:
    assert names("bg", " and  then ", " и  после ") == []
    assert names("pl", "EUR 2,000", "2\u00a0000 EUR") == []
