"""`atsiv check`."""

import argparse
from pathlib import Path

import app
from app.cli.telling import WELL, WRONG, Commands, counted, report
from app.content.check import check
from app.content.edition import ENGLISH
from app.content.games.graph import draw
from app.content.library import read_courses, read_english
from app.content.locales import Locales
from app.content.problems import Report
from app.localisation.checks.report import Checked, source_of
from app.localisation.checks.report import report as check_translations
from app.localisation.checks.spelling import DICTIONARIES
from app.localisation.checks.tallies import summary, unfinished
from app.localisation.templates import templates
from app.settings import Settings, settings_from

_GLOSSARY = "glossary.csv"


def add_check(commands: Commands) -> None:
    description = (
        "Report everything that is wrong with the courses and their translations, as “file:line: what is wrong; what "
        "to write instead”. What isn't translated yet is counted, and is no mistake."
    )
    parser = commands.add_parser("check", help="check courses and translations", description=description)
    parser.add_argument(
        "folder",
        nargs="?",
        type=Path,
        help="check the courses in this folder alone (instead of COURSES_DIR)",
    )
    parser.add_argument(
        "--release",
        action="store_true",
        help="fail if any translation is missing, stale or warned of; show notes too",
    )
    parser.add_argument(
        "--graph",
        type=Path,
        metavar="FOLDER",
        help="draw the story of each game into this folder, as NAME.svg, also if something is wrong with it",
    )
    parser.add_argument("--spelling", action="store_true", help="look words up in hunspell's dictionaries too")
    parser.set_defaults(run=_check)


def _check(chosen: argparse.Namespace) -> int:
    if chosen.folder:
        _draw(chosen.folder, chosen.graph)
        return report(check(chosen.folder))
    settings = settings_from()
    _draw(settings.courses_dir, chosen.graph)
    problems = check(settings.courses_dir)
    if any(problem.error for problem in problems):
        # What there is to translate is known only once the English is in order.
        return report(problems)
    return _check_languages(settings, chosen, report(problems))


def _draw(courses: Path, folder: Path | None) -> None:
    """What is wrong with the courses is told by the check; of a game that can't be read there is no drawing."""
    if folder is None:
        return
    folder.mkdir(parents=True, exist_ok=True)
    for course in read_courses(courses, ENGLISH, Report()):
        for game in course.games:
            (folder / f"{game.id}.svg").write_text(draw(game), encoding="utf-8")


def _check_languages(settings: Settings, chosen: argparse.Namespace, status: int) -> int:
    locales = Locales(settings.locales_dir)
    courses = read_english(settings.courses_dir)
    glossary = locales.root / _GLOSSARY
    checked = check_translations(
        locales,
        source_of(templates(courses, Path(app.__path__[0])), courses),
        glossary=glossary if glossary.exists() else None,
        dictionaries=DICTIONARIES if chosen.spelling else None,
    )
    print("Translations:")
    for note in checked.notes if chosen.release else ():
        print(f"{note.place.file}:{note.place.line}: note: {note.wrong}; {note.instead}")
    status = max(status, report(checked.problems))
    for line in summary(checked.tallies):
        print(line)
    left = _left(checked) if chosen.release else []
    for line in left:
        print(f"Not ready for a release: {line}")
    return max(status, WRONG if left else WELL)


def _left(checked: Checked) -> list[str]:
    """What a release still lacks."""
    warnings = sum(not problem.error for problem in checked.problems)
    return [*unfinished(checked.tallies), *([f"{counted(warnings, 'warning')} of translations"] if warnings else [])]
