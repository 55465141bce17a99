"""What the shell and the person at it are told."""

import argparse
import sys
from collections.abc import Sequence
from typing import TypeAlias

from app.content.problems import Problem

# Everything well, something wrong, a setting or an argument that can't be used.
WELL, WRONG, UNUSABLE = 0, 1, 2
# As shells say it of a program that ended by Ctrl+C.
INTERRUPTED = 130

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001 - has no public name
"""What a family of commands adds its own to."""


def report(problems: Sequence[Problem]) -> int:
    for problem in problems:
        print(problem)
    errors = sum(problem.error for problem in problems)
    print(f"{counted(errors, 'error')}, {counted(len(problems) - errors, 'warning')}")
    return WRONG if errors else WELL


def counted(number: int, thing: str) -> str:
    return f"{number or 'no'} {thing}{'' if number == 1 else 's'}"


def outdated(meanwhile: str) -> int:
    """Complain that the database isn't at the newest migration, and say what is so until it is."""
    return complain(
        "The database isn't at the newest migration. Start the site with “atsiv serve”, which brings it up to date; "
        f"until then {meanwhile}.",
        status=WRONG,
    )


def complain(*sentences: str, status: int) -> int:
    for sentence in sentences:
        print(sentence, file=sys.stderr)
    return status
