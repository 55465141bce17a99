"""`atsiv play`."""

import argparse
import random
from collections import Counter

from app.cli.telling import WELL, WRONG, Commands, complain
from app.content.games.sampling import Sample, sample
from app.content.library import read_english
from app.content.model import Course
from app.content.stories import HIGHEST, LOWEST, Game
from app.settings import settings_from

_MOST = 10_000_000


def add_play(commands: Commands) -> None:
    description = (
        "Play each game of the courses by chance, so many times, and report how often each ending is reached from each "
        "opening, how many decisions a run takes, and how the measures come out."
    )
    parser = commands.add_parser("play", help="play games by chance, and count", description=description)
    parser.add_argument("--random", type=_count, required=True, metavar="RUNS", help="how many runs of each game")
    parser.add_argument("--seed", type=int, default=0, help="where chance begins; the same gives the same runs")
    parser.set_defaults(run=_play)


def _count(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= _MOST:
        raise argparse.ArgumentTypeError(f"write a whole number from 1 to {_MOST}")
    return int(text)


def _play(chosen: argparse.Namespace) -> int:
    games = _games(read_english(settings_from().courses_dir))
    if not games:
        return complain("No course has a game.", status=WRONG)
    for game in games:
        _tell(game, sample(game, chosen.random, random.Random(chosen.seed)))  # noqa: S311 - nothing hangs on it
    return WELL


def _games(courses: tuple[Course, ...]) -> list[Game]:
    return [game for course in courses for game in course.games]


def _tell(game: Game, found: Sample) -> None:
    print(f"{game.title.plain}: {found.runs} random runs")
    openings = [opening.id for opening in game.openings]
    print(f"{'ending':24}{'all':>8}" + "".join(f"{opening:>16}" for opening in openings))
    for ending in game.endings:
        counts = [found.endings[opening][ending.id] for opening in openings]
        shares = map(_share, counts, (found.endings[opening].total() for opening in openings))
        print(f"{ending.id:24}{_share(sum(counts), found.runs):>8}" + "".join(f"{share:>16}" for share in shares))
    for scene, count in found.unfinished.items():
        print(f"not ended, in {scene}: {_share(count, found.runs)}")
    print(f"decisions: {_spread(found.steps)}")
    for measure, values in zip(game.measures, found.measures, strict=True):
        edges = (f"{_share(values[edge], found.runs)} at {edge}" for edge in (LOWEST, HIGHEST))
        print(f"{measure.id} at the end: {_spread(values)}; {', '.join(edges)}")


def _share(count: int, of: int) -> str:
    return f"{count / of:.1%}" if of else "–"


def _spread(counts: Counter[int]) -> str:
    """The least, the quartiles and the most of what was counted."""
    values = sorted(counts.elements())
    if not values:
        return "none"
    least, low, middle, high, most = (values[round(part * (len(values) - 1) / 4)] for part in range(5))
    return f"{least} to {most}, half of the runs {low} to {high}, middle {middle}"
