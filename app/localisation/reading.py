"""Files as they were parsed last in this process: what was just shown or saved needn't be read anew to be changed."""

from pathlib import Path
from typing import Final

from app.content.po import PoFile, parse

_KEPT: Final[dict[Path, tuple[bytes, PoFile]]] = {}


def parsed(path: Path, data: bytes) -> PoFile:
    """What `parse` makes of a file's bytes; that of before, if these are the same. Raises PoError as it does."""
    kept = _KEPT.get(path)
    if kept is not None and kept[0] == data:
        return kept[1]
    file = parse(data)
    _KEPT[path] = (data, file)
    return file


def keep(path: Path, data: bytes, file: PoFile) -> None:
    """Keep a file that was changed in memory and then written. The lines of its blocks are those of before."""
    _KEPT[path] = (data, file)
