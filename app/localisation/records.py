"""What the database keeps of translating, as values."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from app.content.po import Previous


class Where(NamedTuple):
    """A text: the language it is translated into, its domain, and its id."""

    target: str
    domain: str
    text: str


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody typed and didn't finish; `expected` is the fingerprint of what they started from."""

    texts: tuple[str, ...]
    expected: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A better translation, as somebody thinks. `name` is theirs, None if their account is gone.

    `source` is the English that it is for, `before` the translation that it is meant to replace. `state` is open,
    accepted or declined, the latter for a `reason`.
    """

    id: int
    where: Where
    source: str
    before: tuple[str, ...]
    texts: tuple[str, ...]
    note: str
    author: str
    name: str | None
    at: datetime
    state: str
    reason: str


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment on a text. One that `asks` the author is open until it was settled."""

    id: int
    where: Where
    words: str
    asks: bool
    name: str | None
    at: datetime
    settled_at: datetime | None


@dataclass(frozen=True, slots=True)
class Edit:
    """A change that somebody made through the site; see `tables.Edit`."""

    id: int
    where: Where
    context: str
    source: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    from_state: str
    to_state: str
    was_fuzzy: bool
    was_of: Previous | None
    how: str
    author: str
    name: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file that somebody brought."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Look:
    """When somebody looked last, and what the texts were then."""

    snapshot: bytes
    at: datetime


def as_json(texts: tuple[str, ...]) -> str:
    return json.dumps(list(texts), ensure_ascii=False)


def from_json(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text))
