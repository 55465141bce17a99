"""What an exchanged file holds, whatever its format."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from app.content.po import Key, Message, PoFile
from app.content.po.message import FUZZY
from app.localisation.saving import comment_lines, fingerprint, storable


class CannotExchange(Exception):
    """A file that can't be made or used; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A message as a file brings it back.

    `ident` is the id that a format gave it, empty in PO. `exported` is the beginning of the state that the message
    had when it was exported, empty if the file doesn't tell.
    """

    key: Key
    translations: tuple[str, ...]
    fuzzy: bool = False
    comments: tuple[str, ...] = ()
    ident: str = ""
    exported: str = ""


@dataclass(frozen=True, slots=True)
class Incoming:
    """One domain of a file. `plural_forms` is what a PO header says, empty where there is none."""

    domain: str
    language: str
    units: tuple[Unit, ...]
    plural_forms: str = ""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One language's files by their domain."""

    language: str
    files: Mapping[str, PoFile]


@lru_cache(maxsize=16384)
def unit_id(domain: str, key: Key) -> str:
    """The same for a message in every export: 16 hexadecimal digits."""
    return hashlib.sha256(json.dumps([domain, *key]).encode()).hexdigest()[:16]


def state_of(message: Message) -> str:
    """The fingerprint of what a message says, however its translation is encoded or its comments are spaced."""
    flags = (FUZZY,) if is_fuzzy(message) else ()
    texts = tuple(storable(text) for text in message.translations)
    return fingerprint(
        replace(message, translations=texts, comments=tuple(comment_lines(message.comments)), flags=flags)
    )


def is_fuzzy(message: Message) -> bool:
    """As gettext sees it: what has no translation isn't fuzzy."""
    return message.fuzzy and bool(message.translations[0])
