"""What a game is once it has been read: immutable values, one set for each language.

Identity (ids of scenes, choices, endings, measures, openings, people, and the names of facts) is the same in every
language; only the texts differ.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from app.content.values import Html, Place, Segment, Text

LOWEST, HIGHEST = 0, 10
"""Between these a measure stays, whatever is added or taken."""

END = "ending"
"""The target of a way that leads to the ending whose conditions hold."""


@dataclass(frozen=True, slots=True)
class Fact:
    """Holds if `name` happened or, with `happened` false, if it didn't. The opening's id is a fact as well."""

    name: str
    happened: bool


@dataclass(frozen=True, slots=True)
class Bound:
    """Holds if the measure of that position is at most, or at least, `number`."""

    measure: int
    at: Literal["<=", ">="]
    number: int


@dataclass(frozen=True, slots=True)
class Chance:
    """Holds `times` in `of` cases, drawn from the luck that a run keeps."""

    times: int
    of: int


Test = Fact | Bound | Chance
Condition = tuple[tuple[Test, ...], ...]
"""Alternatives, of which one must hold whole. Without any it always holds."""

ALWAYS: Condition = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph that is shown where `when` holds. `html` is a whole block."""

    html: Html
    when: Condition


@dataclass(frozen=True, slots=True)
class Way:
    """Where a choice may lead: the id of a scene, or END."""

    to: str
    when: Condition


@dataclass(frozen=True, slots=True)
class LessonPlace:
    """A lesson of the course and, perhaps, a heading in it."""

    module: str
    lesson: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that can be done in a scene.

    `effects` has a whole number for each measure, in their order. `ways` are tried one after another, after the
    effects; the last is without condition. `consequence` is what follows, `lesson` the place that explains it.
    """

    key: str
    text: Text
    when: Condition
    effects: tuple[int, ...]
    happens: frozenset[str]
    undone: frozenset[str]
    ways: tuple[Way, ...]
    lesson: LessonPlace
    consequence: tuple[Paragraph, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Scene:
    """`art` is the name of a picture, `who` the id of a person who is there; both may be empty."""

    id: str
    title: Text
    art: str
    who: str
    text: tuple[Paragraph, ...]
    choices: tuple[Choice, ...]
    place: Place

    def choice(self, key: str) -> Choice | None:
        return next((each for each in self.choices if each.key == key), None)


@dataclass(frozen=True, slots=True)
class Ending:
    """How a story can end; of those whose `when` holds, it is the first in the order of the files."""

    id: str
    title: Text
    art: str
    who: str
    text: tuple[Paragraph, ...]
    when: Condition
    place: Place


@dataclass(frozen=True, slots=True)
class Named:
    """Something with a name and a sentence or two about it: a measure, a person."""

    id: str
    name: Text
    about: Html
    place: Place


@dataclass(frozen=True, slots=True)
class Opening:
    """Where a story can begin: its first scene, and the measures at its start in their order."""

    id: str
    name: Text
    about: Html
    scene: str
    start: tuple[int, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Game:
    """One game in one language. `minutes` is how long a run takes; `facilitator` the notes for talking about it.

    `art` holds its pictures as inline SVG, by their names.
    """

    id: str
    course: str
    language: str
    title: Text
    summary: Text
    minutes: int
    intro: Html
    facilitator: Html
    measures: tuple[Named, ...]
    openings: tuple[Opening, ...]
    people: tuple[Named, ...]
    scenes: Mapping[str, Scene]
    endings: tuple[Ending, ...]
    art: Mapping[str, Html]
    segments: tuple[Segment, ...]
    place: Place

    def opening(self, opening_id: str) -> Opening | None:
        return next((each for each in self.openings if each.id == opening_id), None)

    def ending(self, ending_id: str) -> Ending | None:
        return next((each for each in self.endings if each.id == ending_id), None)

    def person(self, person_id: str) -> Named | None:
        return next((each for each in self.people if each.id == person_id), None)
