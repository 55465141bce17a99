"""Every state that a story can come to, from each of its openings.

A knot is a scene with the facts that still matter there; it holds the set of the measures' values that it is reached
with. States that are equal in this are one, so that the search ends, in a story with loops as well.
"""

import heapq
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from app.content.games.linking import conditions_of, facts_in
from app.content.games.spaces import Space
from app.content.stories import END, Bound, Chance, Choice, Condition, Fact, Game, Test

MOST_KNOTS = 50_000
"""With more, a story is too large to be explored whole."""


class TooLarge(Exception):
    """The story has more than MOST_KNOTS knots."""


class Knot(NamedTuple):
    """`scene` is END where a story ended, and `ending` the id of how; else `ending` is empty."""

    scene: str
    facts: frozenset[str]
    ending: str = ""


class Move(NamedTuple):
    """A choice leads from the measures `before` in one knot to those `after` in another."""

    choice: Choice
    before: int
    after: int
    to: Knot


@dataclass(frozen=True, slots=True)
class Territory:
    """A story as a map of knots. `mattering` are the facts that are asked for in a scene or after it."""

    game: Game
    space: Space
    mattering: Mapping[str, frozenset[str]]

    def begin(self) -> Iterator[tuple[Knot, int]]:
        for opening in self.game.openings:
            yield self._knot(opening.scene, frozenset({opening.id})), self.space.of(opening.start)

    def open(self, choice: Choice, knot: Knot) -> int:
        """The measures with which the choice is open."""
        return self.where(choice.when, knot.facts)

    def moves(self, knot: Knot, combinations: int) -> Iterator[Move]:
        """Everything that can be done there with those measures."""
        scene = self.game.scenes.get(knot.scene)
        for choice in scene.choices if scene else ():
            before = combinations & self.open(choice, knot)
            if before:
                yield from self._moves_of(choice, knot, before)

    def where(self, condition: Condition, facts: frozenset[str]) -> int:
        """The measures with which a condition can hold, as far as it isn't left to chance."""
        if not condition:
            return self.space.all
        found = 0
        for tests in condition:
            found |= self._where_all(tests, facts)
        return found

    def _where_all(self, tests: tuple[Test, ...], facts: frozenset[str]) -> int:
        found = self.space.all
        for test in tests:
            if isinstance(test, Bound):
                found &= self.space.within(test)
            elif isinstance(test, Fact) and (test.name in facts) != test.happened:
                return 0
        return found

    def _moves_of(self, choice: Choice, knot: Knot, before: int) -> Iterator[Move]:
        left = self.space.moved(before, choice.effects)
        facts = (knot.facts | choice.happens) - choice.undone
        for way in choice.ways:
            after = left & self.where(way.when, facts)
            if not any(isinstance(test, Chance) for tests in way.when for test in tests):
                left &= ~after
            for to, part in self._targets(way.to, facts, after):
                yield Move(choice, before, part, to)

    def _targets(self, target: str, facts: frozenset[str], after: int) -> Iterator[tuple[Knot, int]]:
        if target != END:
            if after:
                yield self._knot(target, facts), after
            return
        for ending in self.game.endings:
            part = after & self.where(ending.when, facts)
            after &= ~part
            if part:
                yield self._knot(END, facts)._replace(ending=ending.id), part

    def _knot(self, scene: str, facts: frozenset[str]) -> Knot:
        return Knot(scene, facts & self.mattering.get(scene, frozenset()))


@dataclass(slots=True)
class Explored:
    """`reached` has the measures that each knot is reached with, from whichever opening."""

    territory: Territory
    reached: dict[Knot, int] = field(default_factory=dict)

    def knots(self, scene: str) -> Iterator[tuple[Knot, int]]:
        return ((knot, measures) for knot, measures in self.reached.items() if knot.scene == scene)


