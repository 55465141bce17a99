"""Keeping the finished index in a file, built anew when a course, a dictionary or the file's form has changed."""

import hashlib
import json
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

from app.content.library import Library
from app.content.search.building import FORMAT
from app.content.search.texts import texts_of

_PACKAGE = "app.content.search"
_ROOT = Path(__file__).parents[3]


class CannotIndex(Exception):
    """The index could not be built or written; the text says why."""


def prepare(library: Library, cache: Path) -> Path:
    """The file in the folder `cache` with the index of these courses; takes about a second if it must be built.

    Several processes may prepare at once. Indexes of other versions of the courses are deleted.
    Raises CannotIndex.
    """
    known_by = f"{library.version}\0{version('simplemma')}\0{FORMAT}"
    target = cache.resolve() / f"search-{hashlib.sha256(known_by.encode()).hexdigest()[:16]}.json"
    try:
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            _build(library, target)
        for path in target.parent.glob("search-*.json"):
            if path != target:
                path.unlink(missing_ok=True)
    except OSError as error:
        raise CannotIndex(f"the search index can't be kept in {cache} ({error.strerror})") from error
    return target


def _build(library: Library, target: Path) -> None:
    """Have a process build it whose memory goes when it ends: dictionaries are large."""
    command = [sys.executable, "-m", _PACKAGE, str(target)]
    texts = json.dumps(texts_of(library)).encode()
    # Nothing in the command comes from outside the project but the folder, and no shell reads it.
    ended = subprocess.run(command, input=texts, cwd=_ROOT, capture_output=True, check=False)  # noqa: S603 - see above
    if ended.returncode:
        raise CannotIndex(f"the search index can't be built: {ended.stderr.decode(errors='replace').strip()}")
