"""Builds an index: `python -m app.content.search FILE`, with the texts of the courses on standard input."""

import json
import os
import sys
from pathlib import Path

from app.content.search.building import index_texts
from app.content.search.lemmas import Dictionary
from app.content.search.texts import from_json


def main() -> None:
    target = Path(sys.argv[1])
    index = index_texts(from_json(json.load(sys.stdin.buffer)), Dictionary)
    try:
        write(json.dumps(index, ensure_ascii=False), target)
    except OSError as error:
        sys.exit(f"{target}: {error.strerror}")


def write(text: str, target: Path) -> None:
    """Write so that the file is there whole or not at all, whatever happens meanwhile."""
    unfinished = target.with_name(f"{target.stem}.{os.getpid()}.unfinished")
    try:
        with unfinished.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)


if __name__ == "__main__":
    main()
