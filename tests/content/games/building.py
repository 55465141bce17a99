"""Stories made for properties: strategies for small games, and what a plain search finds in them."""

import random
from collections.abc import Iterable, Iterator

from hypothesis import strategies as st

from app.content.games.playing import State, begin, choose, open_choices
from app.content.stories import (
    END,
    Bound,
    Chance,
    Choice,
    Condition,
    Ending,
    Fact,
    Game,
    LessonPlace,
    Named,
    Opening,
    Scene,
    Test,
    Way,
)
from app.content.values import Html, Place, Text

PLACE = Place("story.md", 1)
NONE = Text(Html(""), "")
SCENES, FACTS, OPENINGS = ("a", "b", "c", "d"), ("drum", "flag"), ("spring", "autumn")
LUCKS = range(200)
"""Enough for every outcome of what is drawn below."""

facts = st.builds(Fact, st.sampled_from([*FACTS, *OPENINGS]), st.booleans())
chances = st.sampled_from([Chance(1, 2), Chance(1, 3), Chance(2, 3)])


def chance(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 - what a test plays with


def bounds(measures: int) -> st.SearchStrategy[Bound]:
    return st.builds(Bound, st.integers(0, measures - 1), st.sampled_from(["<=", ">="]), st.integers(0, 10))


def tests(measures: int) -> st.SearchStrategy[tuple[Test, ...]]:
    return st.lists(facts | bounds(measures), min_size=1, max_size=2).map(tuple)


def conditions(measures: int) -> st.SearchStrategy[Condition]:
    return st.lists(tests(measures), max_size=2).map(tuple)


@st.composite
def ways(draw: st.DrawFn, measures: int) -> tuple[Way, ...]:
    targets = st.sampled_from([*SCENES, END])
    before = draw(st.lists(st.tuples(targets, tests(measures) | chances.map(lambda chance: (chance,))), max_size=2))
    return (*(Way(to, (when,)) for to, when in before), Way(draw(targets), ()))


@st.composite
def choices(draw: st.DrawFn, measures: int, key: str) -> Choice:
    return Choice(
        key=key,
        text=NONE,
        when=draw(conditions(measures)),
        effects=tuple(draw(st.lists(st.integers(-3, 3), min_size=measures, max_size=measures))),
        happens=draw(st.frozensets(st.sampled_from(FACTS), max_size=1)),
        undone=draw(st.frozensets(st.sampled_from(FACTS), max_size=1)),
        ways=draw(ways(measures)),
        lesson=LessonPlace("first", "start", ""),
        consequence=(),
        place=PLACE,
    )


@st.composite
def games(draw: st.DrawFn, most_measures: int = 2) -> Game:
    measures = draw(st.integers(1, most_measures))
    scenes = [Scene(name, NONE, "", "", (), _choices(draw, measures), PLACE) for name in SCENES]
    starts = st.lists(st.integers(0, 10), min_size=measures, max_size=measures).map(tuple)
    firsts = st.sampled_from(SCENES)
    conditional = Ending("one", NONE, "", "", (), (draw(tests(measures)),), PLACE)
    return Game(
        id="game",
        course="demo",
        language="en",
        title=NONE,
        summary=NONE,
        minutes=1,
        intro=Html(""),
        facilitator=Html(""),
        measures=tuple(Named(f"m{number}", NONE, Html(""), PLACE) for number in range(measures)),
        openings=tuple(Opening(name, NONE, Html(""), draw(firsts), draw(starts), PLACE) for name in OPENINGS),
        people=(),
        scenes={each.id: each for each in scenes},
        endings=(conditional, Ending("other", NONE, "", "", (), (), PLACE)),
        art={},
        segments=(),
        place=PLACE,
    )


def _choices(draw: st.DrawFn, measures: int) -> tuple[Choice, ...]:
    return tuple(draw(choices(measures, key)) for key in ("x", "y")[: draw(st.integers(1, 2))])


Steps = dict[State, set[State]]
"""The states that follow each state, all of them with no luck noted."""


def played_through(game: Game) -> Steps:
    """Every state that can be come to, found by playing on from each with each choice and much luck."""
    found: Steps = {}
    waiting = [begin(game, each.id, 0) for each in game.openings]
    while waiting:
        state = waiting.pop()
        if state not in found:
            found[state] = set(_next(game, state))
            waiting += found[state]
    return found


def _next(game: Game, state: State) -> Iterator[State]:
    for each in open_choices(game, state):
        for luck in LUCKS if _by_chance(each) else (0,):
            yield _with_luck(choose(game, _with_luck(state, luck), each.key), 0)


def _by_chance(choice: Choice) -> bool:
    return any(isinstance(test, Chance) for way in choice.ways for tests in way.when for test in tests)


def _with_luck(state: State, luck: int) -> State:
    return State(state.scene, state.measures, state.facts, luck, state.ending)


def coming_to_rest(steps: Steps) -> set[State]:
    """The states from which one can be come to in which nothing is left to do."""
    before: dict[State, set[State]] = {}
    for state, following in steps.items():
        for each in following:
            before.setdefault(each, set()).add(state)
    found: set[State] = set()
    waiting: Iterable[State] = [state for state, following in steps.items() if not following]
    while waiting:
        found.update(waiting)
        waiting = {origin for state in waiting for origin in before.get(state, ())} - found
    return found
