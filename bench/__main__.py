"""The command: fills a database, measures, and prints the figures beside what is aimed at."""

import platform
import random
import shutil
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Final

from app.content.library import load as load_courses
from app.content.locales import Locales
from app.content.model import Course
from bench.changing import seconds_until_translated, seconds_until_written
from bench.filling import STEPS_EACH, fill
from bench.load import CONNECTIONS
from bench.measuring import ROUNDS, SECONDS, Kind, Unsound, kinds, measure, of_english
from bench.servers import PROJECT, Server, real_server
from bench.updating import MESSAGES, Updating, measure_updating

_LEARNERS: Final = 10_000
_MEMORY: Final = 110
_READY: Final = 2.0
_GREEK: Final = 0.95
_LANGUAGES: Final = 60
_UPDATING: Final = 0.4
_LIVE: Final = 2.0
_AUTHOR: Final = 1.0


def main() -> int:
    if shutil.which("wrk") is None:
        print("wrk, which makes the load, is missing. On Debian: apt-get install wrk", file=sys.stderr)
        return 1
    try:
        with TemporaryDirectory(prefix="atsiv-bench-") as folder:
            _measure(Path(folder))
    except Unsound as error:
        print(f"The figures would mean nothing. {error}", file=sys.stderr)
        return 1
    return 0


def _measure(folder: Path) -> None:
    course, greek = _course("en"), _course("el")
    database, chance = folder / "atsiv.sqlite3", random.Random(1)
    began = time.perf_counter()
    learners = fill(database, course, learners=_LEARNERS, chance=chance)
    print(
        f"{_LEARNERS:,} learners with {_LEARNERS * STEPS_EACH:,} steps written in {time.perf_counter() - began:.0f} s. "
        f"{CONNECTIONS} connections, {ROUNDS} rounds of {SECONDS} s each, bare and real in turn …",
        flush=True,
    )
    first = _first_start(folder / "first", PROJECT / "locales")
    alone = _second_start(folder / "alone", folder / "no-locales")
    with real_server(folder):
        pass  # Every start but the first finds what the first has read.
    with real_server(folder) as server:
        languages = server.memory() - alone
        measured = kinds(course, greek, learners, chance)
        measure(measured, server, folder, database)
        _print(measured)
        _print_server(server, first, languages)
    _print_updating(measure_updating(folder, chance))
    _print_changing(folder)
    print(f"\nPython {platform.python_version()} on {platform.machine()}. Only the ratios travel to other machines.")


def _first_start(data: Path, locales: Path) -> float:
    """Seconds until a site is ready that was never started before."""
    data.mkdir()
    with real_server(data, locales=locales) as server:
        return server.ready_after


def _second_start(data: Path, locales: Path) -> float:
    """Megabytes that a site holds, which was started before."""
    locales.mkdir()
    _first_start(data, locales)
    with real_server(data, locales=locales) as server:
        return server.memory()


def _course(language: str) -> Course:
    (languages,) = load_courses(PROJECT / "courses", Locales(PROJECT / "locales")).courses.values()
    return languages[language]


def _print(measured: Sequence[Kind]) -> None:
    print(f"\n{'':34}{'ratio':>6} {'target':>6}   {'real/s':>7} {'bare/s':>7}   {'median':>8} {'p99':>8}")
    for kind in measured:
        own, bare = [run[0] for run in kind.runs], [run[1] for run in kind.runs]
        print(
            f"{kind.name:34}{kind.ratio:6.3f} ≥{kind.target:5.2f}   "
            f"{median(run.rate for run in own):7,.0f} {median(run.rate for run in bare):7,.0f}   "
            f"{median(run.median for run in own):5.1f} ms {median(run.p99 for run in own):5.1f} ms"
        )

    print(f"{'Greek, of English':34}{of_english(measured):6.3f} ≥{_GREEK:5.2f}")


def _print_server(server: Server, first: float, languages: float) -> None:
    print(f"\n{'memory after the load':34}{server.memory():6.0f} ≤ {_MEMORY} MB")
    print(f"{'four languages more add':34}{languages:6.0f} ≤ {_LANGUAGES} MB")
    print(f"{'ready after the start':34}{server.ready_after:6.2f} ≤ {_READY} s")
    print(f"{'… and after the very first':34}{first:6.2f}")


def _print_updating(found: Updating) -> None:
    print(f"{f'{MESSAGES:,} messages brought up to date':34}{found.own:6.2f} ≤ {_UPDATING} s")
    print(f"{'… by msgmerge':34}{found.msgmerge:6.2f}")


def _print_changing(folder: Path) -> None:
    for name, measured, most in (
        ("a saved translation is shown after", seconds_until_translated, _LIVE),
        ("a saved lesson, for its author", seconds_until_written, _AUTHOR),
    ):
        data = folder / name.replace(" ", "-")
        data.mkdir()
        print(f"{name:34}{measured(data):6.2f} ≤ {most} s")


if __name__ == "__main__":
    sys.exit(main())
