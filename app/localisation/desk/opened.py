"""The PO files of a site, read once for as long as they stay as they are."""

from dataclasses import dataclass, field
from pathlib import Path

from app.content.locales import Locales
from app.content.po import PoError, PoFile
from app.localisation.reading import parsed
from app.localisation.saving import CannotSave


class NoSuchFile(LookupError):
    """The language has no file of this domain."""


_Seen = tuple[int, int, int]
"""When a file was changed last, its size, and which it is: a file that was put in its place is another one."""


@dataclass(frozen=True, slots=True)
class OpenFiles:
    """The files under `locales`. What a file says is shared by all who ask, until it is changed."""

    locales: Locales
    _kept: dict[Path, tuple[_Seen, PoFile]] = field(default_factory=dict)

    def domains(self, language: str) -> tuple[str, ...]:
        """The domains that the language has a file for, sorted."""
        return tuple(domain for domain, _ in self.locales.files(language))

    def file(self, language: str, domain: str) -> PoFile:
        """A domain's file as it is now.

        Raises NoSuchFile, and CannotSave if it can't be read: then nothing can be saved in it either.
        """
        path = self.path(language, domain)
        name = f"{self.locales.root.name}/{path.relative_to(self.locales.root).as_posix()}"
        try:
            seen = _seen(path)
            kept = self._kept.get(path)
            if kept is None or kept[0] != seen:
                kept = self._kept[path] = (seen, parsed(path, path.read_bytes()))
        except PoError as error:
            raise CannotSave(f"{name}:{error.line}: {error.wrong}; {error.instead}") from error
        except OSError as error:
            raise CannotSave(f"{name} can't be read ({error.strerror}).") from error
        return kept[1]

    def path(self, language: str, domain: str) -> Path:
        """Found among the files there are: a name from outside makes no path. Raises NoSuchFile."""
        for known, path in self.locales.files(language):
            if known == domain:
                return path
        raise NoSuchFile(domain)


def _seen(path: Path) -> _Seen:
    found = path.stat()
    return found.st_mtime_ns, found.st_size, found.st_ino
