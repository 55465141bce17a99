"""The pages of a game. Every field is a finished value: templates only lay out."""

from dataclasses import dataclass
from typing import ClassVar

from app.content.model import Html
from app.web.page import Link, Page


@dataclass(frozen=True, slots=True)
class OpeningCard:
    """Where a story can begin; `key` is sent by its button."""

    key: str
    name: Html
    about: Html


@dataclass(frozen=True, slots=True)
class RunRow:
    """An earlier story: when it ended, where it began, and how it ended."""

    href: str
    when: str
    result: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StartPage(Page):
    """Before a story: what it is and where it can begin. `going_on` leads into the one that is open."""

    template: ClassVar[str] = "game_start.html"

    heading: str
    picture: Html
    summary: Html
    minutes: str
    intro: Html
    going_on: Link | None
    note: str
    action: str
    token: str
    openings: tuple[OpeningCard, ...]
    measures: tuple[tuple[Html, Html], ...]
    met: str
    runs: tuple[RunRow, ...]


@dataclass(frozen=True, slots=True)
class Gauge:
    """A measure as it stands: its share of the bar in tenths, before and now, and the same in words."""

    name: Html
    before: int
    now: int
    words: str


@dataclass(frozen=True, slots=True)
class Aftermath:
    """What followed from the last decision: `changes` are sentences; `lesson` explains it."""

    decided: Html
    text: tuple[Html, ...]
    changes: tuple[str, ...]
    lesson: Link | None


@dataclass(frozen=True, slots=True)
class Offer:
    """A choice on its button."""

    key: str
    text: Html


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenePage(Page):
    """One scene of an open run. `step` is sent along, so that a decision counts once."""

    template: ClassVar[str] = "game_scene.html"

    note: str
    aftermath: Aftermath | None
    picture: Html
    portrait: Html
    person: Html
    about: Html
    heading: Html
    text: tuple[Html, ...]
    action: str
    token: str
    step: int
    offers: tuple[Offer, ...]
    gauges: tuple[Gauge, ...]


@dataclass(frozen=True, slots=True)
class Stop:
    """One decision on the way that was taken; `n` is sent by the button that plays again from here."""

    n: int
    scene: Html
    decided: Html
    changes: str


@dataclass(frozen=True, slots=True)
class Turn:
    """A turning point: the scene, what was decided there, and sentences on what came of it and what else could have.

    `n` is sent by the button that plays again from here.
    """

    n: int
    scene: Html
    decided: Html
    told: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Trend:
    """How one measure went: `line` are the corners of its curve, `words` the same in words."""

    name: Html
    line: str
    words: str


@dataclass(frozen=True, slots=True)
class Map:
    """The way through the story as a drawing: all scenes as `dots`, the `way` through them, in a box of this size.

    `met` are the dots on the way, `end` the place of the last.
    """

    width: int
    height: int
    dots: str
    way: str
    met: str
    end: tuple[int, int]
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EndPage(Page):
    """A story that is over, by an ending or because it was left for another."""

    template: ClassVar[str] = "game_end.html"

    note: str
    aftermath: Aftermath | None
    label: str
    picture: Html
    heading: Html
    text: tuple[Html, ...]
    met: str
    again: Link
    turns: tuple[Turn, ...]
    trends: tuple[Trend, ...]
    map: Map
    stops: tuple[Stop, ...]
    action: str
    token: str
    lessons: tuple[Link, ...]
    onward: Link
