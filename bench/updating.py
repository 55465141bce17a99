"""How long it takes to bring a language up to date, beside gettext's own program."""

import random
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from app.content.po import Message, PoFile, new_file, parse
from app.localisation.templates import header
from app.localisation.updating import updated
from bench.servers import PROJECT

MESSAGES: Final = 3_000
_EDITED, _NEW, _REMOVED = 150, 150, 90
_LANGUAGE: Final = "pl"


@dataclass(frozen=True, slots=True)
class Updating:
    """Seconds for the same files."""

    own: float
    msgmerge: float


def measure_updating(folder: Path, chance: random.Random) -> Updating:
    """Of 3,000 shipped messages 150 are edited by a word, 90 are removed and 150 are new."""
    before = list({message.key: message for message in _messages()}.values())[:MESSAGES]
    current = new_file(header(_LANGUAGE, "nplurals=3; plural=(n==1 ? 0 : 1);"), before)
    template = new_file(header(), _changed(before, chance))
    began = time.perf_counter()
    bytes(updated(template, current, language=_LANGUAGE))
    own = time.perf_counter() - began
    return Updating(own, _msgmerge(folder, template, current))


def _messages() -> Iterator[Message]:
    for path in sorted((PROJECT / "locales" / _LANGUAGE / "LC_MESSAGES").glob("*.po")):
        yield from (message for message in parse(path.read_bytes()).by_key.values() if not message.plural)


def _changed(before: list[Message], chance: random.Random) -> list[Message]:
    """The English of today, in which a translator has done nothing yet."""
    edited = set(chance.sample(range(len(before)), _EDITED))
    empty = [replace(message, translations=("",)) for message in before]
    wanted = [_edited(message, chance) if place in edited else message for place, message in enumerate(empty)]
    for place in sorted(chance.sample(range(len(wanted)), _REMOVED), reverse=True):
        del wanted[place]
    for _ in range(_NEW):
        words = chance.choice(before).source.split()
        chance.shuffle(words)
        wanted.insert(chance.randrange(len(wanted)), Message("", " ".join(words) + " again"))
    return list({message.key: message for message in wanted}.values())


def _edited(message: Message, chance: random.Random) -> Message:
    words = message.source.split(" ")
    words[chance.randrange(len(words))] += "x"
    return replace(message, source=" ".join(words))


def _msgmerge(folder: Path, template: PoFile, current: PoFile) -> float:
    files = folder / "current.po", folder / "template.pot"
    for file, content in zip(files, (current, template), strict=True):
        file.write_bytes(bytes(content))
    began = time.perf_counter()
    subprocess.run(["msgmerge", "--quiet", "--previous", "-o", "/dev/null", *files], check=True)
    return time.perf_counter() - began
