"""`atsiv merge`, `atsiv export` and `atsiv import`."""

import argparse
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

from app.cli.telling import UNUSABLE, WELL, WRONG, Commands, complain, counted
from app.content.locales import Locales
from app.content.po import Message
from app.localisation.exchange import Decision, Outcome, Taken, exported, read, take
from app.localisation.joining_files import CannotMerge, Fate, merge_file, merge_folders
from app.localisation.merging import Difference
from app.localisation.saving import NotSaved, put
from app.settings import Settings, settings_from

_LONGEST = 80
_FATES: Mapping[Fate, str] = MappingProxyType(
    {Fate.JOINED: "joined", Fate.ADDED: "added", Fate.LEFT: "left as it is; THEIRS no longer has it"}
)
_REASONS: Mapping[Outcome, str] = MappingProxyType(
    {
        Outcome.NEW: "new",
        Outcome.CHANGED: "changed",
        Outcome.CONFLICT: "not taken, changed here and in the file since it was exported",
        Outcome.STALE: "not taken, made from English that has changed since",
        Outcome.UNKNOWN: "not taken, no text of this site",
        Outcome.GUESS: "not taken, only a guess (fuzzy)",
        Outcome.BROKEN: "not taken, readers would meet its mistake",
        Outcome.UNUSABLE: "not taken, its plural forms don't match this language's",
    }
)
_LEFT_OUT = (Outcome.CONFLICT, Outcome.UNUSABLE, Outcome.BROKEN)
_COUNTS = ((Outcome.NEW, "new"), (Outcome.CHANGED, "changed"), (Outcome.UNCHANGED, "unchanged"))


def add_merge(commands: Commands) -> None:
    description = (
        "Join two versions of a PO file that come from one, text by text, and write the result to OURS. Where both "
        "changed a translation, ours stays and theirs is put into a comment; the status is then 1. Git can use this "
        "command, see docs/merging.md."
    )
    parser = commands.add_parser("merge", help="join two versions of a translation", description=description)
    parser.add_argument("--folder", action="store_true", help="join all PO files of three folders")
    parser.add_argument("base", metavar="BASE", type=Path, help="what both come from")
    parser.add_argument("ours", metavar="OURS", type=Path, help="the version to write to")
    parser.add_argument("theirs", metavar="THEIRS", type=Path, help="the version to take changes from")
    parser.set_defaults(run=_merge)


def add_export(commands: Commands) -> None:
    description = "Write a language's translations to a file for another program or a translator."
    parser = commands.add_parser("export", help="write translations to a file", description=description)
    parser.add_argument("language", metavar="LANG", help="the language, for example pl")
    parser.add_argument(
        "--format",
        choices=("po", "xliff", "zip"),
        required=True,
        help="one PO file, XLIFF 1.2, or all PO files in a zip",
    )
    parser.add_argument("--output", metavar="FILE", type=Path, required=True, help="the file to write")
    parser.add_argument("--domain", metavar="D", help="only this course or module, for example networking.partnerships")
    parser.set_defaults(run=_export)


def add_import(commands: Commands) -> None:
    description = (
        "Take translations over from a PO, XLIFF 1.2 or zip file: translations, their state and comments, no English. "
        "What was changed here since the file was exported stays."
    )
    parser = commands.add_parser("import", help="take translations from a file", description=description)
    parser.add_argument("file", metavar="FILE", type=Path, help="the file that came back")
    parser.add_argument("--language", metavar="LANG", help="its language, if it doesn't say so")
    parser.add_argument("--dry-run", action="store_true", help="say what would change, and change nothing")
    parser.set_defaults(run=_import)


def _merge(chosen: argparse.Namespace) -> int:
    settings = settings_from()
    try:
        return _merge_folders(chosen, settings) if chosen.folder else _merge_file(chosen, settings)
    except (CannotMerge, NotSaved) as error:
        # What couldn't be joined is no conflict.
        return complain(str(error), status=UNUSABLE)


