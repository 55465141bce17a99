"""Saves become commits, where the locale folder is in a Git checkout.

A commit holds what one person changed in one file, on top of what HEAD has of that file, and nothing of anybody else's.
It is made beside the checkout, with an index of its own, so that no branch is switched, nothing that somebody staged is
swept in, and no hook runs; the checkout's own index follows where it said the same as HEAD. Whatever Git says, the
translation is saved: what couldn't be committed is tried again.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final, NamedTuple

from app.content.locales import Locales
from app.content.po import Key, PoError, PoFile, parse
from app.localisation.records import Edit
from app.localisation.saving import exclusive

QUIET: Final = timedelta(minutes=2)
"""Somebody who saved nothing for so long is done for now."""
LATEST: Final = timedelta(minutes=15)
"""So long a save waits for others of the same person at most."""
_TIMEOUT: Final = 30
_UNDER_WAY: Final = ("MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "rebase-merge", "rebase-apply")


class Waits(Exception):
    """Nothing can be committed at the moment; the message says why."""


class Done(NamedTuple):
    """The ids of changes that are settled, because Git has them or needs nothing of them, and why others wait."""

    settled: frozenset[int]
    waits: str = ""


class Author(NamedTuple):
    """Who stands in a commit; the address gives nothing away."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class _Batch:
    """One person's changes of one file, the oldest first."""

    author: str
    target: str
    domain: str
    edits: tuple[Edit, ...]


class _Signed(NamedTuple):
    """Who made a commit's change, who makes the commit, and when."""

    author: Author
    site: Author
    now: datetime


@dataclass(frozen=True, slots=True)
class _Checkout:
    """A checkout: its folder, the branch that HEAD is, and the commit that it is at."""

    top: Path
    branch: str
    head: str

    def path(self, file: Path) -> str:
        return file.resolve().relative_to(self.top).as_posix()


def commit(
    edits: Sequence[Edit], *, locales: Locales, locks: Path, authors: Mapping[str, Author], site: Author, now: datetime
) -> Done:
    """Commit what is due. What can't be committed keeps nothing else waiting.

    `authors` are by their pseudonyms, `site` is the committer. Raises CannotSave if the lock can't be had.
    """
    due = [batch for batch in _batches(edits) if _is_due(batch, now)]
    if not due:
        return Done(frozenset())
    if not is_checkout(locales.root):
        return Done(frozenset(edit.id for batch in due for edit in batch.edits))
    settled: set[int] = set()
    waits = ""
    with exclusive(file=locales.root, locks=locks):
        for batch in due:
            file = locales.file(batch.target, batch.domain)
            try:
                _commit(batch, _opened(locales.root), file, _Signed(authors[batch.author], site, now))
            except Waits as reason:
                waits = waits or str(reason)
                continue
            settled |= {edit.id for edit in batch.edits}
    return Done(frozenset(settled), waits)


def is_checkout(folder: Path) -> bool:
    """Whether there is Git on this machine and the folder is in one of its checkouts, readable or not."""
    if shutil.which("git") is None:
        return False
    return any((each / ".git").exists() for each in (folder.resolve(), *folder.resolve().parents))


def _batches(edits: Sequence[Edit]) -> Iterable[_Batch]:
    found: dict[tuple[str, str, str], list[Edit]] = {}
    for edit in edits:
        found.setdefault((edit.author, edit.where.target, edit.where.domain), []).append(edit)
    return [_Batch(*key, tuple(each)) for key, each in found.items()]


def _is_due(batch: _Batch, now: datetime) -> bool:
    moments = [edit.at for edit in batch.edits]
    return max(moments) <= now - QUIET or min(moments) <= now - LATEST


def _opened(root: Path) -> _Checkout:
    top = Path(_git(root, "rev-parse", "--show-toplevel"))
    folder = Path(_git(root, "rev-parse", "--absolute-git-dir"))
    under_way = [name for name in _UNDER_WAY if (folder / name).exists()]
    if under_way:
        raise Waits(f"somebody is in the middle of a merge or a rebase ({under_way[0]})")
    try:
        branch = _git(root, "symbolic-ref", "--quiet", "HEAD")
    except Waits:
        raise Waits("HEAD is on no branch") from None
    return _Checkout(top, branch, _git(root, "rev-parse", "--verify", "HEAD"))


