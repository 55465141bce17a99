"""What a run came to by its decisions: which of them came back, and what others would have opened."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from app.content.games.playing import State, follow, holds, noted, open_choices, shown
from app.content.stories import Bound, Choice, Ending, Game, Scene

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
    """`place` counts the decisions from 0.

    `came_back` are the later scenes, and the ending, in which something else could have been read or done without it;
    `otherwise` are the scenes and endings that weren't met, and to which the story would have come. `counted` are the
    positions of the measures that decided the ending and that it changed towards it.
    """

    place: int
    made: Made
    came_back: tuple[Scene | Ending, ...]
    otherwise: tuple[Scene | Ending, ...]
    counted: tuple[int, ...]
    alternatives: tuple[Alternative, ...]

    @property
    def weight(self) -> int:
        opened = sum(len(each.opened) for each in self.alternatives)
        elsewhere = sum(each.to is not None for each in self.alternatives)
        # One change by two tells more than two by one.
        counted = sum(change_of(self.made, measure) ** 2 for measure in self.counted)
        endings = sum(isinstance(each, Ending) for each in self.otherwise)
        return 2 * (len(self.came_back) + len(self.otherwise) + endings + opened) + elsewhere + counted


def change_of(made: Made, measure: int) -> int:
    """What a decision changed in the measure of that position."""
    return made.after.measures[measure] - made.before.measures[measure]


def turning_points(game: Game, decisions: Sequence[Made]) -> tuple[TurningPoint, ...]:
    """The decisions that decided most, at most MOST, in their order."""
    points = (_point(game, decisions, place) for place in range(len(decisions)))
    heaviest = sorted((point for point in points if point.weight), key=lambda point: -point.weight)
    return tuple(sorted(heaviest[:MOST], key=lambda point: point.place))


def _point(game: Game, decisions: Sequence[Made], place: int) -> TurningPoint:
    made, later = decisions[place], _as_lived(decisions[place], decisions[place + 1 :])
    without = _with_facts(later, made.before.facts)
    return TurningPoint(
        place,
        made,
        tuple({each.id: each for each in _came_back(game, made, later, without)}.values()),
        tuple(_otherwise(game, decisions, later, without)),
        tuple(dict.fromkeys(_counted(game, made, decisions[-1].after))),
        tuple(_alternatives(game, decisions, made, later)),
    )


def _as_lived(made: Made, later: Sequence[Made]) -> Sequence[Made]:
    """The later decisions as far as they noted what the story notes today."""
    again = _with_facts(later, noted(made.before.facts, made.choice))
    pairs = takewhile(lambda pair: pair[0].after.facts == pair[1].after.facts, zip(later, again, strict=True))
    return [each for each, _ in pairs]


def _with_facts(later: Sequence[Made], facts: frozenset[str]) -> list[Made]:
    """The same decisions, had these facts been there before them."""
    found = []
    for each in later:
        after = noted(facts, each.choice)
        found.append(Made(replace(each.before, facts=facts), each.choice, replace(each.after, facts=after)))
        facts = after
    return found


def _place(state: State) -> tuple[str, str]:
    return state.scene, state.ending


def _met(decisions: Sequence[Made]) -> set[tuple[str, str]]:
    return {_place(decisions[0].before), *(_place(each.after) for each in decisions)}


def _came_back(game: Game, made: Made, later: Sequence[Made], without: Sequence[Made]) -> Iterator[Scene | Ending]:
    for each, other in zip(later, without, strict=True):
        scene, ending = game.scenes[each.before.scene], game.ending(each.after.ending)
        if _is_another(scene, each.before, other.before, made.choice):
            yield scene
        if ending and shown(ending.text, each.after) != shown(ending.text, other.after):
            yield ending


def _otherwise(
    game: Game, decisions: Sequence[Made], later: Sequence[Made], without: Sequence[Made]
) -> Iterator[Scene | Ending]:
    met = _met(decisions)
    for each, other in zip(later, without, strict=True):
        if _place(follow(game, each.before, each.choice)) != _place(each.after):
            # The way was another one when it was gone.
            continue
        after = follow(game, other.before, each.choice)
        place = game.scenes.get(after.scene) or game.ending(after.ending)
        if place and _place(after) not in met:
            yield place
        met.add(_place(after))


def _is_another(scene: Scene, before: State, without: State, choice: Choice) -> bool:
    """Whether something else could have been read or done there without a choice that was made."""
    if shown(scene.text, before) != shown(scene.text, without):
        return True
    return any(holds(each.when, before) != holds(each.when, without) for each in _others(scene, choice))


def _others(scene: Scene, choice: Choice) -> Iterator[Choice]:
    """The choices but those that note the same: that what is done can't be done once more is no news."""
    return (each for each in scene.choices if not each.happens & choice.happens)


def _counted(game: Game, made: Made, end: State) -> Iterator[int]:
    ending = game.ending(end.ending)
    decided = [tests for tests in ending.when if holds((tests,), end)][:1] if ending else []
    for test in (test for tests in decided for test in tests if isinstance(test, Bound)):
        change = change_of(made, test.measure)
        if change and (change < 0) == (test.at == "<="):
            yield test.measure


def _alternatives(game: Game, decisions: Sequence[Made], made: Made, later: Sequence[Made]) -> Iterator[Alternative]:
    """Where several would have led to one place, or opened one choice, the first of them does."""
    told, opened_by_now = _met(decisions), set[Opened]()
    for other in open_choices(game, made.before):
        if other.key == made.choice.key:
            continue
        state = follow(game, made.before, other)
        to = _place(state)
        opened = tuple(each for each in dict.fromkeys(_opened(game, made, other, later)) if each not in opened_by_now)
        if to not in told or opened:
            yield Alternative(other, None if to in told else state, opened)
        told.add(to)
        opened_by_now.update(opened)


def _opened(game: Game, made: Made, instead: Choice, later: Sequence[Made]) -> Iterator[Opened]:
    """The choices of later scenes that were closed, and would have been open after the other choice."""
    others = _with_facts(later, noted(made.before.facts, instead))
    for each, other in zip(later, others, strict=True):
        scene = game.scenes[each.before.scene]
        for choice in _others(scene, made.choice):
            if holds(choice.when, other.before) and not holds(choice.when, each.before):
                yield Opened(scene, choice)
