"""What must not be torn apart at the end of a line."""

from pathlib import Path

import pytest

from app.content.edition import Edition, Translation
from app.content.typography import bound
from tests.content.folders import prose, read_lesson

TEXTS = {
    "pl": ("Zrób to i idź z nami w góry. A potem?", "Zrób to i\u00a0idź z\u00a0nami w\u00a0góry. A\u00a0potem?"),
    "bg": ("по-силен, най-скоро и социално-трудов", "по-\u2060силен, най-\u2060скоро и социално-трудов"),
    "ro": ("și-au spus ONG-ului nord-vest", "și-\u2060au spus ONG-\u2060ului nord-vest"),
    "el": ("στους 3 – το 70 % – ναι", "στους 3\u00a0– το 70\u00a0%\u00a0– ναι"),
    "en": ("a well-known 70 % of it – yes", "a well-known 70 % of it – yes"),
}


@pytest.mark.parametrize("language", TEXTS)
def test_each_language_holds_together_what_it_never_parts(language: str) -> None:
    text, held = TEXTS[language]
    assert bound(text, language) == held


@pytest.mark.parametrize("language", TEXTS)
def test_a_second_time_changes_nothing(language: str) -> None:
    held = TEXTS[language][1]
    assert bound(held, language) == held


TERM = '<button type="button" class="term" popovertarget="term-coalition">coalition</button>'


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("A [coalition](term:coalition).", f'A <span class="kept">{TERM}.</span>'),
        ("A ([coalition](term:coalition)), or", f'A <span class="kept">({TERM}),</span> or'),
        ("A [coalition](term:coalition) is", f"A {TERM} is"),
        ("A [coalition of small towns](term:coalition).", "coalition of small towns</button>."),
        ("**A [coalition](term:coalition)**.", f"<strong>A {TERM}</strong>."),
    ],
)
def test_the_signs_around_a_term_stay_with_it(tmp_path: Path, written: str, shown: str) -> None:
    assert shown in prose(read_lesson(tmp_path, f"{written}\n"))


def test_what_is_not_translated_keeps_to_the_rules_of_english(tmp_path: Path) -> None:
    polish = Edition("pl", lambda _domain, _segment: None)
    assert "I and a friend" in prose(read_lesson(tmp_path, "I and a friend\n", edition=polish))


def test_search_and_checks_read_the_words_as_they_were_written(tmp_path: Path) -> None:
    polish = Edition("pl", lambda _domain, _segment: Translation("Idź z nami"))
    lesson = read_lesson(tmp_path, "Come along\n", edition=polish)
    assert [passage.text for passage in lesson.passages] == ["Idź z nami"]
    assert "Idź z\u00a0nami" in prose(lesson)
