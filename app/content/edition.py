"""In which language a course is read, and where its words come from."""

from collections.abc import Callable
from dataclasses import dataclass

from app.content.model import Segment

SOURCE_LANGUAGE = "en"

Translate = Callable[[Segment], str | None]
"""A segment's translation; None where there is none, and the English is shown."""

Interface = Callable[[str], str]
"""The site's own words in the edition's language (gettext)."""


def as_written(message: str) -> str:
    return message


@dataclass(frozen=True, slots=True)
class Edition:
    """One language of a course. Without `translate` it is the English itself."""

    language: str = SOURCE_LANGUAGE
    translate: Translate | None = None
    interface: Interface = as_written


ENGLISH = Edition()
