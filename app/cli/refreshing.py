"""`atsiv extract` and `atsiv update`."""

import argparse
from collections.abc import Iterable
from pathlib import Path

import app
from app.cli.telling import UNUSABLE, WELL, WRONG, Commands, complain, counted
from app.content.library import read_english
from app.content.locales import Locales
from app.content.po import State
from app.localisation.checks.plurals import is_language
from app.localisation.refreshing import Refreshed, read_templates, refreshed_languages, refreshed_templates, states
from app.localisation.templates import templates
from app.localisation.updating import Said
from app.settings import Settings, settings_from

_NAMES = {State.STALE: "stale", State.UNREADY: "marked as needing work", State.EMPTY: "missing"}


def add_extract(commands: Commands) -> None:
    description = (
        "Write the templates of everything there is to translate: the words of the program's code and pages, and the "
        "courses. “atsiv update” brings the languages up to date with them."
    )
    parser = commands.add_parser("extract", help="write the templates of translations", description=description)
    _add_check(parser)
    parser.set_defaults(run=_extract)


def add_update(commands: Commands) -> None:
    description = (
        "Bring the files of every language up to date with the templates. Translations are kept; those whose English "
        "changed are marked as stale, and those whose text is gone are kept at the end of their file."
    )
    parser = commands.add_parser("update", help="bring translations up to date", description=description)
    parser.add_argument("language", metavar="LANG", nargs="*", help="only these languages, for example pl")
    parser.add_argument(
        "--minor",
        metavar="WORDS",
        action="append",
        default=[],
        help="translations of changed texts with these words in their new English stay good; may be repeated",
    )
    parser.add_argument(
        "--meaning",
        metavar="WORDS",
        action="append",
        default=[],
        help="changed texts with these words mean something else now: show the English until they are translated anew",
    )
    _add_check(parser)
    parser.set_defaults(run=_update)


def _add_check(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--check", action="store_true", help="change nothing, and fail if something would change")


def _extract(chosen: argparse.Namespace) -> int:
    settings = settings_from()
    found = templates(read_english(settings.courses_dir), Path(app.__path__[0]))
    return _write(refreshed_templates(found, Locales(settings.locales_dir)), settings, check=chosen.check)


def _update(chosen: argparse.Namespace) -> int:
    settings = settings_from()
    locales = Locales(settings.locales_dir)
    said = Said(tuple(chosen.minor), tuple(chosen.meaning))
    languages = chosen.language or locales.languages
    for language in languages:
        if not is_language(language):
            return complain(f"“{language}” is no language: write a code such as “el”.", status=UNUSABLE)
    files = refreshed_languages(read_templates(locales), locales, languages=languages, said=said)
    return _write(files, settings, check=chosen.check)


def _write(files: Iterable[Refreshed], settings: Settings, *, check: bool) -> int:
    """Write what changed and say so; with `check` only say so."""
    changed = 0
    for file in files:
        if file.changed:
            changed += 1
            if not check:
                file.write(locks=settings.data_dir / "locks")
            print(f"{file.path}: {'would change' if check else 'written'}{_left(file)}")
    print(f"{counted(changed, 'file')} {'would change' if check else 'changed'}")
    return WRONG if check and changed else WELL


def _left(file: Refreshed) -> str:
    """What a language's file leaves to do; nothing for a template, in which all is missing."""
    found = states(file.after)
    left = [f"{found[state]} {name}" for state, name in _NAMES.items() if found[state]]
    return f"; {', '.join(left)}" if left and file.path.suffix == ".po" else ""
