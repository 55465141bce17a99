"""What a program can check: axe, the HTML checker, text that has to be read, and the language that it is said to be.

All of it in one pass over the scenes of a language, as it is the way from page to page that takes the time.
"""

from collections.abc import Iterator
from typing import Final, Literal

import pytest
from playwright.sync_api import Page, ViewportSize

from tests.browser import scenes
from tests.browser.checkers import CUT_OFF, TOO_WIDE, HtmlChecker, hidden, html_checker, violations
from tests.browser.speech import Speech, speech_of
from tests.browser.window import LANGUAGES, Server, Window, Windows

pytestmark = pytest.mark.browser

Look = tuple[Literal["light", "dark"], int]

_NARROW: Final = ViewportSize(width=320, height=512)

# What depends on colours doesn't depend on the width, so two looks meet both schemes and both widths; nor do colours
# depend on the language, so one is enough for each of the others.
_LOOKS: Final[dict[str, tuple[Look, ...]]] = {
    "en": (("light", 360), ("dark", 1280)),
    "bg": (("light", 320),),
    "el": (("dark", 320),),
    "pl": (("light", 1280),),
    "ro": (("dark", 320),),
}


@pytest.fixture(scope="session")
def checker() -> Iterator[HtmlChecker]:
    with html_checker() as found:
        yield found


@pytest.fixture(scope="session")
def speech(server: Server) -> Speech:
    return speech_of(server.library)


def violations_in_looks(page: Page, looks: tuple[Look, ...]) -> Iterator[str]:
    for scheme, width in looks:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 740})
        yield from (f"{scheme}, {width} px: {violation}" for violation in violations(page))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scene", scenes.ALL)
def test_no_checker_finds_anything(
    windows: Windows, checker: HtmlChecker, speech: Speech, scene: str, language: str
) -> None:
    window = windows(language=language, **_NARROW)
    found: dict[str, list[str]] = {}
    for state in scenes.ALL[scene](window):
        assert window.document
        found[state] = [
            *violations_in_looks(window.page, _LOOKS[language]),
            *checker.messages(window.document.body()),
            *speech.wrong(window.page),
        ]
        window.page.set_viewport_size(_NARROW)
        found[state] += hidden(window.page)
    assert {state: faults for state, faults in found.items() if faults} == {}


def test_axe_finds_what_is_wrong(window: Window) -> None:
    window.go("/search")
    window.page.evaluate("document.querySelector('[type=search]').removeAttribute('aria-label')")
    window.page.evaluate("document.querySelector('h1').style.color = 'silver'")
    assert {violation.partition(":")[0] for violation in violations(window.page)} == {"color-contrast", "label"}


def test_the_html_checker_finds_what_is_wrong(checker: HtmlChecker) -> None:
    messages = checker.messages(b"<!doctype html><html lang=en><title>Page</title><body><p id=a><p id=a>")
    assert messages[0].startswith("Duplicate ID “a”.")


def test_text_that_is_hidden_is_found(window: Window) -> None:
    window.go("/search")
    window.page.evaluate("document.querySelector('main button').style = 'min-height: 0; height: 1rem'")
    window.page.evaluate("document.querySelector('h1').style.width = '400px'")
    assert [text[:7] for text in window.page.evaluate(CUT_OFF)] == ["<button"]
    assert [text[:3] for text in window.page.evaluate(TOO_WIDE)] == ["<h1", "the"]


@pytest.mark.parametrize("language", ["bg", "el", "pl", "ro"])
def test_english_in_a_translated_page_is_found(windows: Windows, speech: Speech, language: str) -> None:
    window = windows(language=language)
    window.go("/search")
    window.page.evaluate("document.querySelector('h1').textContent = 'Search the course'")
    window.page.evaluate("document.querySelector('main').ariaLabel = 'See my result'")
    assert len(speech.wrong(window.page)) == 2
    window.page.evaluate("document.querySelector('main').lang = 'en'")
    assert [text.partition(":")[0] for text in speech.wrong(window.page)] != []
