"""What translators work on, made from the files and kept for as long as they stay as they are."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from app.content.edition import SOURCE_LANGUAGE
from app.content.library import Library
from app.content.locales import Locales, course_domain, module_domain
from app.content.po import PoFile
from app.localisation.checks.right import right_options
from app.localisation.desk.checking import Checker, Known, checker
from app.localisation.desk.memory import Memory, memory_of
from app.localisation.desk.opened import OpenFiles
from app.localisation.desk.parts import Domain, domain_of
from app.localisation.desk.terms import Terms, read_terms
from app.localisation.saving import CannotSave

GLOSSARY = "glossary.csv"


@dataclass(frozen=True, slots=True)
class Workbench:
    """The locale files with what belongs to them; `locks` is the folder of their locks, `courses` that of the English.

    What is made from a file is kept until the file is another one.
    """

    locales: Locales
    locks: Path
    courses: Path
    files: OpenFiles
    _domains: dict[tuple[str, str], tuple[PoFile, Domain]] = field(default_factory=dict)
    _failing: dict[tuple[str, str], Known] = field(default_factory=dict)
    _memories: dict[str, tuple[tuple[int, ...], Memory]] = field(default_factory=dict)
    _terms: dict[int, Terms] = field(default_factory=dict)

    def domain(self, target: str, domain: str) -> Domain:
        """Raises NoSuchFile and CannotSave as `OpenFiles.file` does."""
        file = self.files.file(target, domain)
        kept = self._domains.get((target, domain))
        if kept is None or kept[0] is not file:
            kept = self._domains[target, domain] = (file, domain_of(domain, file))
        return kept[1]

    def domains(self, target: str, library: Library) -> Mapping[str, Domain]:
        """Every domain of a language that can be read, by its id, in the order of the courses.

        The site's own words come last.
        """
        order = {name: place for place, name in enumerate(_in_order(library))}
        found = sorted(self.files.domains(target), key=lambda name: (order.get(name, len(order)), name))
        domains: dict[str, Domain] = {}
        for each in found:
            with suppress(CannotSave):
                domains[each] = self.domain(target, each)
        return domains

    def broken(self, target: str) -> tuple[str, ...]:
        """What is wrong with the files of a language that can't be read."""
        return tuple(filter(None, (self._wrong(target, each) for each in self.files.domains(target))))

    def _wrong(self, target: str, domain: str) -> str:
        try:
            self.domain(target, domain)
        except CannotSave as trouble:
            return str(trouble)
        return ""

    def checker(self, target: str, domain: Domain, library: Library) -> Checker:
        english = [course[SOURCE_LANGUAGE] for course in library.courses.values() if SOURCE_LANGUAGE in course]
        return checker(target, domain, right_options(english).get(domain.id, frozenset()))

    def failing(self, target: str, domain: Domain, library: Library) -> frozenset[str]:
        """The ids of texts in which a check finds an error or a warning."""
        known = self._failing.setdefault((target, domain.id), {})
        return self.checker(target, domain, library).failing(known)

    def memory(self, target: str, domains: Mapping[str, Domain]) -> Memory:
        """An index of the English, which stays the same while translations are saved."""
        signs = tuple(domain.sign for domain in domains.values())
        kept = self._memories.get(target)
        if kept is None or kept[0] != signs:
            kept = self._memories[target] = (signs, memory_of(domains.values()))
        return kept[1]

    def terms(self) -> Terms:
        """The glossary as it is now."""
        file = self.locales.root / GLOSSARY
        changed = file.stat().st_mtime_ns if file.exists() else 0
        if changed not in self._terms:
            self._terms.clear()
            self._terms[changed] = read_terms(file)
        return self._terms[changed]


def _in_order(library: Library) -> Iterator[str]:
    for course_id, editions in library.courses.items():
        yield course_domain(course_id)
        english = editions[SOURCE_LANGUAGE]
        yield from (module_domain(course_id, module.id) for module in english.modules)
        yield from (module_domain(course_id, game.id) for game in english.games)


def workbench(locales: Locales, *, locks: Path, courses: Path) -> Workbench:
    return Workbench(locales, locks, courses, OpenFiles(locales))
