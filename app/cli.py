"""The `atsiv` command."""

import argparse
import asyncio
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from app.content.check import check
from app.content.library import BrokenCourse, load
from app.content.locales import Locales
from app.content.model import Course
from app.content.problems import Problem
from app.content.search import CannotIndex, prepare
from app.progress.remark import Tally, remark
from app.server import CannotListen, listen, serve
from app.settings import Settings, SettingsError, doubts, override, settings_from
from app.storage import StorageError, migrate, open_database
from app.storage.up_to_date import is_up_to_date

# What the shell is told: everything well, something wrong, a setting or an argument that can't be used.
_WELL, _WRONG, _UNUSABLE = 0, 1, 2
# As shells say it of a program that ended by Ctrl+C.
_INTERRUPTED = 130

_OUTDATED = (
    "The database isn't at the newest migration, and a dry run changes nothing: make a backup, "
    "start the site once with “atsiv serve”, which brings the database up to date, and run this again."
)
_STOPPED = "Stopped before the end. What was marked again stays so; run it again to mark the rest."
_STOPPED_DRY = "Stopped before the end. Nothing was changed; run it again to see everything that would change."


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command that `arguments` (or the shell's) name and return its exit status."""
    chosen = _parser().parse_args(arguments)
    try:
        status: int = chosen.run(chosen)
    except SettingsError as error:
        return _complain(*error.sentences, status=_UNUSABLE)
    except (CannotListen, CannotIndex) as error:
        return _complain(str(error), status=_WRONG)
    except StorageError as error:
        return _complain(f"The database that DATABASE_URL names can't be used: {error}", status=_WRONG)
    except BrokenCourse as error:
        return _report(error.problems)
    except KeyboardInterrupt:
        return _WELL
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="atsiv",
        description="An open e-learning platform for the staff of non-governmental organisations.",
        epilog="Settings come from the environment or from a file named .env; docs/settings.md explains each.",
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add_serve(commands)
    _add_check(commands)
    _add_remark(commands)
    return parser


def _add_serve(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    description = "Bring the database up to date and serve the site until Ctrl+C."
    parser = commands.add_parser("serve", help="serve the site", description=description)
    parser.add_argument(
        "--author",
        action="store_true",
        help="show a changed lesson at once, and what is wrong with it in the page; for an author's own machine",
    )
    parser.add_argument("--workers", metavar="N", help="how many processes answer requests (instead of WORKERS)")
    parser.set_defaults(run=_serve)


def _add_check(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    description = (
        "Report everything that is wrong with the courses, as “file:line: what is wrong; what to write instead”."
    )
    parser = commands.add_parser("check", help="check the courses", description=description)
    parser.add_argument("folder", nargs="?", type=Path, help="the folder of the courses (instead of COURSES_DIR)")
    parser.set_defaults(run=_check)


def _add_remark(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    description = (
        "Mark again what people answered, by the questions as they are today, after an author mended one. "
        "Nobody loses a pass, and no score falls."
    )
    parser = commands.add_parser("remark", help="mark old answers again", description=description)
    parser.add_argument("--dry-run", action="store_true", help="say what would change, and change nothing")
    parser.set_defaults(run=_remark)


def _serve(chosen: argparse.Namespace) -> int:
    override(author=chosen.author or None, workers=chosen.workers)
    settings = settings_from()
    for doubt in doubts(settings):
        print(f"Note: {doubt}", file=sys.stderr)
    with listen(settings.host, settings.port) as listening:
        _prepare(settings)
        workers = 1 if settings.author else settings.workers
        serve(listening, workers=workers, log_level=settings.log_level, announce=lambda: _announce(settings))
    return _WELL


def _prepare(settings: Settings) -> None:
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsError([f"DATA_DIR “{settings.data_dir}” can't be made ({error.strerror})."]) from error
    if not settings.author:
        prepare(load(settings.courses_dir, Locales(settings.locales_dir)), settings.data_dir)
    migrate(settings.database_url)


def _announce(settings: Settings) -> None:
    print(f"Serving on {settings.base_url}  (stop with Ctrl+C)", flush=True)


def _check(chosen: argparse.Namespace) -> int:
    return _report(check(chosen.folder or settings_from().courses_dir))


def _remark(chosen: argparse.Namespace) -> int:
    settings = settings_from()
    try:
        library = load(settings.courses_dir, Locales(settings.locales_dir))
        if not chosen.dry_run:
            migrate(settings.database_url)
        elif not is_up_to_date(settings.database_url):
            return _complain(_OUTDATED, status=_WRONG)
        for languages in library.courses.values():
            _remark_and_tell(settings, next(iter(languages.values())), dry_run=chosen.dry_run)
    except KeyboardInterrupt:
        _clear_progress()
        return _complain(_STOPPED_DRY if chosen.dry_run else _STOPPED, status=_INTERRUPTED)
    return _WELL


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
        f"{_counted(tally.attempts, 'attempt')} looked at; {would}: {_counted(tally.marks, 'mark')}, "
        f"{_counted(tally.scores, 'score')}; newly passed: {tally.passes}"
    )


def _report(problems: Sequence[Problem]) -> int:
    for problem in problems:
        print(problem)
    errors = sum(problem.error for problem in problems)
    print(f"{_counted(errors, 'error')}, {_counted(len(problems) - errors, 'warning')}")
    return _WRONG if errors else _WELL


def _counted(number: int, thing: str) -> str:
    return f"{number or 'no'} {thing}{'' if number == 1 else 's'}"


def _complain(*sentences: str, status: int) -> int:
    for sentence in sentences:
        print(sentence, file=sys.stderr)
    return status
