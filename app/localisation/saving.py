"""Saving translations, so that nobody's work is lost.

Everything that changes a PO file goes through here. A writer takes the file's lock, reads the file again,
changes what it knows, writes a temporary file beside it and puts that in the old one's place: whoever reads,
and whoever looks after a power cut, finds the old file or the new one.

The lock is the kernel's (`flock`), which ends with its process, so that one killed leaves nothing locked. It is
held on a file of its own: the PO file is another one after every save. Lock files lie outside the locale folder,
which belongs to translators and their version control.
"""

import errno
import hashlib
import json
import os
import stat
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from app.content.files import clean
from app.content.po import Key, Message, PoError, PoFile, Previous
from app.content.po.message import FUZZY
from app.localisation.reading import keep, parsed

# Hidden, and not ending in .po, so that nobody who looks for PO files finds one half written.
PREFIX, SUFFIX = ".", ".saving"
NEW_FILE = 0o644
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}


class NotSaved(Exception):
    """Nothing was written; the message says why, for whoever wanted to save."""


class Conflict(NotSaved):
    """Somebody else changed the message. `current` is what the file holds, `wanted` what was not saved."""

    def __init__(self, current: Message, wanted: Message) -> None:
        super().__init__("Somebody else changed this translation in the meantime; compare both, and save again.")
        self.current, self.wanted = current, wanted


class MessageGone(NotSaved):
    """The file no longer holds the message, or only as one that is out of use."""

    def __init__(self, key: Key) -> None:
        super().__init__("The English was changed or removed in the meantime, so this text is no longer in use.")
        self.key = key


class FileChanged(NotSaved):
    """The file isn't what a writer of whole files started from."""

    def __init__(self, file: Path) -> None:
        super().__init__(f"{file} was changed in the meantime; nothing was written. Do it again.")


class CannotSave(NotSaved):
    """The machine refuses: the disk is full, the folder may not be written to, the file is a link, or is broken."""


def fingerprint(message: Message) -> str:
    """What a message says, in 32 hexadecimal digits: English, translation, whether fuzzy, translators' comments."""
    english = (message.context, message.source, message.plural)
    parts = (english, message.translations, message.comments)
    text = json.dumps([message.fuzzy, *([storable(each) for each in part] for part in parts)])
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def storable(text: str) -> str:
    """The text as it is kept: NFC, line feeds as line ends, nothing that UTF-8 or HTML can't hold."""
    return clean(text.encode(errors="replace").decode())


def save(
    *,
    file: Path,
    locks: Path,
    key: Key,
    expected: str,
    translations: tuple[str, ...],
    fuzzy: bool = False,
    previous: Previous | None = None,
    comments: Iterable[str] | None = None,
) -> Message:
    """Save one message's translation and return the message as it is now; its fingerprint is what to expect next.

    `expected` is the fingerprint of the message that the translator started from. A `fuzzy` one needs work: it stays
    stale if it is, and becomes so if `previous` says of which English it is a translation. `comments` are the
    translator's lines, None to leave them. Saving again what is already there is no conflict. Raises Conflict,
    MessageGone or CannotSave, and ValueError if these are not as many forms as the message has; then the file is as
    it was.
    """
    saved: Message | None = None

    def change(po: PoFile) -> PoFile:
        nonlocal saved
        current = po.by_key.get(key)
        if current is None:
            raise MessageGone(key)
        before = replace(current, previous=previous) if previous else current
        saved = edited(po, before, translations=translations, fuzzy=fuzzy, comments=comments)
        if fingerprint(current) != expected and fingerprint(current) != fingerprint(saved):
            raise Conflict(current, saved)
        return po.with_message(saved)

    rewrite(file=file, locks=locks, change=change)
    assert saved is not None  # noqa: S101 - rewrite has called change
    return saved


def edited(
    po: PoFile, current: Message, *, translations: tuple[str, ...], fuzzy: bool, comments: Iterable[str] | None = None
) -> Message:
    """The message with what a translator wrote, as it is kept. Raises ValueError at a wrong number of forms."""
    if len(translations) != form_count(po, current):
        raise ValueError(f"{len(translations)} forms given, {form_count(po, current)} wanted")
    texts = tuple(storable(text) for text in translations)
    changed = current.translated(texts)
    if comments is not None:
        changed = replace(changed, comments=tuple(comment_lines(comments)))
    if fuzzy and texts[0]:
        return replace(changed, flags=(FUZZY, *changed.flags), previous=current.previous)
    return changed


