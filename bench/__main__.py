"""The command: fills a database, measures, and prints the figures beside what is aimed at."""

import platform
import random
import shutil
import sqlite3
import sys
import time
from collections.abc import Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from app.content.library import load as load_courses
from app.content.locales import Locales
from app.content.model import Course
from bench.asking import Asking, lesson_paths
from bench.changing import seconds_until_translated, seconds_until_written
from bench.coordinating import measure_coordinating, measure_export, measure_import
from bench.filling import STEPS_EACH, Learner, fill
from bench.grouping import measure_grouping
from bench.load import CONNECTIONS
from bench.measuring import ROUNDS, SECONDS, Kind, Unsound, kinds, kinds_on_postgresql, measure
from bench.playing import measure_playing
from bench.postgresql import postgresql_with, steps_in
from bench.report import (
    tell,
    tell_coordinating,
    tell_export,
    tell_greek,
    tell_grouping,
    tell_kinds,
    tell_playing,
    tell_server,
    tell_signing_in,
    tell_translating,
    tell_updating,
)
from bench.servers import PROJECT, real_server
from bench.signing_in import measure_signing_in
from bench.translating import measure_translating
from bench.updating import measure_updating

_LEARNERS: Final = 10_000
_LIVE: Final = 2.0
_AUTHOR: Final = 1.0
_EXPORTED: Final = 1_000_000
_IMPORTED: Final = 10_000


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
    learners = _filled(database, course, chance)
    first = _first_start(folder / "first", PROJECT / "locales")
    alone = _second_start(folder / "alone", folder / "no-locales")
    with real_server(folder):
        pass  # Every start but the first finds what the first has read.
    # Before anybody answers on SQLite, as it is a copy.
    on_postgresql = _on_postgresql(database, folder, Asking(course, learners, chance))
    asking, steps = Asking(course, learners, chance), partial(_steps_in, database)
    with real_server(folder) as server:
        languages = server.memory() - alone
        measured = kinds(asking, Asking(greek, learners, chance))
        measure(measured, server, folder, steps)
        tell_kinds([*measured, *on_postgresql])
        tell_greek(measured)
        tell_server(server, first, languages)
    tell_grouping(measure_grouping(folder, asking, steps))
    tell_signing_in(measure_signing_in(folder, lesson_paths(course)))
    tell_updating(measure_updating(folder, chance))
    tell_translating(measure_translating(folder / "translating", chance))
    tell_playing(measure_playing(folder / "playing", course, chance))
    _tell_coordinating(folder, course, chance)
    _tell_changing(folder)
    print(f"\nPython {platform.python_version()} on {platform.machine()}. Only the ratios travel to other machines.")


def _tell_coordinating(folder: Path, course: Course, chance: random.Random) -> None:
    for name, found in measure_coordinating(folder, course, chance):
        tell_coordinating(name, found)
    tell_export(measure_export(folder / "export", course, chance, rows=_EXPORTED))
    tell(
        f"\n{_IMPORTED:,} people invited in",
        measure_import(folder / "import", course, chance, people=_IMPORTED),
        "≤ 10 s",
    )


def _filled(database: Path, course: Course, chance: random.Random) -> Sequence[Learner]:
    began = time.perf_counter()
    learners = fill(database, course, learners=_LEARNERS, chance=chance)
    print(
        f"{_LEARNERS:,} learners with {_LEARNERS * STEPS_EACH:,} steps written in {time.perf_counter() - began:.0f} s. "
        f"{CONNECTIONS} connections, {ROUNDS} rounds of {SECONDS} s each, bare and real in turn …",
        flush=True,
    )
    return learners


def _on_postgresql(database: Path, folder: Path, asking: Asking) -> list[Kind]:
    measured = kinds_on_postgresql(asking)
    with postgresql_with(database) as url, real_server(folder, database=url) as server:
        measure(measured, server, folder, partial(steps_in, url))
    return measured


def _steps_in(database: Path) -> int:
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        (count,) = connection.execute("SELECT count(*) FROM step").fetchone()
    return int(count)


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


def _tell_changing(folder: Path) -> None:
    for name, measured, most in (
        ("a saved translation is shown after", seconds_until_translated, _LIVE),
        ("a saved lesson, for its author", seconds_until_written, _AUTHOR),
    ):
        data = folder / name.replace(" ", "-")
        data.mkdir()
        tell(name, measured(data), f"≤ {most} s")


if __name__ == "__main__":
    sys.exit(main())
