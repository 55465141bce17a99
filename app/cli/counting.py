"""`atsiv statistics`."""

import argparse
import asyncio
from datetime import UTC, datetime

from app.cli.telling import WELL, Commands, counted, outdated
from app.content.library import read_english
from app.content.model import Course
from app.progress.operations.differences import find_differences
from app.settings import settings_from
from app.storage import open_database
from app.storage.up_to_date import is_up_to_date


def add_statistics(commands: Commands) -> None:
    description = (
        "Look through all first attempts at quizzes for questions that are harder in one language than in the others, "
        "and list them for translators and authors as possible translation problems. Meant to be run every night."
    )
    parser = commands.add_parser("statistics", help="find possible translation problems", description=description)
    parser.set_defaults(run=_statistics)


def _statistics(chosen: argparse.Namespace) -> int:  # noqa: ARG001 - every command gets what was chosen
    settings = settings_from()
    if not is_up_to_date(settings.database_url):
        return outdated("nothing is counted")
    found = asyncio.run(_find(settings.database_url, read_english(settings.courses_dir)))
    print(f"{counted(found, 'possible translation problem')} found.")
    return WELL


async def _find(url: str, courses: tuple[Course, ...]) -> int:
    database = open_database(url)
    try:
        now = datetime.now(UTC)
        return sum([await find_differences(database, course=course, now=now) for course in courses])
    finally:
        await database.close()
