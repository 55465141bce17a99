"""Joining versions of PO files on the disk: one file, as Git asks for it, or a whole folder, as an upgrade does."""

from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from app.content.po import PoError, PoFile, parse
from app.localisation.merging import Difference, merge
from app.localisation.saving import put, replace_file, rewrite


class CannotMerge(Exception):
    """A file that can't be read; the message says which, and why."""


class Fate(Enum):
    """What became of a file of the folder."""

    UNCHANGED = "unchanged"
    JOINED = "joined"
    ADDED = "added"
    LEFT = "left"
    """Theirs no longer has it; ours stays as it is."""


@dataclass(frozen=True, slots=True)
class JoinedFile:
    """`name` is the path within the folder."""

    name: str
    fate: Fate
    conflicts: tuple[Difference, ...] = ()


def merge_file(*, base: Path, ours: Path, theirs: Path, locks: Path | None) -> tuple[Difference, ...]:
    """Write into `ours` what `theirs` changed since `base`, and return what both changed differently.

    `locks` is None where nobody else knows `ours`, such as a file that Git made for this. A base that doesn't exist is
    empty: both sides added the file. Raises CannotMerge and CannotSave; then `ours` is as it was.
    """
    was, others = _parsed(base) if base.exists() else PoFile(()), _parsed(theirs)
    conflicts: tuple[Difference, ...] = ()

    def change(po: PoFile) -> PoFile:
        nonlocal conflicts
        merged = merge(was, po, others)
        conflicts = merged.conflicts
        return merged.file

    if locks:
        rewrite(file=ours, locks=locks, change=change)
    else:
        put(ours, bytes(change(_parsed(ours))))
    return conflicts


def merge_folders(*, base: Path, ours: Path, theirs: Path, locks: Path) -> list[JoinedFile]:
    """The same for every PO file in a folder of locales.

    A file that is new in theirs is added; one that ours removed stays removed unless theirs changed it since; one that
    theirs removed stays. Raises CannotMerge and CannotSave; files that came before in the alphabet are joined then.
    """
    names = sorted({str(path.relative_to(folder)) for folder in (ours, theirs) for path in folder.rglob("*.po")})
    return [_joined(base / name, ours / name, theirs / name, name, locks) for name in names]


def _joined(base: Path, ours: Path, theirs: Path, name: str, locks: Path) -> JoinedFile:
    if not theirs.exists():
        return JoinedFile(name, Fate.LEFT if base.exists() else Fate.UNCHANGED)
    if not ours.exists():
        data = theirs.read_bytes()
        if base.exists() and base.read_bytes() == data:
            return JoinedFile(name, Fate.UNCHANGED)
        replace_file(file=ours, locks=locks, expected=None, new=data)
        return JoinedFile(name, Fate.ADDED)
    before = ours.read_bytes()
    conflicts = merge_file(base=base, ours=ours, theirs=theirs, locks=locks)
    return JoinedFile(name, Fate.UNCHANGED if ours.read_bytes() == before else Fate.JOINED, conflicts)


def _parsed(file: Path) -> PoFile:
    try:
        return parse(file.read_bytes())
    except OSError as error:
        raise CannotMerge(f"{file} can't be read ({error.strerror}).") from error
    except PoError as error:
        raise CannotMerge(f"{file}:{error.line}: {error.wrong}; {error.instead}") from error
