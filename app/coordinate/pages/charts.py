"""Drawn figures, each with its numbers as text."""

from dataclasses import dataclass

from app.web.page import Link


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a bar: `width` and `start` are percent of the whole; `kind` names how it is drawn."""

    kind: str
    label: str
    count: str
    start: str
    width: str
    to: Link


@dataclass(frozen=True, slots=True)
class Point:
    """How many had completed the course by the end of a day."""

    day: str
    count: str


@dataclass(frozen=True, slots=True)
class Curve:
    """Completions over time, as a line in a drawing of 100 by 40, and as a table; `due_x` is where the due date is."""

    line: str
    due_x: str
    due: str
    caption: str
    points: tuple[Point, ...]
