"""What every handler needs, put together once when the process starts."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from app.mail import Post
from app.people.passwords import Passwords
from app.storage import Database
from app.web.locale import Interface, name_in_itself
from app.web.page import LanguageLink, Link
from app.web.render import Renderer, Templated
from app.web.sessions import Chance, Cookie
from app.web.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Site:
    """One site. `origin` is its address without a path.

    `guest_lifetime` and `account_lifetime` are how long somebody is kept after they did something last. `guest_cookie`
    keeps a guest's session while somebody is signed in; `second_factor` says that administrators, coordinators and
    reviewers need one; `proxies` are believed who they ask for. `letters` is set when a
    letter waits to be sent, `intakes` when a list of people waits to be worked off.
    """

    name: str
    origin: str
    organisation: str
    contact: str
    guest_lifetime: timedelta
    account_lifetime: timedelta
    database: Database
    shelf: Shelf
    renderer: Renderer
    cookie: Cookie
    guest_cookie: Cookie
    passwords: Passwords
    post: Post
    mail_from: str
    second_factor: bool
    proxies: frozenset[str]
    letters: asyncio.Event
    intakes: asyncio.Event
    clock: Callable[[], datetime]
    chance: Chance

    @property
    def interfaces(self) -> Mapping[str, Interface]:
        """The site's words by language; the first is for those who read none of the others."""
        return self.shelf.interfaces

    def frame(
        self, language: str, *, title: str, path: str, query: str = "", crumbs: tuple[Link, ...] = (), **more: object
    ) -> dict[str, Any]:
        """The fields that every page has; `path` is the address without the language, `query` what follows its `?`."""
        return {
            "language": language,
            "site_name": self.name,
            "title": title,
            "canonical": f"{self.origin}/{language}{path}",
            "home": f"/{language}",
            "course_home": self.course_home(language),
            "path": f"{path}?{query}" if query else path,
            "languages": tuple(self._language(code, path, current=code == language) for code in self.interfaces),
            "crumbs": crumbs,
            "faults": self.shelf.faults,
            **more,
        }

    def course_home(self, language: str) -> str:
        """The address of the course; where there are several, of the first."""
        first = next(iter(self.shelf.library.courses), "")
        return f"/{language}/{first}" if first else f"/{language}"

    def render(self, page: Templated, language: str) -> str:
        return self.renderer.render(page, language)

    def _language(self, code: str, path: str, *, current: bool) -> LanguageLink:
        return LanguageLink(code, name_in_itself(code), f"{self.origin}/{code}{path}", current)
