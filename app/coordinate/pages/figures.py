"""The statistics of questions, and the report to a funder."""

from dataclasses import dataclass
from typing import ClassVar

from app.coordinate.pages.charts import Curve, Share
from app.web.form_page import Field
from app.web.page import Fact, Page


@dataclass(frozen=True, slots=True)
class OptionLine:
    """An option and how often it was chosen; `right` tells whether it is right."""

    text: str
    count: str
    right: str


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """A question with its figures. `low` and `width` place the interval of the share right on a bar of 100."""

    stem: str
    reading: str
    facts: tuple[Fact, ...]
    options: tuple[OptionLine, ...]
    low: str
    width: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionsPage(Page):
    """Which questions of a quiz are hard."""

    template: ClassVar[str] = "questions.html"

    heading: str
    filters: tuple[Field, ...]
    action: str
    outcome: str
    quiz: tuple[Fact, ...]
    quiz_reading: str
    questions: tuple[QuestionLine, ...]


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A line of a funder's report, for a group or, in the last, for all."""

    head: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReportTable:
    """One kind of figures, by group and language."""

    caption: str
    rows: tuple[ReportRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FunderPage(Page):
    """A report for whoever pays: numbers without names, made for printing."""

    template: ClassVar[str] = "funder.html"

    heading: str
    intro: tuple[str, ...]
    shares: tuple[Share, ...]
    curve: Curve | None
    tables: tuple[ReportTable, ...]
    spoken: tuple[str, ...]
    notes: tuple[str, ...]
