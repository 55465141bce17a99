"""`atsiv remind`."""

import argparse
import asyncio
from collections import Counter
from datetime import UTC, datetime

from app.cli.telling import WELL, Commands, counted, outdated
from app.content.library import load
from app.content.locales import Locales
from app.progress.operations.reminding import remind
from app.progress.units import Units, units_of
from app.settings import settings_from
from app.storage import open_database
from app.storage.up_to_date import is_up_to_date


def add_remind(commands: Commands) -> None:
    description = (
        "Queue reminders to learners in groups: a week and a day before the due date, and after two weeks of nothing. "
        "Meant to be run every morning; run twice, or on two machines, it reminds nobody twice. The running site sends "
        "what is queued."
    )
    parser = commands.add_parser("remind", help="remind learners in groups", description=description)
    parser.set_defaults(run=_remind)


def _remind(chosen: argparse.Namespace) -> int:  # noqa: ARG001 - every command gets what was chosen
    settings = settings_from()
    if not is_up_to_date(settings.database_url):
        return outdated("nobody is reminded")
    library = load(settings.courses_dir, Locales(settings.locales_dir))
    courses = [units_of(next(iter(languages.values()))) for languages in library.courses.values()]
    done = asyncio.run(_remind_all(settings.database_url, courses))
    print(
        f"Queued: {counted(done['due'], 'reminder')} of a due date, {counted(done['quiet'], 'reminder')} after a pause."
    )
    return WELL


async def _remind_all(url: str, courses: list[Units]) -> Counter[str]:
    database = open_database(url)
    try:
        done: Counter[str] = Counter()
        for units in courses:
            done += await remind(database, units=units, now=datetime.now(UTC))
        return done
    finally:
        await database.close()
