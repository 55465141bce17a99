"""What a run came to by its decisions: which of them came back, and what others would have opened."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.content.games.linking import facts_in
from app.content.games.playing import State, choose, holds, open_choices
from app.content.stories import Choice, Game, Scene

MOST = 4
"""So many turning points are told; with more, none would be one."""


@dataclass(frozen=True, slots=True)
class Made:
    """A decision with the states around it."""

    before: State
    choice: Choice
    after: State


@dataclass(frozen=True, slots=True)
class Opened:
    """A choice that stayed closed, in a scene that was passed."""

    scene: Scene
    choice: Choice


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another choice that was open.

    `to` is the state that it would have led to, if that is a scene or an ending that wasn't met on the way that was
    taken; `opened` is what it would have opened on that way.
    """

    choice: Choice
    to: State | None
    opened: tuple[Opened, ...]


@dataclass(frozen=True, slots=True)
class TurningPoint:
    """`place` counts the decisions from 0; `came_back` are the later scenes in which it decided what could be done."""

    place: int
    made: Made
    came_back: tuple[Scene, ...]
    alternatives: tuple[Alternative, ...]

    @property
    def weight(self) -> int:
        elsewhere = sum(each.to is not None for each in self.alternatives)
        return 2 * len(self.came_back) + 2 * sum(len(each.opened) for each in self.alternatives) + elsewhere


def turning_points(game: Game, decisions: Sequence[Made]) -> tuple[TurningPoint, ...]:
    """The decisions that decided most, at most MOST, in their order."""
    points = (_point(game, decisions, place) for place in range(len(decisions)))
    heaviest = sorted((point for point in points if point.weight), key=lambda point: -point.weight)
    return tuple(sorted(heaviest[:MOST], key=lambda point: point.place))


def _point(game: Game, decisions: Sequence[Made], place: int) -> TurningPoint:
    made, later = decisions[place], decisions[place + 1 :]
    came_back = (game.scenes[each.before.scene] for each in later if _decided(made.choice, each, game))
    others = (each for each in open_choices(game, made.before) if each.key != made.choice.key)
    alternatives = tuple(each for each in (_alternative(game, made, other, later) for other in others) if each)
    return TurningPoint(place, made, tuple(came_back), alternatives)


def _decided(choice: Choice, later: Made, game: Game) -> bool:
    """Whether what happened by a choice opened or closed anything in a later scene, or led on from there."""
    facts = choice.happens | choice.undone
    scene = game.scenes[later.before.scene]
    conditions = [*(each.when for each in scene.choices), *(way.when for way in later.choice.ways)]
    return any(facts & facts_in(condition) for condition in conditions)


def _alternative(game: Game, made: Made, other: Choice, later: Sequence[Made]) -> Alternative | None:
    state = choose(game, made.before, other.key)
    met = {(each.after.scene, each.after.ending) for each in (made, *later)}
    elsewhere = (state.scene, state.ending) not in met
    opened = tuple(_opened(game, other, later))
    return Alternative(other, state if elsewhere else None, opened) if elsewhere or opened else None


def _opened(game: Game, other: Choice, later: Sequence[Made]) -> Iterator[Opened]:
    """The choices of later scenes that were closed, and would have been open after the other choice."""
    for each in later:
        facts = (each.before.facts | other.happens) - other.undone
        would = State(each.before.scene, each.before.measures, facts, each.before.luck)
        scene = game.scenes[each.before.scene]
        for choice in scene.choices:
            if holds(choice.when, would) and not holds(choice.when, each.before):
                yield Opened(scene, choice)
