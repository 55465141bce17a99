"""True or false: two options with the keys `true` and `false`. Marked 1 or 0."""

# Every kind has the same functions with the same arguments, whether it needs them or not.
# ruff: noqa: ARG001

import random

from app.content.blocks import QuestionBlock
from app.content.model import Choice
from app.content.problems import Report
from app.content.questions import choices, structure
from app.content.questions.arrangement import keys
from app.content.questions.choices import answerable, draft
from app.content.questions.choices import mark_whole as mark
from app.content.questions.choices import read_one as read
from app.content.questions.choices import show_one as show

__all__ = ["answerable", "draft", "fits", "mark", "order", "parse", "read", "show"]

KEYS = frozenset({"true", "false"})


def fits(block: QuestionBlock) -> bool:
    return choices.shaped(block) and {entry.key for entry in choices.entries_of(block)} == KEYS


def parse(block: QuestionBlock, report: Report) -> Choice | None:
    return None if structure.tell(block, report, _faults(block)) else choices.body_of(block)


def order(body: Choice, rng: random.Random) -> tuple[str, ...]:
    """As authored whatever the chance: people expect "True" before "False"."""
    return keys(body.options)


def _faults(block: QuestionBlock) -> structure.Faults:
    yield from choices.faults(block)
    yield from choices.none_right_faults(block)
    yield from choices.several_right_faults(block, "tick one only")
    for entry in choices.entries_of(block):
        if entry.key and entry.key not in KEYS:
            wrong = f"the key {{#{entry.key}}} is neither {{#true}} nor {{#false}}"
            yield structure.Fault(entry.line, wrong, "write one of them, or leave out kind=truefalse")
