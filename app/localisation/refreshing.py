"""The locale folder brought up to date: templates from the English, and each language from its templates."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from app.content.locales import TEMPLATES, Locales
from app.content.po import PoError, PoFile, State, parse
from app.localisation.saving import CannotSave, replace_file
from app.localisation.updating import NOTHING, Said, updated


@dataclass(frozen=True, slots=True)
class Refreshed:
    """A file as it should be. `before` is what it holds now, None where there is no file."""

    path: Path
    before: bytes | None
    after: bytes

    @property
    def changed(self) -> bool:
        return self.after != self.before

    def write(self, *, locks: Path) -> None:
        """Raises NotSaved, also if somebody has changed the file since it was read."""
        replace_file(file=self.path, locks=locks, expected=self.before, new=self.after)


def refreshed_templates(templates: Mapping[str, PoFile], locales: Locales) -> list[Refreshed]:
    """The template of each domain."""
    return [_refreshed(locales.template(domain), file) for domain, file in templates.items()]


def read_templates(locales: Locales) -> Mapping[str, PoFile]:
    """The templates as they are in the folder. Raises CannotSave for one that can't be read."""
    paths = sorted((locales.root / TEMPLATES).glob("*.pot"))
    return {path.stem: file for path in paths if (file := _current(path))}


def refreshed_languages(
    templates: Mapping[str, PoFile], locales: Locales, *, languages: Iterable[str], said: Said = NOTHING
) -> Iterator[Refreshed]:
    """Each language's file of each domain.

    Raises CannotSave for a file that can't be read.
    """
    for language in languages:
        for domain, template in templates.items():
            path = locales.file(language, domain)
            yield _refreshed(path, updated(template, _current(path), language=language, said=said))


def states(file: bytes) -> Mapping[State, int]:
    """How many messages in use are in each state."""
    found = [message.state for message in parse(file).messages if not message.obsolete]
    return {state: found.count(state) for state in State}


def _current(path: Path) -> PoFile | None:
    try:
        return parse(path.read_bytes()) if path.exists() else None
    except PoError as error:
        raise CannotSave(f"{path}:{error.line}: {error.wrong}; {error.instead}") from error


def _refreshed(path: Path, file: PoFile) -> Refreshed:
    return Refreshed(path, path.read_bytes() if path.exists() else None, bytes(file))
