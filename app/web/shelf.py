"""The courses and the words that the site shows at the moment."""

import asyncio
import logging
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import Final

from starlette.types import ASGIApp, Receive, Scope, Send

from app.content.catalogues import Catalogue
from app.content.edition import SOURCE_LANGUAGE
from app.content.edition import Interface as Words
from app.content.kept import Packed, load_kept, slim, unpacked
from app.content.library import BrokenCourse, Library, load, reload
from app.content.locales import Locales
from app.content.problems import Problem
from app.content.search import CannotIndex, SearchIndex, open_index, prepare
from app.web.locale import Interface
from app.web.page import Fault

_EMPTY = Library((SOURCE_LANGUAGE,), MappingProxyType({}), "")
# Seconds between two looks at the locale files. A look takes a fraction of a millisecond.
_PAUSE: Final = 0.5

_log = logging.getLogger(__name__)

_Seen = Mapping[Path, tuple[int, int]]
"""Of each file when it was changed last, and its size."""


class Shelf:
    """Holds the library, and the interface of each language.

    Translations are read again when a locale file has changed, and for an author the courses are too. What can't be
    read leaves the last good text in place. `edition` counts up with each change, so that pages made from an earlier
    one can be told. Raises BrokenCourse when the courses have errors, except for an author, who gets the last good ones
    and the errors as `faults`.
    """

    def __init__(
        self,
        courses: Path,
        locales: Locales | None,
        *,
        cache: Path,
        author: bool,
        interfaces: Iterable[Interface] = (),
    ) -> None:
        """`interfaces` are used instead of those that the locale files hold."""
        self._root, self._locales, self._cache = courses, locales, cache
        self._author = author
        self._words: dict[str, dict[str, tuple[str, ...]]] = {}
        self.interfaces: dict[str, Interface] = {one.language: one for one in interfaces}
        self.library = _EMPTY
        self._packed: Packed = b""
        self.faults: tuple[Fault, ...] = ()
        self.edition = 0
        self._index: tuple[str, SearchIndex] | None = None
        self._indexing = asyncio.Lock()
        self._seen: _Seen = {}
        # Languages that an author will get the present text in when they ask for one.
        self._behind: frozenset[str] = frozenset()
        if author:
            self._interface(SOURCE_LANGUAGE)
            self._behind = self._languages()
            self.refresh(SOURCE_LANGUAGE)
        else:
            self._seen = self._files()
            self._put(*load_kept(courses, locales, cache=cache, interface=_words))

    async def index(self) -> SearchIndex:
        """What finds words in the library. It lies in the cache folder; where it doesn't, it is made there first.

        After a translation changed it is that of the text before, until the new one is made. Raises CannotIndex.
        """
        async with self._indexing:
            if self._index is None or (self._author and self._index[0] != self.library.version):
                return await asyncio.to_thread(self._open_index, self.library)
            return self._index[1]

    def refresh(self, language: str) -> None:
        """Look for changed files, for an author who asks for a page in `language`.

        What they don't look at is read when they do: to read all languages takes longer than anybody likes to wait.
        """
        # Should an editor be replacing a file at this moment, the next request looks again.
        with suppress(FileNotFoundError):
            seen = self._files()
            changed = self._changed(seen)
            self._behind |= changed
            wanted = self._behind & {SOURCE_LANGUAGE, language}
            # A course with errors is read again when it was changed again.
            if wanted and (changed or not self.faults):
                self.edition += 1
                self._try(wanted)
            self._seen = seen

    def _try(self, wanted: frozenset[str]) -> None:
        try:
            self._put(*self._read(wanted))
            self._behind -= wanted
        except BrokenCourse as broken:
            self.faults = tuple(_fault(one) for one in broken.problems if one.error)

    async def make_index(self) -> None:
        """Have the search ready for the library of now; until then it is that of the text before, if there was one."""
        try:
            async with self._indexing:
                await asyncio.to_thread(self._open_index, self.library)
        except CannotIndex as error:
            _log.warning("Nobody can search for the words of now: %s", error)

    async def watch(self) -> None:
        """Look for changed translations until it is cancelled, without keeping a reader waiting.

        To make the search ready takes some seconds, in which more may be changed and is seen.
        """
        indexed, indexing = self.library.version, asyncio.create_task(self.make_index())
        try:
            while True:
                await asyncio.sleep(_PAUSE)
                await self._look()
                if indexing.done() and indexed != self.library.version:
                    indexed, indexing = self.library.version, asyncio.create_task(self.make_index())
        finally:
            indexing.cancel()

    async def _look(self) -> None:
        try:
            seen = self._files()
        except OSError:
            # A file that is just being replaced is looked at again.
            return
        changed = self._changed(seen)
        if changed:
            try:
                await self._renew(changed)
            except OSError:
                return
            except Exception:  # noqa: BLE001 - whatever it is, the next change has to be seen
                _log.exception("A change of the locale files can't be shown")
            self._seen = seen

    async def _renew(self, languages: frozenset[str]) -> None:
        try:
            library, packed = await asyncio.to_thread(self._read, languages)
            self.edition += 1
            self._put(library, packed)
        except BrokenCourse:
            _log.warning("The courses were changed and have errors; what was read at the start stays.")

    def _files(self) -> _Seen:
        """What tells whether a file has changed: of the translations and, for an author, of the courses."""
        paths = (
            [path for each in self._locales.languages for _, path in self._locales.files(each)] if self._locales else []
        )
        if self._author:
            paths += (path for path in self._root.rglob("*") if path.is_file())
        found = ((path, path.stat()) for path in sorted(paths))
        return {path: (stat.st_mtime_ns, stat.st_size) for path, stat in found}

    def _changed(self, seen: _Seen) -> frozenset[str]:
        """The languages that look different since the files were looked at last; a course's files are in all."""
        changed = {path for path, _ in seen.items() ^ self._seen.items()}
        found = {path.parts[-3] for path in changed if self._locales and self._locales.root in path.parents}
        return frozenset(found) | (self._languages() if any(self._root in path.parents for path in changed) else set())

    def _languages(self) -> frozenset[str]:
        return frozenset({SOURCE_LANGUAGE, *(self._locales.languages if self._locales else ())})

    def _read(self, languages: frozenset[str]) -> tuple[Library, Packed]:
        """Some languages read anew; all of them, where there are none yet or others than before."""
        translations = unpacked(self._packed) if self._packed else {}
        if not self._packed or set(self.library.languages) != self._languages():
            return slim(load(self._root, self._locales, before=translations, interface=_words))
        library = reload(
            self._root,
            self._locales,
            languages=languages,
            present=self.library,
            translations=translations,
            interface=_words,
        )
        return slim(library)

    def _put(self, library: Library, packed: Packed) -> None:
        self._packed = packed
        for language in library.languages:
            self._interface(language)
        for language, catalogue in library.catalogues.items():
            words = self._words.setdefault(language, {})
            words.clear()
            words.update(catalogue.interface)
        self.library, self.faults = library, tuple(map(_fault, library.faults)) if self._author else ()
        for fault in library.faults:
            _log.warning("%s; until then its last good text stays, or English where there is none", fault)

    def _interface(self, language: str) -> None:
        """Make the interface of a language whose words are exchanged where they are, as pages hold on to it."""
        if language not in self.interfaces:
            self.interfaces[language] = Interface(language, self._words.setdefault(language, {}))

    def _open_index(self, library: Library) -> SearchIndex:
        index = _opened(library, self._cache)
        self._index = (library.version, index)
        return index


def _opened(library: Library, cache: Path) -> SearchIndex:
    """The index, made anew if the file holds something else. Raises CannotIndex."""
    file = prepare(library, cache)
    try:
        return open_index(file)
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        _log.warning("The search index is damaged and is made anew")
        file.unlink(missing_ok=True)
        return open_index(prepare(library, cache))


def _words(language: str, catalogue: Catalogue) -> Words:
    return Interface(language, catalogue.interface).gettext


def _fault(problem: Problem) -> Fault:
    return Fault(f"{problem.place.file}:{problem.place.line}", f"{problem.wrong}; {problem.instead}")


class Refreshing:
    """ASGI middleware for authors: looks for changed files before each request."""

    def __init__(self, app: ASGIApp, shelf: Shelf) -> None:
        self._app = app
        self._shelf = shelf

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self._shelf.refresh(scope.get("path", "").lstrip("/").partition("/")[0])
        await self._app(scope, receive, send)