def _commit(batch: _Batch, checkout: _Checkout, file: Path, signed: _Signed) -> None:
    path = checkout.path(file)
    entry = _git(checkout.top, "ls-tree", checkout.head, "--", path)
    if not entry:
        raise Waits(f"{path} is not in the last commit")
    mode, _, old = entry.split("\t")[0].split(" ")
    try:
        before, present = parse(_blob(checkout.top, old)), parse(file.read_bytes())
    except (PoError, OSError) as error:
        raise Waits(f"{path} can't be read: {error}") from error
    after, count = _with_changes(before, present, batch)
    if not count:
        return
    new = _git(checkout.top, "hash-object", "-w", "--stdin", data=bytes(after))
    tree = _tree(checkout, f"{mode},{new},{path}")
    made = _git(
        checkout.top,
        *("commit-tree", tree, "-p", checkout.head, "-m", _message(batch, count)),
        environment=_identity(signed),
    )
    # The index first: should somebody commit in between, what they find staged is what the file says.
    if _git(checkout.top, "ls-files", "--stage", "--", path).split(" ")[1:2] == [old]:
        _git(checkout.top, "update-index", "--cacheinfo", f"{mode},{new},{path}")
    _git(checkout.top, "update-ref", checkout.branch, made, checkout.head)


def _with_changes(before: PoFile, present: PoFile, batch: _Batch) -> tuple[PoFile, int]:
    """HEAD's file with the texts that still say what this person saved; how many there are."""
    last = {Key(edit.context, edit.source): edit for edit in batch.edits}
    count = 0
    for key, edit in last.items():
        here, there = present.by_key.get(key), before.by_key.get(key)
        # What somebody else has changed since is theirs, and what isn't in HEAD's English waits for its author.
        if here is None or there is None or here.translations != edit.after or here == there:
            continue
        before, count = before.with_message(here), count + 1
    return before, count


def _message(batch: _Batch, count: int) -> str:
    texts = "1 text" if count == 1 else f"{count} texts"
    return f"Translate {batch.domain} into {batch.target}: {texts}"


def _tree(checkout: _Checkout, entry: str) -> str:
    with tempfile.TemporaryDirectory() as folder:
        environment = {"GIT_INDEX_FILE": str(Path(folder) / "index")}
        _git(checkout.top, "read-tree", checkout.head, environment=environment)
        _git(checkout.top, "update-index", "--cacheinfo", entry, environment=environment)
        return _git(checkout.top, "write-tree", environment=environment)


def _identity(signed: _Signed) -> Mapping[str, str]:
    author, site, now = signed
    moment = f"{int(now.timestamp())} +0000"
    return {
        "GIT_AUTHOR_NAME": author.name,
        "GIT_AUTHOR_EMAIL": author.email,
        "GIT_AUTHOR_DATE": moment,
        "GIT_COMMITTER_NAME": site.name,
        "GIT_COMMITTER_EMAIL": site.email,
        "GIT_COMMITTER_DATE": moment,
    }


def _blob(top: Path, name: str) -> bytes:
    return _run(top, ("cat-file", "blob", name), {}, b"")


def _git(folder: Path, *arguments: str, environment: Mapping[str, str] | None = None, data: bytes = b"") -> str:
    """What a command says, on one line without its end. Raises Waits with what it complains of."""
    return _run(folder, arguments, environment or {}, data).decode(errors="replace").strip()


def _run(folder: Path, arguments: Sequence[str], environment: Mapping[str, str], data: bytes) -> bytes:
    # Hooks are somebody else's programs, and nobody is there to answer a question.
    command = ("git", "-C", str(folder), "-c", f"core.hooksPath={os.devnull}", *arguments)
    settings = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    try:
        done = subprocess.run(  # noqa: S603 - fixed arguments, and names that come from ids
            command,
            input=data,
            capture_output=True,
            timeout=_TIMEOUT,
            check=True,
            env={**settings, "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C", **environment},
        )
    except subprocess.CalledProcessError as error:
        complaint = error.stderr.decode(errors="replace").strip().partition("\n")[0]
        raise Waits(f"git {arguments[0]}: {complaint or error.returncode}") from error
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Waits(f"git {arguments[0]}: {type(error).__name__}") from error
    return done.stdout
