"""In which language a course is read, and where its words come from."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from app.content.model import Segment

SOURCE_LANGUAGE = "en"


class Translation(NamedTuple):
    """A translation; `stale` if the English has changed since it was made."""

    text: str
    stale: bool = False


Translate = Callable[[str, Segment], Translation | None]
"""The translation of a segment in a domain (see `locales`); None where there is none, and the English is shown."""

Everywhere = Callable[[str, Segment], tuple[str, ...]]
"""The translations of a segment in all languages of the site."""

Mark = Callable[[str, Segment], Mapping[str, str]]
"""The attributes by which the translators' desk finds a segment of a domain on a page, the same wherever it stands."""


class Interface(Protocol):
    """The site's own words in the edition's language (gettext), with `{name}` replaced by the value of that name."""

    def __call__(self, message: str, /, **values: object) -> str: ...


def as_written(message: str, /, **values: object) -> str:
    """The English itself."""
    for name, value in values.items():
        message = message.replace(f"{{{name}}}", str(value))
    return message


def nowhere(_domain: str, _segment: Segment) -> tuple[str, ...]:
    return ()


@dataclass(frozen=True, slots=True)
class Edition:
    """One language of a course. Without `translate` it is the English itself.

    With `mark` it is for translators: every text carries its mark, and each is shown as far as it is translated, also
    those of a question, which readers see in one language.
    """

    language: str = SOURCE_LANGUAGE
    translate: Translate | None = None
    interface: Interface = as_written
    everywhere: Everywhere = nowhere
    mark: Mark | None = None


ENGLISH = Edition()
