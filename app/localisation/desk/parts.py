"""The texts of a domain in the order of the pages, part by part."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePosixPath

from app.content.locales import INTERFACE
from app.content.po import Message, PoFile
from app.localisation.exchange.units import unit_id


@dataclass(frozen=True, slots=True)
class Text:
    """One message that is in use. `id` is the same in every export, `place` counts from 0 in its file.

    `parts` are the ids of the parts it stands in.
    """

    id: str
    message: Message
    place: int
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """What is translated at a stretch: one English file of a course, or one folder of the program.

    `id` is the file's name without its ending, `title` the message that names it, where there is one.
    """

    id: str
    file: str
    title: Message | None
    texts: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Domain:
    """A domain's texts, by their ids, and its parts, which share some. `sign` is another when its English is."""

    id: str
    texts: Mapping[str, Text]
    parts: tuple[Part, ...]
    sign: int

    def part(self, part_id: str) -> Part | None:
        return next((part for part in self.parts if part.id == part_id), None)

    def of_part(self, part_id: str) -> tuple[Text, ...]:
        """The texts of a part; of all, if none is named."""
        part = self.part(part_id)
        return part.texts if part else tuple(self.texts.values())


def domain_of(domain: str, file: PoFile) -> Domain:
    """The texts and parts of a file, in its order, which is that of the template and of the pages."""
    texts: dict[str, Text] = {}
    by_part: dict[str, tuple[str, list[Text]]] = {}
    for place, message in enumerate(file.by_key.values()):
        files = {part_id(domain, name): name for name in message.references}
        text = Text(unit_id(domain, message.key), message, place, tuple(files))
        texts[text.id] = text
        for each, name in files.items():
            by_part.setdefault(each, (name, []))[1].append(text)
    parts = (Part(each, name, _title(found), tuple(found)) for each, (name, found) in by_part.items())
    return Domain(domain, texts, tuple(parts), hash(tuple(texts)))


@lru_cache(maxsize=1024)
def part_id(domain: str, file: str) -> str:
    """A part's name in addresses, from the file that a message refers to."""
    path = PurePosixPath(file)
    if domain == INTERFACE:
        return path.parts[1] if len(path.parts) > 2 else "other"
    return path.stem


def _title(texts: Iterable[Text]) -> Message | None:
    """The message that is the title of a course, a module or a lesson."""
    contexts = ((text.message.context.split("/"), text.message) for text in texts)
    return next((message for names, message in contexts if names[0] == "meta" and names[-1] == "title"), None)
