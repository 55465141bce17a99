"""A message to those whom a table shows."""

from dataclasses import dataclass
from typing import ClassVar

from app.web.form_page import Field
from app.web.page import Link, Page


@dataclass(frozen=True, slots=True)
class Preview:
    """A letter as who reads a language will get it."""

    language: str
    name: str
    subject: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MessagePage(Page):
    """A message to exactly the people that a filter shows: written, then seen as they will get it, then sent."""

    template: ClassVar[str] = "message-form.html"

    heading: str
    problems: tuple[str, ...]
    to: str
    fields: tuple[Field, ...]
    previews: tuple[Preview, ...]
    hidden: tuple[tuple[str, str], ...]
    action: str
    back: Link
