"""Reflection: something to think about and write down. Never marked."""

# Every kind has the same functions with the same arguments, whether it needs them or not.
# ruff: noqa: ARG001

import random
from collections.abc import Sequence

from app.content.blocks import QuestionBlock
from app.content.model import Reflection
from app.content.problems import Report
from app.content.questions import structure, writing
from app.content.questions.answers import Answer, Form, Incomplete, Marked
from app.content.questions.views import WritingView

LIMIT = 4000
"""Characters allowed in an answer."""


def parse(block: QuestionBlock, report: Report) -> Reflection | None:
    return None if structure.tell(block, report, _faults(block)) else Reflection()


def order(body: Reflection, rng: random.Random) -> tuple[str, ...]:
    return ()


def read(body: Reflection, form: Form) -> Answer | Incomplete:
    return writing.read(form, limit=LIMIT)


def draft(body: Reflection, form: Form) -> Answer:
    return writing.draft(form)


def mark(body: Reflection, answer: Answer) -> Marked:
    return Marked(None, {}, {})


def answerable(body: Reflection, answer: Answer) -> bool:
    return isinstance(answer, str)


def show(body: Reflection, order: Sequence[str], answer: Answer | None, marked: Marked | None) -> WritingView:
    return writing.view(answer, marked, long=True)


def _faults(block: QuestionBlock) -> structure.Faults:
    yield from structure.otherwise_faults(block)
    for listing in block.listings:
        instead = "remove it, or state another kind of question"
        yield structure.Fault(listing.line, "a reflection has no list to choose from", instead)
