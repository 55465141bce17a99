"""The courses that the site serves at the moment."""

from contextlib import suppress
from pathlib import Path
from types import MappingProxyType

from starlette.types import ASGIApp, Receive, Scope, Send

from app.content.library import BrokenCourse, Library, load
from app.content.problems import Problem
from app.content.search import SearchIndex, open_index, prepare
from app.web.page import Fault

_EMPTY = Library(("en",), MappingProxyType({}), "")


class Shelf:
    """Holds the library. For an author it is read again when a file has changed.

    `edition` counts up with each change, so that pages made from an earlier one can be told. Raises BrokenCourse
    when the courses have errors, except for an author, who gets the last good ones and the errors as `faults`.
    """

    def __init__(self, root: Path, *, cache: Path, author: bool) -> None:
        self._root, self._cache = root, cache
        self._author = author
        self._seen: tuple[tuple[str, int], ...] | None = None
        self.library = _EMPTY
        self.faults: tuple[Fault, ...] = ()
        self.edition = 0
        self._index: tuple[str, SearchIndex] | None = None
        if author:
            self.refresh()
        else:
            self.library = load(root)

    def index(self) -> SearchIndex:
        """What finds words in the library. It lies in the cache folder, and is made there when it doesn't."""
        version = self.library.version
        if self._index is None or self._index[0] != version:
            self._index = (version, open_index(prepare(self.library, self._cache)))
        return self._index[1]

    def refresh(self) -> None:
        """Look for changed files, if this is for an author; otherwise the courses are what they were at the start."""
        if not self._author:
            return
        # Should an editor be replacing a file at this moment, the next request looks again.
        with suppress(FileNotFoundError):
            seen = tuple((str(one), one.stat().st_mtime_ns) for one in sorted(self._root.rglob("*")) if one.is_file())
            if seen != self._seen:
                self._read_again()
                self._seen = seen

    def _read_again(self) -> None:
        self.edition += 1
        try:
            self.library, self.faults = load(self._root), ()
        except BrokenCourse as broken:
            self.faults = tuple(_fault(one) for one in broken.problems if one.error)


def _fault(problem: Problem) -> Fault:
    return Fault(f"{problem.place.file}:{problem.place.line}", f"{problem.wrong}; {problem.instead}")


class Refreshing:
    """ASGI middleware for authors: looks for changed files before each request."""

    def __init__(self, app: ASGIApp, shelf: Shelf) -> None:
        self._app = app
        self._shelf = shelf

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self._shelf.refresh()
        await self._app(scope, receive, send)
