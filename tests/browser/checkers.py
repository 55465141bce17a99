"""What a program can find wrong with a page: axe in the browser, the HTML checker, and text that can't be read."""

import http.client
import json
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile

from playwright.sync_api import Page

from tests.servers import free_port

_PACKAGES = Path(__file__).parents[2] / "node_modules"
_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

# What stands out of the window at either side, but for what scrolls in a box of its own.
TOO_WIDE = """() => [...document.querySelectorAll('body, body *')]
  .filter(element => element.checkVisibility({ visibilityProperty: true }) && !element.closest('.table'))
  .filter(element => {
    const box = element.getBoundingClientRect();
    return box.right > innerWidth + 0.5 || box.left < -0.5;
  })
  .map(element => element.outerHTML.slice(0, 120))
  .concat(document.documentElement.scrollWidth > innerWidth ? ['the page scrolls sideways'] : [])"""

# The spacing that WCAG 2.2 names in 1.4.12.
_SPACED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
    p { margin-bottom: 2em !important }`);
  document.adoptedStyleSheets = [sheet];
}"""

# Text in a box that is too small for it, unless it is for screen readers only. A field scrolls with what is typed into
# it. A menu can't wrap: what doesn't fit into its one line is read in its list, where all its choices are whole. A part
# of the page that scrolls by itself, and that the keyboard reaches, shows everything.
CUT_OFF = """() => [...document.querySelectorAll('main *, header *, footer *')]
  .filter(element => element.checkVisibility() && getComputedStyle(element).display != 'inline')
  .filter(element => !element.closest('.visually-hidden, .table, svg'))
  .filter(element => !element.matches('[role=region][tabindex="0"]'))
  .filter(element => element.matches(':not(progress, textarea, input)'))
  .filter(element => element.scrollHeight > element.clientHeight + 2
    || !element.matches('select') && element.scrollWidth > element.clientWidth + 2)
  .map(element => element.outerHTML.slice(0, 120))"""


def violations(page: Page) -> list[str]:
    """What axe finds in the page, once all of it has come."""
    page.wait_for_load_state()
    if not page.evaluate("'axe' in window"):
        page.evaluate((_PACKAGES / "axe-core/axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate("tags => axe.run(document, { runOnly: tags, resultTypes: ['violations'] })", _TAGS)
    return [f"{one['id']}: {node['html']}" for one in found["violations"] for node in one["nodes"]]


def hidden(page: Page) -> Iterator[str]:
    """What can't be read in the window as it is, nor with wider spacing."""
    yield from (f"too wide: {part}" for part in page.evaluate(TOO_WIDE))
    page.evaluate(_SPACED)
    yield from (f"too wide, spaced: {part}" for part in page.evaluate(TOO_WIDE))
    yield from (f"cut off, spaced: {part}" for part in page.evaluate(CUT_OFF))
    page.evaluate("document.adoptedStyleSheets = []")


@dataclass(frozen=True, slots=True)
class HtmlChecker:
    """The Nu HTML checker, waiting for pages at a port of this machine."""

    port: int

    def messages(self, document: bytes) -> list[str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port)
        # Without a User-Agent it reads nothing.
        headers = {"Content-Type": "text/html; charset=utf-8", "User-Agent": "tests"}
        try:
            connection.request("POST", "/?out=json", document, headers)
            found = json.loads(connection.getresponse().read())["messages"]
        finally:
            connection.close()
        return [f"{message['message']} {message.get('extract', '')}" for message in found]


@contextmanager
def html_checker() -> Iterator[HtmlChecker]:
    """One for many pages: it takes seconds to start and milliseconds for a page."""
    port = free_port()
    local = ["-Dnu.validator.servlet.bind-address=127.0.0.1", "-Dnu.validator.checker.enableLangDetection=1"]
    # Its grammar is deep: with the usual stack it ends before it begins.
    java = ["java", "-Xss4m", "-XX:TieredStopAtLevel=1", *local, "-cp", str(_PACKAGES / "vnu-jar/build/dist/vnu.jar")]
    with (
        TemporaryFile() as log,
        subprocess.Popen([*java, "nu.validator.servlet.Main", str(port)], stdout=log, stderr=log) as process,
    ):
        try:
            while not _listens(port):
                with suppress(subprocess.TimeoutExpired):
                    process.wait(0.05)
                    log.seek(0)
                    raise RuntimeError(log.read().decode(errors="replace"))
            yield HtmlChecker(port)
        finally:
            process.kill()


def _listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True
