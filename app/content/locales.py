"""Where translations lie: a folder of PO files for each language, one file for each domain."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

INTERFACE = "interface"
"""The domain of the site's own words; no course may have this id."""

MESSAGES = "LC_MESSAGES"
TEMPLATES = "templates"


def course_domain(course: str) -> str:
    """What belongs to a course as a whole: its title, its glossary."""
    return course


def module_domain(course: str, module: str) -> str:
    """What belongs to one module. No id holds a dot, so no two domains have one name."""
    return f"{course}.{module}"


@dataclass(frozen=True, slots=True)
class Locales:
    """The folder `locales/`: `<language>/LC_MESSAGES/<domain>.po`, and the templates in `templates/<domain>.pot`."""

    root: Path

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that have a folder, sorted by their codes."""
        return tuple(sorted(path.parent.name for path in self.root.glob(f"*/{MESSAGES}") if path.is_dir()))

    def file(self, language: str, domain: str) -> Path:
        return self.root / language / MESSAGES / f"{domain}.po"

    def template(self, domain: str) -> Path:
        return self.root / TEMPLATES / f"{domain}.pot"

    def files(self, language: str) -> Iterator[tuple[str, Path]]:
        """Each domain that the language has a file for, with the file, sorted."""
        for path in sorted((self.root / language / MESSAGES).glob("*.po")):
            # Editors keep files of their own beside the one that is open: locks, copies.
            if not path.name.startswith(".") and path.is_file():
                yield path.stem, path
