"""A message of a PO file."""

from dataclasses import dataclass, replace
from enum import Enum
from typing import NamedTuple

FUZZY = "fuzzy"


class Key(NamedTuple):
    """What a message is known by: its context (msgctxt, empty where it has none) and its source (msgid)."""

    context: str
    source: str


class State(Enum):
    """How far a translation is.

    STALE is a translation of an earlier English, which the message still holds; UNREADY is marked as needing work
    for another reason; EMPTY lacks the translation or one of its plural forms.
    """

    TRANSLATED = "translated"
    STALE = "stale"
    UNREADY = "unready"
    EMPTY = "empty"


class Previous(NamedTuple):
    """The English that a stale translation was made from (`#|`)."""

    context: str
    source: str
    plural: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """One message. `plural` is the English plural (msgid_plural), empty where there is none.

    `translations` are the plural forms, one where there is no plural. `comments` are a translator's own (`#`),
    `notes` come with the template (`#.`), `references` name files (`#:`), `flags` are those of `#,`.
    """

    context: str
    source: str
    plural: str = ""
    translations: tuple[str, ...] = ("",)
    comments: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    previous: Previous | None = None
    obsolete: bool = False

    @property
    def key(self) -> Key:
        return Key(self.context, self.source)

    @property
    def fuzzy(self) -> bool:
        return FUZZY in self.flags

    @property
    def state(self) -> State:
        if not all(self.translations):
            return State.EMPTY
        if not self.fuzzy:
            return State.TRANSLATED
        return State.STALE if self.previous else State.UNREADY

    @property
    def is_header(self) -> bool:
        return not self.source and not self.context and not self.obsolete

    def translated(self, translations: tuple[str, ...]) -> "Message":
        """The same with a finished translation."""
        return replace(self, translations=translations, flags=_without_fuzzy(self.flags), previous=None)

    def marked_stale(self, previous: Previous) -> "Message":
        """The same as a translation of `previous`; if it was stale already, of what it was made from."""
        before = self.previous if self.fuzzy and self.previous else previous
        return replace(self, flags=(FUZZY, *_without_fuzzy(self.flags)), previous=before)


def _without_fuzzy(flags: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(flag for flag in flags if flag != FUZZY)
