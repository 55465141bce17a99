"""The `atsiv` command."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from app.content.check import check
from app.content.library import BrokenCourse, load
from app.content.problems import Problem
from app.server import CannotListen, listen, serve
from app.settings import Settings, SettingsError, doubts, override, settings_from
from app.storage import StorageError, migrate

# What the shell is told: everything well, something wrong, a setting or an argument that can't be used.
_WELL, _WRONG, _UNUSABLE = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command that `arguments` (or the shell's) name and return its exit status."""
    chosen = _parser().parse_args(arguments)
    try:
        status: int = chosen.run(chosen)
    except SettingsError as error:
        return _complain(*error.sentences, status=_UNUSABLE)
    except CannotListen as error:
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
        load(settings.courses_dir)
    migrate(settings.database_url)


def _announce(settings: Settings) -> None:
    print(f"Serving on {settings.base_url}  (stop with Ctrl+C)", flush=True)


def _check(chosen: argparse.Namespace) -> int:
    return _report(check(chosen.folder or settings_from().courses_dir))


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
