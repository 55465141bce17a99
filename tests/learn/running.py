"""The site, running on a test's own database, clock and chance."""

import atexit
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from random import Random
from shutil import rmtree
from tempfile import mkdtemp
from types import CodeType
from typing import Any

import httpx
import pytest
from jinja2 import Environment
from starlette.types import ASGIApp

from app.mail import Post
from app.main import LETTERS, around, site_of
from app.settings import Settings
from app.storage import Database
from app.web import site as web_site
from app.web.locale import Interface
from app.web.sending import send_waiting
from tests.learn.browser import Browser

ORIGIN = "http://learn.test"


@cache
def _indexes() -> Path:
    """Where words are indexed for the search, which takes a second, once for all tests with the same course."""
    folder = Path(mkdtemp(prefix="atsiv-indexes-"))
    atexit.register(rmtree, folder)
    return folder


@dataclass
class Clock:
    """Stands still until it is told to go on."""

    now: datetime = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def go_on(self, **time: float) -> None:
        self.now += timedelta(**time)


@dataclass
class Site:
    """One running site; `again` runs another on the same database, as after a restart."""

    app: ASGIApp
    database: Database
    clock: Clock
    chance: Callable[[int], bytes]
    courses: Path
    shown: web_site.Site
    post: Post | None = None
    settings: dict[str, Any] = field(default_factory=dict)

    @property
    def origin(self) -> str:
        return str(self.settings.get("base_url", ORIGIN))

    async def send_letters(self) -> int:
        """Send what waits, as the server does beside its other work; how many letters were tried."""
        return await send_waiting(self.shown, LETTERS)

    def browser(self) -> Browser:
        """Somebody's browser, in which the site was never opened before."""
        return Browser(httpx.ASGITransport(self.app), self.origin)

    def moved(self, browser: Browser) -> Browser:
        """The same browser, at this site instead of the one that ran before."""
        successor = self.browser()
        successor.client.cookies = browser.client.cookies
        return successor

    def again(self, courses: Path | None = None, **settings: Any) -> "Site":
        return run(
            self.database,
            courses or self.courses,
            clock=self.clock,
            chance=self.chance,
            post=self.post,
            **self.settings | settings,
        )


def run(
    database: Database,
    courses: Path,
    *,
    clock: Clock | None = None,
    chance: Callable[[int], bytes] | None = None,
    interface: Interface | None = None,
    locales: Path | None = None,
    post: Post | None = None,
    **settings: Any,
) -> Site:
    """With `locales` the site speaks their languages, otherwise English alone."""
    clock, chance = clock or Clock(), chance or Random(2611).randbytes  # noqa: S311 - chance that can be foreseen is the point
    folders = {"locales_dir": locales} if locales else {}
    given = {"base_url": ORIGIN, "data_dir": _indexes(), **settings, **folders}
    chosen = Settings(courses_dir=courses, **given)
    interfaces = () if locales else (interface or Interface("en"),)
    shown = site_of(chosen, database, interfaces, clock=clock, chance=chance, post=post)
    return Site(around(chosen, shown), database, clock, chance, courses, shown, post, settings)


@contextmanager
def templates_compiled_once() -> Iterator[None]:
    """Keep what Jinja compiles, which is the same for each site that a test runs and takes longer than most tests."""
    compiled: dict[tuple[str, str | None], CodeType] = {}
    compile_anew = Environment.compile

    def compile_once(self: Environment, source: str, name: str | None = None, filename: str | None = None) -> CodeType:
        if (source, name) not in compiled:
            compiled[source, name] = compile_anew(self, source, name, filename)
        return compiled[source, name]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Environment, "compile", compile_once)
        yield
