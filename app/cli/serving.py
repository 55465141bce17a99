"""`atsiv serve`."""

import argparse
import asyncio
import os
import sys
from collections.abc import Sequence

from app.cli.telling import WELL, Commands
from app.content.library import read_english
from app.people.queries.people import has_administrator
from app.server import listen, serve
from app.settings import Settings, SettingsError, doubts, override, settings_from
from app.storage import migrate, open_database


def add_serve(commands: Commands) -> None:
    description = "Bring the database up to date and serve the site until Ctrl+C."
    parser = commands.add_parser("serve", help="serve the site", description=description)
    parser.add_argument(
        "--author",
        action="store_true",
        help="show a changed lesson at once, and what is wrong with it in the page; for an author's own machine",
    )
    parser.add_argument("--workers", metavar="N", help="how many processes answer requests (instead of WORKERS)")
    parser.set_defaults(run=_serve)


def _serve(chosen: argparse.Namespace) -> int:
    override(author=chosen.author or None, workers=chosen.workers)
    settings = settings_from()
    for doubt in doubts(settings):
        print(f"Note: {doubt}", file=sys.stderr)
    with listen(settings.host, settings.port) as listening:
        _prepare(settings)
        hints = [] if asyncio.run(_is_administered(settings)) else [_first_administrator()]
        workers = 1 if settings.author else settings.workers
        serve(listening, workers=workers, log_level=settings.log_level, announce=lambda: _announce(settings, hints))
    return WELL


def _prepare(settings: Settings) -> None:
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsError([f"DATA_DIR “{settings.data_dir}” can't be made ({error.strerror})."]) from error
    if not settings.author:
        # Each process reads them for itself; broken ones are told here, before any is started.
        read_english(settings.courses_dir)
    migrate(settings.database_url)


async def _is_administered(settings: Settings) -> bool:
    database = open_database(settings.database_url)
    try:
        return await has_administrator(database)
    finally:
        await database.close()


def _first_administrator() -> str:
    command = os.path.relpath(sys.argv[0]) if os.sep in sys.argv[0] else sys.argv[0]
    return f"There is no administrator yet. Make one with: {command} user add --role admin"


def _announce(settings: Settings, hints: Sequence[str]) -> None:
    for line in (f"Serving on {settings.base_url}  (stop with Ctrl+C)", *hints):
        print(line, flush=True)
