"""`atsiv serve`."""

import argparse
import sys

from app.cli.telling import WELL, Commands
from app.content.library import read_english
from app.server import listen, serve
from app.settings import Settings, SettingsError, doubts, override, settings_from
from app.storage import migrate


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
        workers = 1 if settings.author else settings.workers
        serve(listening, workers=workers, log_level=settings.log_level, announce=lambda: _announce(settings))
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


def _announce(settings: Settings) -> None:
    print(f"Serving on {settings.base_url}  (stop with Ctrl+C)", flush=True)
