"""The translations of one language, as courses and pages use them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from app.content.edition import Translation
from app.content.locales import INTERFACE, Locales
from app.content.model import Place, Segment
from app.content.po import Key, Message, PoError, PoFile, State, parse
from app.content.problems import Problem

MEANING_CHANGED = "meaning changed"
"""A note (`#.`) on a stale translation that says something else than the English does now."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What can be shown. `domains` holds a course's segments, `interface` the site's words by their English.

    `faults` are the files that can't be read.
    """

    domains: Mapping[str, Mapping[Key, Translation]]
    interface: Mapping[str, tuple[str, ...]]
    faults: tuple[Problem, ...] = ()

    def translate(self, domain: str, segment: Segment) -> Translation | None:
        return self.domains.get(domain, {}).get(Key(segment.context, segment.source))


def read_catalogue(locales: Locales, language: str, before: Catalogue | None = None) -> Catalogue:
    """Every file of a language. In the place of one that can't be read stands what it said `before`."""
    before = before or Catalogue({}, {})
    domains: dict[str, Mapping[Key, Translation]] = {}
    faults = []
    interface: Mapping[str, tuple[str, ...]] = {}
    for domain, path in locales.files(language):
        try:
            messages = _parsed(path).by_key.values()
        except PoError as error:
            place = Place(f"{locales.root.name}/{path.relative_to(locales.root).as_posix()}", error.line)
            faults.append(Problem(place, error.wrong, error.instead))
            if domain == INTERFACE:
                interface = before.interface
            domains[domain] = before.domains.get(domain, {})
            continue
        if domain == INTERFACE:
            interface = {message.source: message.translations for message in messages if _shown(message)}
        else:
            domains[domain] = dict(_usable(messages))
    return Catalogue(domains, interface, tuple(faults))


def _parsed(path: Path) -> PoFile:
    """The file. Raises PoError if it is none, or holds nothing: then somebody is just writing it."""
    file = parse(path.read_bytes())
    if not file.header:
        raise PoError(1, "the file has no header", "write the whole file, or remove it")
    return file


def _usable(messages: Iterable[Message]) -> Iterator[tuple[Key, Translation]]:
    for message in messages:
        if _shown(message):
            yield message.key, Translation(message.translations[0], stale=message.state is State.STALE)


def _shown(message: Message) -> bool:
    if message.state is State.STALE:
        return MEANING_CHANGED not in message.notes
    return message.state is State.TRANSLATED
