"""A real server with the shipped course, and a real Chromium."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from app.content.library import load
from app.content.locales import Locales
from app.content.model import Module
from tests.browser.window import LANGUAGES, Server, Window, Windows
from tests.servers import serving, settings_of

ROOT = Path(__file__).parents[2]

# Nothing here talks to anybody but the server under test.
_QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("browsed")
    environment = settings_of(folder / "data", ROOT / "courses")
    # A copy: the site would follow whoever is translating meanwhile, and what it is compared with wouldn't.
    locales = Path(shutil.copytree(ROOT / "locales", environment["LOCALES_DIR"], dirs_exist_ok=True))
    library = load(ROOT / "courses", Locales(locales))
    with serving(environment, folder) as (_, line):
        assert line.startswith("Serving on ")
        yield Server(f"http://127.0.0.1:{environment['PORT']}", folder / "data/atsiv.sqlite3", library)


@pytest.fixture(scope="session")
def module(server: Server) -> Module:
    """The module in English as the server holds it, with its answer key."""
    return server.library.courses["networking"]["en"].modules[0]


# Not for the whole session: Playwright's event loop would stand in the way of other tests' loops.
@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    program = shutil.which("chromium")
    if not program:
        raise RuntimeError("the browser tests need Chromium: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=_QUIET)
        yield browser
        browser.close()


@pytest.fixture
def windows(chromium: Browser, server: Server) -> Iterator[Windows]:
    """Opens windows of people who were never here before; each must have come through without a complaint."""
    opened: list[Window] = []

    def open_window(*, language: str = "en", scripts: bool = True, width: int = 360, height: int = 740) -> Window:
        context = chromium.new_context(java_script_enabled=scripts, viewport={"width": width, "height": height})
        opened.append(Window(context.new_page(), server, language, scripts=scripts))
        return opened[-1]

    yield open_window
    for window in opened:
        window.page.context.close()
    assert [complaint for window in opened for complaint in window.complaints] == []


@pytest.fixture
def window(windows: Windows) -> Window:
    """Somebody's phone."""
    return windows()


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def scripts(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def either_window(windows: Windows, *, scripts: bool) -> Window:
    """Somebody's phone, with and without JavaScript."""
    return windows(scripts=scripts)


@pytest.fixture
def every_window(windows: Windows, language: str, *, scripts: bool) -> Window:
    """The phone of somebody who reads any of the languages, with and without JavaScript."""
    return windows(language=language, scripts=scripts)