def form_count(po: PoFile, message: Message) -> int:
    """How many forms a translation of the message has to have: one, or as many as the file's header says."""
    if not message.plural:
        return 1
    count = po.header.get("Plural-Forms", "").partition("nplurals=")[2].partition(";")[0].strip()
    return int(count) if count.isdecimal() else len(message.translations)


def rewrite(*, file: Path, locks: Path, change: Callable[[PoFile], PoFile]) -> None:
    """Change a PO file under its lock; `change` is given the file as it is at that moment.

    What `change` raises leaves the file as it is. Raises CannotSave.
    """
    with exclusive(file=file, locks=locks):
        before = _read(file)
        try:
            changed = change(parsed(file, before))
        except PoError as error:
            raise CannotSave(f"{file}:{error.line}: {error.wrong}; {error.instead}") from error
        after = bytes(changed)
        if after != before:
            put(file, after)
            keep(file, after, changed)


def replace_file(*, file: Path, locks: Path, expected: bytes | None, new: bytes) -> None:
    """Write a whole file under its lock. `expected` is what it held when `new` was made, None where there was none.

    Raises FileChanged if it holds something else by now, and CannotSave; then it is as it was.
    """
    with exclusive(file=file, locks=locks):
        current = _read(file) if file.exists() else None
        if current != expected:
            raise FileChanged(file)
        if current != new:
            put(file, new)


@contextmanager
def exclusive(*, file: Path, locks: Path) -> Iterator[None]:
    """Keep every other writer of the file waiting, in this process and in others with the same folder of locks."""
    import fcntl  # noqa: PLC0415 - Windows lacks it; a site there can still be read

    # However the file is named, its lock is the same.
    digest = hashlib.sha256(str(file.resolve()).encode()).hexdigest()[:16]
    try:
        locks.mkdir(parents=True, exist_ok=True)
        lock = (locks / f"{file.name}-{digest}.lock").open("ab")
    except OSError as error:
        raise _refused(locks, error) from error
    with lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def put(file: Path, data: bytes) -> None:
    """Put the file in the old one's place at once, with the old one's permissions. Raises CannotSave.

    Whoever calls this holds the lock, or is the only one who knows the file.
    """
    if file.is_symlink():
        raise CannotSave(
            f"{file} is a symbolic link, which saving would cut: put the file itself there. Nothing was saved."
        )
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        _remove_leftovers(file)
        _replace(file, data)
        _sync_folder(file.parent)
    except OSError as error:
        raise _refused(file, error) from error


def _replace(file: Path, data: bytes) -> None:
    descriptor, name = tempfile.mkstemp(dir=file.parent, prefix=f"{PREFIX}{file.name}.", suffix=SUFFIX)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as opened:
            os.fchmod(opened.fileno(), stat.S_IMODE(file.stat().st_mode) if file.exists() else NEW_FILE)
            opened.write(data)
            opened.flush()
            os.fsync(opened.fileno())
        temporary.replace(file)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _remove_leftovers(file: Path) -> None:
    """Writers that were killed can't tidy up; whoever holds the lock knows that none is at work."""
    for path in file.parent.iterdir():
        if path.name.startswith(f"{PREFIX}{file.name}.") and path.name.endswith(SUFFIX):
            path.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise CannotSave(f"{file} can't be read ({error.strerror}). Nothing was saved.") from error


def comment_lines(comments: Iterable[str]) -> Iterator[str]:
    """Comments as they can stand in a PO file: one to a line, and nothing invisible."""
    for comment in comments:
        for line in storable(comment).split("\n"):
            yield "".join(sign if sign.isprintable() else " " for sign in line).rstrip()


def _refused(path: Path, error: OSError) -> CannotSave:
    reason = f"{path} can't be written ({error.strerror})"
    if error.errno in FULL:
        reason = f"There is no room for {path} on the disk"
    elif error.errno in FORBIDDEN:
        reason = f"{path} may not be written to ({error.strerror})"
    return CannotSave(f"{reason}. Nothing was saved; what was there before still is.")
