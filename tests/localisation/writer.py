"""Saves translations in a process of its own: `writer.py FILE LOCKS WORD FIRST COUNT`, one text after the other.

With `writer.py FILE LOCKS WORD FIRST COUNT STEP` it kills itself at that line of `app/localisation/saving.py`, counted
as they are run, if there are so many.
"""

import os
import signal
import sys
from itertools import count
from pathlib import Path
from types import FrameType
from typing import Any

from app.content.po import Key, parse
from app.localisation import saving


def work(file: Path, locks: Path, word: str, first: int, number: int) -> None:
    for each in range(first, first + number):
        message = parse(file.read_bytes()).by_key[Key("", f"Text {each}")]
        text = (f"{word} {each} {'ż' * 2000}",)
        saving.save(file=file, locks=locks, key=message.key, expected=saving.fingerprint(message), translations=text)
        print(each, flush=True)  # noqa: T201 - the test reads it


def die_at(step: int) -> None:
    steps = count(1)

    def trace(frame: FrameType, event: str, argument: Any) -> Any:
        if frame.f_code.co_filename != saving.__file__:
            return None
        if event == "line" and next(steps) == step:
            os.kill(os.getpid(), signal.SIGKILL)
        return trace

    sys.settrace(trace)


def main() -> None:
    file, locks, word, first, number, *step = sys.argv[1:]
    if step:
        die_at(int(step[0]))
    work(Path(file), Path(locks), word, int(first), int(number))


main()
