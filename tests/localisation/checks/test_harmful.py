"""Attacks are shown as words by the pages, and told as errors by the checks."""

import pytest

from app.localisation.checks import Severity
from tests.localisation.checks.found import findings, names


@pytest.mark.parametrize(
    "attack",
    [
        "<script>",
        "</SCRIPT>",
        "javascript:alert(1)",
        "x onerror=y",
        "{{ config }}",
        "{% raw %}",
        "%s",
        "<svg onload=x>",
    ],
)
@pytest.mark.parametrize("domain", ["interface", "networking"])
def test_program_code_is_an_error(attack: str, domain: str) -> None:
    found = findings("pl", "The partners sign.", f"Partnerzy podpisują. {attack} x.", domain=domain)
    assert ("harmful", Severity.ERROR) in [(each.check, each.severity) for each in found]


@pytest.mark.parametrize(
    "translation", ["50 % składek", "100 %s składek".replace("%s", "% s"), "Skrypt (script) {count}"]
)
def test_words_are_no_attack(translation: str) -> None:
    assert "harmful" not in names("pl", "The {count}", translation)


def test_what_the_english_says_may_be_said() -> None:
    assert names("pl", "Type `{{` here.", "Wpisz tu `{{`.") == []
