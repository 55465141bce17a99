"""What is wrong with a story that can only be seen by going through it."""

import random
from collections.abc import Iterator
from itertools import permutations

from app.content.games.exploring import MOST_KNOTS, Explored, Knot, TooLarge, explore, leading_to_an_end, settled
from app.content.games.sampling import sample
from app.content.problems import Report
from app.content.stories import END, Choice, Game, Scene

SAMPLE = 20_000
"""So many random runs are looked at where a story is too large to be explored whole."""


def check_story(game: Game, report: Report) -> None:
    """Report what no player meets, what nobody comes out of, and choices that are no choices.

    A story that is too large is sampled, which is said; then what wasn't met is only a warning.
    """
    try:
        found = explore(game)
    except TooLarge:
        _check_by_sample(game, report)
        return
    _check_unreached(found, report)
    _check_dead_ends(found, report)
    _check_loops(found, report)
    _check_endings(found, report)
    for scene in game.scenes.values():
        for better, worse in _dominating(scene, found):
            wrong = f'"{better.key}" is at least as good as "{worse.key}" in every measure, wherever both are open'
            report.error(worse.place, wrong, f'let "{better.key}" cost something that "{worse.key}" doesn\'t')


def _check_unreached(found: Explored, report: Report) -> None:
    for scene in found.territory.game.scenes.values():
        knots = list(found.knots(scene.id))
        if not knots:
            wrong = f'the scene "{scene.id}" is never reached'
            report.error(scene.place, wrong, "let a choice lead there, or remove it")
        for choice in scene.choices if knots else ():
            if not any(measures & found.territory.open(choice, knot) for knot, measures in knots):
                wrong = f'the choice "{choice.key}" is never available'
                report.error(choice.place, wrong, 'change its "when:", or remove it')


def _check_dead_ends(found: Explored, report: Report) -> None:
    """One example for each scene in which nothing may be open."""
    for scene in found.territory.game.scenes.values():
        for knot, measures in found.knots(scene.id) if scene.choices else ():
            closed = settled(found.territory, knot, measures)
            if closed:
                wrong = f'the scene "{scene.id}" is a dead end with {_example(found, knot, closed)}'
                report.error(scene.place, wrong, "leave one choice without condition")
                break


def _check_loops(found: Explored, report: Report) -> None:
    good = leading_to_an_end(found)
    stuck: dict[str, str] = {}
    for knot, measures in found.reached.items():
        if measures & ~good[knot]:
            stuck.setdefault(knot.scene, _example(found, knot, measures & ~good[knot]))
    for name, example in stuck.items():
        scene = found.territory.game.scenes[name]
        wrong = f'from the scene "{name}" no ending can be reached any more with {example}'
        report.error(scene.place, wrong, "lead out of the loop")


def _check_endings(found: Explored, report: Report) -> None:
    game = found.territory.game
    reached = {(knot.ending, fact) for knot, _ in found.knots(END) for fact in knot.facts}
    for ending in game.endings:
        missing = [opening.id for opening in game.openings if (ending.id, opening.id) not in reached]
        if len(missing) == len(game.openings):
            report.error(ending.place, f'nobody can reach the ending "{ending.id}"', 'change its "when:", or remove it')
        elif missing:
            wrong = f'nobody can reach the ending "{ending.id}" from {", ".join(missing)}'
            report.error(ending.place, wrong, 'change its "when:", or what those openings begin with')


def _dominating(scene: Scene, found: Explored) -> Iterator[tuple[Choice, Choice]]:
    """Pairs of which the first does at least as well in each measure, better in one, and is open with the second."""
    for better, worse in permutations(scene.choices, 2):
        pairs = list(zip(better.effects, worse.effects, strict=True))
        wins = all(one >= other for one, other in pairs) and better.effects != worse.effects
        if wins and _open_together(better, worse, found, scene.id):
            yield better, worse


def _open_together(one: Choice, other: Choice, found: Explored, scene: str) -> bool:
    territory = found.territory
    return any(
        measures & territory.open(one, knot) & territory.open(other, knot) for knot, measures in found.knots(scene)
    )


def _example(found: Explored, knot: Knot, measures: int) -> str:
    """One state, as the story writes it."""
    game, values = found.territory.game, found.territory.space.example(measures)
    told = [f"{measure.id} {value}" for measure, value in zip(game.measures, values, strict=True)]
    return ", ".join([*told, *sorted(knot.facts)])


def _check_by_sample(game: Game, report: Report) -> None:
    wrong = f"the story has more than {MOST_KNOTS} different situations, and only {SAMPLE} random runs were looked at"
    report.warning(game.place, wrong, "let fewer facts matter at the same time")
    seen = sample(game, SAMPLE, random.Random(game.id))
    for scene in game.scenes.values():
        for choice in scene.choices:
            if (scene.id, choice.key) not in seen.choices:
                report.warning(choice.place, f'"{choice.key}" was never chosen by chance', "look whether it can be")
    for name, scene in game.scenes.items():
        if seen.dead_ends[name]:
            report.error(scene.place, f'the scene "{name}" is a dead end', "leave one choice without condition")
        elif seen.unfinished[name]:
            wrong = f'runs by chance that came to no ending went round and round at the scene "{name}"'
            report.warning(scene.place, wrong, "look whether all can be come out of")
    for ending in game.endings:
        if not any(seen.endings[opening.id][ending.id] for opening in game.openings):
            wrong = f'the ending "{ending.id}" was never reached by chance'
            report.warning(ending.place, wrong, "look whether it can be")
