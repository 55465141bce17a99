"""Possible translation problems."""

from dataclasses import dataclass
from typing import ClassVar

from app.web.page import Link, Page


@dataclass(frozen=True, slots=True)
class ProblemRow:
    """A question that may be translated so that it is harder or easier; `where` it is in the language in question.

    `desk` leads to its texts, for who translates into that language.
    """

    where: Link
    desk: Link | None
    stem: str
    told: str
    shares: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemsPage(Page):
    """Possible translation problems, by what learners answered."""

    template: ClassVar[str] = "problems.html"

    heading: str
    rows: tuple[ProblemRow, ...]
    computed: str
