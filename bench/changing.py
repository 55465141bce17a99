"""How soon a changed text is seen: a translation in a running site, a lesson by its author."""

import shutil
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Final
from urllib.request import urlopen

from bench.servers import PROJECT, Server, real_server

_TIMES: Final = 3
_PATIENCE: Final = 30.0
_PAUSE: Final = 0.02
_LESSON: Final = "networking/partnerships/agreement"
_WORDS: Final = {"el": "Ποιος υπογράφει", "en": "Who signs"}


def seconds_until_translated(folder: Path) -> float:
    """From saving a locale file to the first page that shows it."""
    locales = shutil.copytree(PROJECT / "locales", folder / "locales")
    file = locales / "el/LC_MESSAGES/networking.partnerships.po"
    with real_server(folder, locales=locales) as server:
        return _measured(server, file, "el")


def seconds_until_written(folder: Path) -> float:
    """From saving a lesson in author mode to the page that shows it."""
    courses = shutil.copytree(PROJECT / "courses", folder / "courses")
    with real_server(folder, courses=courses, author=True) as server:
        return _measured(server, courses / f"{_LESSON.replace('agreement', '02-agreement')}.md", "en")


def _measured(server: Server, file: Path, language: str) -> float:
    address = f"{server.origin}/{language}/{_LESSON}"
    _page(address)
    return median(_once(address, file, _WORDS[language], f"{_WORDS[language]} {run}") for run in range(_TIMES))


def _once(address: str, file: Path, words: str, changed: str) -> float:
    before = file.read_text(encoding="utf-8")
    file.write_text(before.replace(words, changed), encoding="utf-8")
    try:
        return _seconds_until(lambda: changed in _page(address))
    finally:
        file.write_text(before, encoding="utf-8")
        _seconds_until(lambda: changed not in _page(address))


def _seconds_until(true: Callable[[], bool]) -> float:
    began = time.perf_counter()
    while not true():
        if time.perf_counter() - began > _PATIENCE:
            raise RuntimeError("a changed text is never seen")
        time.sleep(_PAUSE)
    return time.perf_counter() - began


def _page(address: str) -> str:
    with urlopen(address) as answer:  # noqa: S310 - an http address of our own
        return str(answer.read().decode())
