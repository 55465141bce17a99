"""What a checker can find: axe in the browser, the HTML checker on what was sent; and text that has to be read."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Page

from app.content.model import Module
from tests.browser import scenes
from tests.browser.window import Window, Windows

pytestmark = pytest.mark.browser

_PACKAGES = Path(__file__).parents[2] / "node_modules"
_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


# What stands out to the right of the window, but for what scrolls in a box of its own.
_TOO_WIDE = """() => [...document.querySelectorAll('body, body *')]
  .filter(element => element.checkVisibility({ visibilityProperty: true }) && !element.closest('.table'))
  .filter(element => element.getBoundingClientRect().right > innerWidth + 0.5)
  .map(element => element.outerHTML.slice(0, 120))
  .concat(document.documentElement.scrollWidth > innerWidth ? ['the page scrolls sideways'] : [])"""

# The spacing that WCAG 2.2 names in 1.4.12.
_SPACED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
    p { margin-bottom: 2em !important }`);
  document.adoptedStyleSheets = [sheet];
}"""

# Text in a box that is too small for it, unless it is for screen readers only.
_CUT_OFF = """() => [...document.querySelectorAll('main *, header *, footer *')]
  .filter(element => element.checkVisibility() && getComputedStyle(element).display != 'inline')
  .filter(element => !element.closest('.visually-hidden, .table, svg') && element.matches(':not(progress, textarea)'))
  .filter(element => element.scrollHeight > element.clientHeight + 2 || element.scrollWidth > element.clientWidth + 2)
  .map(element => element.outerHTML.slice(0, 120))"""


@pytest.fixture(scope="session")
def axe() -> str:
    return (_PACKAGES / "axe-core/axe.min.js").read_text(encoding="utf-8")


# What depends on colours doesn't depend on the width, so two looks meet both schemes and both widths.
_LOOKS: tuple[tuple[Literal["light", "dark"], int], ...] = (("light", 360), ("dark", 1280))


def violations(page: Page) -> list[str]:
    found = page.evaluate("tags => axe.run(document, { runOnly: tags, resultTypes: ['violations'] })", _TAGS)
    return [f"{one['id']}: {node['html']}" for one in found["violations"] for node in one["nodes"]]


def violations_in_each_look(page: Page) -> Iterator[str]:
    for scheme, width in _LOOKS:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 740})
        yield from (f"{scheme}, {width} px: {violation}" for violation in violations(page))


@pytest.mark.parametrize("scene", scenes.ALL)
def test_axe_finds_nothing(window: Window, module: Module, axe: str, scene: str) -> None:
    found: dict[str, list[str]] = {}
    for state in scenes.ALL[scene](window, module):
        if not window.page.evaluate("'axe' in window"):
            window.page.evaluate(axe)
        found[state] = list(violations_in_each_look(window.page))
    assert {state: violations for state, violations in found.items() if violations} == {}


def test_axe_finds_what_is_wrong(window: Window, axe: str) -> None:
    window.go("/en/search")
    window.page.evaluate(axe)
    window.page.evaluate("document.querySelector('[type=search]').removeAttribute('aria-label')")
    window.page.evaluate("document.querySelector('h1').style.color = 'silver'")
    assert {violation.partition(":")[0] for violation in violations(window.page)} == {"color-contrast", "label"}


def test_html_checker_finds_nothing(windows: Windows, module: Module, tmp_path: Path) -> None:
    for name, scene in scenes.ALL.items():
        window = windows(scripts=False)
        for state in scene(window, module):
            assert window.document
            (tmp_path / f"{name}, {state}.html").write_bytes(window.document.body())
        window.page.context.close()
    checker = ["java", "-jar", str(_PACKAGES / "vnu-jar/build/dist/vnu.jar"), "--format", "json"]
    checked = subprocess.run([*checker, *sorted(tmp_path.iterdir())], check=False, capture_output=True, text=True)
    assert json.loads(checked.stderr)["messages"] == []


@pytest.mark.parametrize("scene", scenes.ALL)
def test_a_narrow_screen_and_wider_spacing_hide_nothing(windows: Windows, module: Module, scene: str) -> None:
    window = windows(width=320, height=512)
    found: dict[str, list[str]] = {}
    for state in scenes.ALL[scene](window, module):
        found[state] = window.page.evaluate(_TOO_WIDE)
        window.page.evaluate(_SPACED)
        found[f"{state}, spaced"] = window.page.evaluate(_TOO_WIDE) + window.page.evaluate(_CUT_OFF)
        window.page.evaluate("document.adoptedStyleSheets = []")
    assert {state: hidden for state, hidden in found.items() if hidden} == {}


def test_text_that_is_hidden_is_found(window: Window) -> None:
    window.go("/en/search")
    window.page.evaluate("document.querySelector('main button').style = 'min-height: 0; height: 1rem'")
    window.page.evaluate("document.querySelector('h1').style.width = '400px'")
    assert [text[:7] for text in window.page.evaluate(_CUT_OFF)] == ["<button"]
    assert [text[:3] for text in window.page.evaluate(_TOO_WIDE)] == ["<h1", "the"]
