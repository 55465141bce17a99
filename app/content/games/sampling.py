"""Playing by chance, many times: how often each ending is reached, and how the measures come out."""

import random
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from app.content.games.playing import LUCK_BYTES, begin, choose, open_choices
from app.content.stories import Game

MOST_STEPS = 1000
"""A run that hasn't ended by then goes round in circles, and is counted as unfinished."""


@dataclass(frozen=True, slots=True)
class Sample:
    """What random runs came to.

    `endings` counts them by opening and ending, `steps` the runs by their number of decisions, `choices` how often each
    choice was made by (scene, key), `measures` for each measure the runs by its last value. `unfinished` are those that
    came to no ending, by the scene where they stood, `dead_ends` those of them for which nothing was open there.
    """

    runs: int
    endings: Mapping[str, Counter[str]]
    steps: Counter[int] = field(default_factory=Counter)
    choices: Counter[tuple[str, str]] = field(default_factory=Counter)
    measures: tuple[Counter[int], ...] = ()
    unfinished: Counter[str] = field(default_factory=Counter)
    dead_ends: Counter[str] = field(default_factory=Counter)


def sample(game: Game, runs: int, chance: random.Random) -> Sample:
    """`runs` runs, begun at each opening in turn, in which every open choice is equally likely."""
    found = Sample(
        runs,
        endings={opening.id: Counter() for opening in game.openings},
        measures=tuple(Counter() for _ in game.measures),
    )
    for number in range(runs):
        _play(game, game.openings[number % len(game.openings)].id, chance, found)
    return found


def _play(game: Game, opening: str, chance: random.Random, found: Sample) -> None:
    state = begin(game, opening, chance.getrandbits(8 * LUCK_BYTES))
    steps = 0
    while not state.ending:
        choices = open_choices(game, state)
        if not choices or steps == MOST_STEPS:
            found.unfinished[state.scene] += 1
            found.dead_ends[state.scene] += not choices
            return
        choice = chance.choice(choices)
        found.choices[state.scene, choice.key] += 1
        state = choose(game, state, choice.key)
        steps += 1
    found.endings[opening][state.ending] += 1
    found.steps[steps] += 1
    for counter, value in zip(found.measures, state.measures, strict=True):
        counter[value] += 1
