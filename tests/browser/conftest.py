"""A real server with the shipped course, and a real Chromium."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from app.content.library import load
from app.content.model import Course, Module
from tests.browser.window import Server, Window, Windows
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
    with serving(environment, folder) as (_, line):
        assert line.startswith("Serving on ")
        yield Server(f"http://127.0.0.1:{environment['PORT']}", folder / "data/atsiv.sqlite3")


@pytest.fixture(scope="session")
def course() -> Course:
    """The course as the server holds it, with its answer key."""
    found = load(ROOT / "courses").course("networking", "en")
    assert found
    return found


@pytest.fixture(scope="session")
def module(course: Course) -> Module:
    return course.modules[0]


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

    def open_window(*, scripts: bool = True, width: int = 360, height: int = 740) -> Window:
        context = chromium.new_context(java_script_enabled=scripts, viewport={"width": width, "height": height})
        opened.append(Window(context.new_page(), server, scripts=scripts))
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
def either_window(request: pytest.FixtureRequest, windows: Windows) -> Window:
    """Somebody's phone, with and without JavaScript."""
    return windows(scripts=request.param)
