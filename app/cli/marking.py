"""`atsiv remark`."""

import argparse
import asyncio
import sys
from datetime import UTC, datetime

from app.cli.telling import INTERRUPTED, WELL, WRONG, Commands, complain, counted
from app.content.library import load
from app.content.locales import Locales
from app.content.model import Course
from app.progress.remark import Tally, remark
from app.settings import Settings, settings_from
from app.storage import migrate, open_database
from app.storage.up_to_date import is_up_to_date

_OUTDATED = (
    "The database isn't at the newest migration, and a dry run changes nothing: make a backup, "
    "start the site once with “atsiv serve”, which brings the database up to date, and run this again."
)
_STOPPED = "Stopped before the end. What was marked again stays so; run it again to mark the rest."
_STOPPED_DRY = "Stopped before the end. Nothing was changed; run it again to see everything that would change."


def add_remark(commands: Commands) -> None:
    description = (
        "Mark again what people answered, by the questions as they are today, after an author mended one. "
        "Nobody loses a pass, and no score falls."
    )
    parser = commands.add_parser("remark", help="mark old answers again", description=description)
    parser.add_argument("--dry-run", action="store_true", help="say what would change, and change nothing")
    parser.set_defaults(run=_remark)


def _remark(chosen: argparse.Namespace) -> int:
    settings = settings_from()
    try:
        library = load(settings.courses_dir, Locales(settings.locales_dir))
        if not chosen.dry_run:
            migrate(settings.database_url)
        elif not is_up_to_date(settings.database_url):
            return complain(_OUTDATED, status=WRONG)
        for languages in library.courses.values():
            _remark_and_tell(settings, next(iter(languages.values())), dry_run=chosen.dry_run)
    except KeyboardInterrupt:
        _clear_progress()
        return complain(_STOPPED_DRY if chosen.dry_run else _STOPPED, status=INTERRUPTED)
    return WELL


def _remark_and_tell(settings: Settings, course: Course, *, dry_run: bool) -> None:
    tally = asyncio.run(_remark_course(settings, course, dry_run=dry_run))
    _clear_progress()
    print(f"{course.id}: {_told(tally, dry_run=dry_run)}")


async def _remark_course(settings: Settings, course: Course, *, dry_run: bool) -> Tally:
    database = open_database(settings.database_url)
    try:
        return await remark(database, course, now=datetime.now(UTC), dry_run=dry_run, tell=_show)
    finally:
        await database.close()


def _show(tally: Tally) -> None:
    if tally.attempts % 100 == 0:
        print(f"\r{tally.attempts} attempts …", end="", file=sys.stderr, flush=True)


def _clear_progress() -> None:
    """What is said next takes the place of the progress, and is longer."""
    print(end="\r", file=sys.stderr, flush=True)


def _told(tally: Tally, *, dry_run: bool) -> str:
    would = "would change" if dry_run else "changed"
    return (
        f"{counted(tally.attempts, 'attempt')} looked at; {would}: {counted(tally.marks, 'mark')}, "
        f"{counted(tally.scores, 'score')}; newly passed: {tally.passes}"
    )
