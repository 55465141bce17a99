"""Playing a game: a state and a choice in, the next state out. The same ones always give the same."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from app.content.model import Html
from app.content.stories import END, HIGHEST, LOWEST, Bound, Chance, Choice, Condition, Fact, Game, Paragraph, Test, Way

LUCK_BYTES = 6
"""So that luck fits into a whole number of any database."""


class NotOpen(Exception):
    """The scene has no such choice, or it isn't open in this state."""


@dataclass(frozen=True, slots=True)
class State:
    """Where a run stands. `measures` are in the order of the game's, each from LOWEST to HIGHEST.

    Either `scene` or `ending` is an id, the other empty. `luck` decides what is left to chance in the next step.
    """

    scene: str
    measures: tuple[int, ...]
    facts: frozenset[str]
    luck: int
    ending: str = ""


def begin(game: Game, opening_id: str, luck: int) -> State:
    """The state in which a story of that opening begins. Raises KeyError for an opening that doesn't exist."""
    opening = game.opening(opening_id)
    if opening is None:
        raise KeyError(opening_id)
    return State(opening.scene, opening.start, frozenset({opening.id}), luck)


def open_choices(game: Game, state: State) -> tuple[Choice, ...]:
    """What can be done now; nothing at an ending, nor in a scene that the story doesn't have any more."""
    scene = game.scenes.get(state.scene)
    return tuple(each for each in scene.choices if holds(each.when, state)) if scene else ()


def choose(game: Game, state: State, key: str) -> State:
    """The state after a choice. Raises NotOpen."""
    choice = next((each for each in open_choices(game, state) if each.key == key), None)
    if choice is None:
        raise NotOpen(key)
    return follow(game, state, choice)


def follow(game: Game, state: State, choice: Choice) -> State:
    """The state after a choice, whether it is open or not."""
    after = State(
        state.scene,
        bounded(now + effect for now, effect in zip(state.measures, choice.effects, strict=True)),
        noted(state.facts, choice),
        state.luck,
    )
    target = _target(choice.ways, after)
    ending = next(each.id for each in game.endings if holds(each.when, after)) if target == END else ""
    scene = "" if ending else target
    return State(scene, after.measures, after.facts, _next_luck(state.luck), ending)


def noted(facts: frozenset[str], choice: Choice) -> frozenset[str]:
    """What has happened once that choice is made as well."""
    return (facts | choice.happens) - choice.undone


def _target(ways: Sequence[Way], state: State) -> str:
    """Where the first way leads that holds."""
    # Each way draws for itself, else a second "chance 1 in 2" would never come after a first.
    return next(
        way.to for place, way in enumerate(ways, start=1) if holds(way.when, replace(state, luck=_drawn(state, place)))
    )


def _drawn(state: State, place: int) -> int:
    return _hashed(state.luck.to_bytes(LUCK_BYTES, "big") + place.to_bytes(2, "big"))


def bounded(measures: Iterable[int]) -> tuple[int, ...]:
    return tuple(min(HIGHEST, max(LOWEST, each)) for each in measures)


def holds(condition: Condition, state: State) -> bool:
    return not condition or any(all(_is_so(test, state) for test in tests) for tests in condition)


def shown(paragraphs: Iterable[Paragraph], state: State) -> tuple[Html, ...]:
    """The paragraphs that are to be read in this state."""
    return tuple(each.html for each in paragraphs if holds(each.when, state))


def _is_so(test: Test, state: State) -> bool:
    match test:
        case Fact(name, happened):
            return (name in state.facts) == happened
        case Bound(measure, at, number):
            value = state.measures[measure]
            return value <= number if at == "<=" else value >= number
        case Chance(times, of):
            return state.luck % of < times


def _next_luck(luck: int) -> int:
    return _hashed(luck.to_bytes(LUCK_BYTES, "big"))


def _hashed(luck: bytes) -> int:
    return int.from_bytes(hashlib.sha256(luck).digest()[:LUCK_BYTES], "big")