def explore(game: Game) -> Explored:
    """All states of the story. Raises TooLarge."""
    territory = Territory(game, Space(len(game.measures)), _mattering(game))
    found = Explored(territory)
    order = ranks(game)
    fresh: dict[Knot, int] = {}
    queue: list[tuple[int, int, Knot]] = []

    def arrive(knot: Knot, measures: int, sweep: int, origin: int) -> None:
        new = measures & ~found.reached.get(knot, 0)
        if not new:
            return
        if knot not in fresh:
            rank = order.get(knot.scene, len(order))
            # What leads back waits until the sweep is over, so that a loop is gone round with all at once.
            heapq.heappush(queue, (sweep + (rank <= origin), rank, knot))
        found.reached[knot] = found.reached.get(knot, 0) | new
        fresh[knot] = fresh.get(knot, 0) | new

    for knot, measures in territory.begin():
        arrive(knot, measures, 0, -1)
    while queue:
        sweep, rank, knot = heapq.heappop(queue)
        for move in territory.moves(knot, fresh.pop(knot)):
            arrive(move.to, move.after, sweep, rank)
        if len(found.reached) > MOST_KNOTS:
            raise TooLarge
    return found


def leading_to_an_end(found: Explored) -> Mapping[Knot, int]:
    """The measures with which each knot leads on to an ending, or to a scene in which nothing is open."""
    territory = found.territory
    good = {knot: settled(territory, knot, measures) for knot, measures in found.reached.items()}
    into: dict[Knot, list[tuple[Knot, Move]]] = {}
    for knot, measures in found.reached.items():
        for move in territory.moves(knot, measures):
            into.setdefault(move.to, []).append((knot, move))
    waiting = [knot for knot, measures in good.items() if measures]
    while waiting:
        knot = waiting.pop()
        for origin, move in into.get(knot, ()):
            back = territory.space.moved_from(move.after & good[knot], move.choice.effects) & move.before
            if back & ~good[origin]:
                good[origin] |= back
                waiting.append(origin)
    return good


def settled(territory: Territory, knot: Knot, measures: int) -> int:
    """Those of the measures with which nothing can be done in a knot."""
    scene = territory.game.scenes.get(knot.scene)
    going_on = 0
    for choice in scene.choices if scene else ():
        going_on |= territory.open(choice, knot)
    return measures & ~going_on


def targets(game: Game, scene: str) -> tuple[str, ...]:
    """The scenes that a scene leads to, and END, each once and in the order of its choices."""
    found = (way.to for choice in game.scenes[scene].choices for way in choice.ways)
    return tuple(dict.fromkeys(found))


def _mattering(game: Game) -> Mapping[str, frozenset[str]]:
    """The facts that are asked for in each scene or after it; the opening always matters."""
    openings = frozenset(opening.id for opening in game.openings)
    of_end = {fact for ending in game.endings for fact in facts_in(ending.when)}
    found = {END: openings | of_end}
    for scene in game.scenes.values():
        asked = (facts_in(condition) for choice in scene.choices for condition in conditions_of(choice))
        found[scene.id] = openings.union(*asked)
    changed = True
    while changed:
        changed = False
        for scene_id in game.scenes:
            wider = found[scene_id].union(*(found.get(target, frozenset()) for target in targets(game, scene_id)))
            changed = changed or wider != found[scene_id]
            found[scene_id] = wider
    return found


def ranks(game: Game) -> Mapping[str, int]:
    """Scenes in an order in which each comes after those that lead to it, as far as there are no loops."""
    done: dict[str, None] = {}
    seen: set[str] = set()
    stack = [(opening.scene, False) for opening in game.openings]
    while stack:
        scene, finished = stack.pop()
        if finished:
            done[scene] = None
        elif scene not in seen and scene in game.scenes:
            seen.add(scene)
            stack.append((scene, True))
            stack += [(target, False) for target in targets(game, scene)]
    return {scene: rank for rank, scene in enumerate(reversed(done))}