def _merge_file(chosen: argparse.Namespace, settings: Settings) -> int:
    # Git's own files have names of the moment, and nobody else writes to them.
    in_use = settings.locales_dir.resolve() in chosen.ours.resolve().parents
    locks = _locks(settings) if in_use else None
    conflicts = merge_file(base=chosen.base, ours=chosen.ours, theirs=chosen.theirs, locks=locks)
    return _tell_conflicts("", conflicts)


def _merge_folders(chosen: argparse.Namespace, settings: Settings) -> int:
    missing = [str(folder) for folder in (chosen.base, chosen.ours, chosen.theirs) if not folder.is_dir()]
    if missing:
        return complain(f"There is no folder {' and no folder '.join(missing)}.", status=UNUSABLE)
    files = merge_folders(base=chosen.base, ours=chosen.ours, theirs=chosen.theirs, locks=_locks(settings))
    for file in files:
        if file.fate in _FATES:
            print(f"{file.name}: {_FATES[file.fate]}")
    return max([_tell_conflicts(f"{file.name}: ", file.conflicts) for file in files], default=WELL)


def _tell_conflicts(where: str, conflicts: Iterable[Difference]) -> int:
    status = WELL
    for each in conflicts:
        told = "theirs is in its comment" if each.key.source else "theirs is left out"
        text = f"“{_short(each.key.source)}”" if each.key.source else "the header"
        print(f"{where}{text}: both changed it; “{_short(each.ours)}” stays, {told}: “{_short(each.theirs)}”")
        status = WRONG
    return status


def _export(chosen: argparse.Namespace) -> int:
    locales = Locales(settings_from().locales_dir)
    data = exported(locales=locales, language=chosen.language, format=chosen.format, domain=chosen.domain)
    put(chosen.output, data)
    print(f"{chosen.output} holds the translations into “{chosen.language}”.")
    return WELL


def _import(chosen: argparse.Namespace) -> int:
    settings = settings_from()
    locales = Locales(settings.locales_dir)
    try:
        data = chosen.file.read_bytes()
    except OSError as error:
        return complain(f"{chosen.file} can't be read ({error.strerror}).", status=WRONG)
    language, found = read(data, chosen.file.name, locales=locales, language=chosen.language)
    locks = None if chosen.dry_run else _locks(settings)
    return _tell(take(found, locales=locales, language=language, locks=locks), dry_run=chosen.dry_run)


def _tell(domains: Iterable[Taken], *, dry_run: bool) -> int:
    counts: Counter[Outcome] = Counter()
    for taken in domains:
        if taken.forms and taken.forms != taken.site_forms:
            print(
                f"{taken.domain}: the file has {taken.forms} plural forms, the site {taken.site_forms}, which it keeps"
            )
        for decision in taken.decisions:
            counts[decision.outcome] += 1
            if decision.outcome in _REASONS:
                print(f"{taken.domain}: {_REASONS[decision.outcome]}: {_told(decision)}")
    said = [f"{counts[outcome] or 'none'} {name}" for outcome, name in _COUNTS]
    left = counts.total() - sum(counts[outcome] for outcome, _ in _COUNTS)
    print(f"{', '.join(said)}; {counted(left, 'text')} not taken{'; nothing was saved, as asked' if dry_run else ''}")
    return WRONG if any(counts[outcome] for outcome in _LEFT_OUT) else WELL


def _told(decision: Decision) -> str:
    """The English with what the site has and what the file has, as far as there is something to compare."""
    english = f"“{_short(decision.unit.key.source)}”"
    current, wanted = decision.current, decision.wanted
    if decision.wrong:
        return f"{english}: {decision.wrong}"
    if not current or not wanted:
        return english
    if not any(current.translations):
        return f"{english}: {_shown(wanted)}"
    comment = ", with another comment" if current.comments != wanted.comments else ""
    return f"{english}: {_shown(current)} → {_shown(wanted)}{comment}"


def _shown(message: Message) -> str:
    texts = " | ".join(f"“{_short(text)}”" for text in message.translations)
    return f"{texts} (fuzzy)" if message.fuzzy else texts


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def _locks(settings: Settings) -> Path:
    return settings.data_dir / "locks"
