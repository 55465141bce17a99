"""The kinds of question. Each kind is one module with the same functions; this is their register.

Everything here is pure. A question's `kind` and the class of its `body` belong together, since
`parse` makes both.
"""

import hashlib
import random
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any, Protocol

from app.content.blocks import QuestionBlock
from app.content.model import Body, Choice, Question, Short
from app.content.problems import Report, suggestion
from app.content.questions import (
    matching,
    multiple,
    ordering,
    reflection,
    short,
    single,
    sorting,
    structure,
    truefalse,
)
from app.content.questions.answers import FIELD, Answer, Form, Incomplete, Marked, Reason
from app.content.questions.views import View

__all__ = [
    "FIELD",
    "KINDS",
    "Answer",
    "Form",
    "Incomplete",
    "Marked",
    "Reason",
    "View",
    "answerable",
    "default_order",
    "draft",
    "mark",
    "order",
    "parse",
    "read",
    "show",
]


class Kind(Protocol):
    """The anatomy of a kind. `body` is Any because each kind takes its own class of body only."""

    def parse(self, block: QuestionBlock, report: Report) -> Body | None: ...
    def order(self, body: Any, rng: random.Random) -> tuple[str, ...]: ...
    def read(self, body: Any, form: Form) -> Answer | Incomplete: ...
    def draft(self, body: Any, form: Form) -> Answer: ...
    def mark(self, body: Any, answer: Answer) -> Marked: ...
    def answerable(self, body: Any, answer: Answer) -> bool: ...
    def show(self, body: Any, order: Sequence[str], answer: Answer | None, marked: Marked | None) -> View: ...


class Recognisable(Kind, Protocol):
    """A kind that need not be stated, as its list has a shape of its own."""

    def fits(self, block: QuestionBlock) -> bool: ...


RECOGNISABLE: dict[str, Recognisable] = {
    "single": single,
    "multiple": multiple,
    "truefalse": truefalse,
    "matching": matching,
    "ordering": ordering,
    "sorting": sorting,
}
STATED: dict[str, Kind] = {"short": short, "reflection": reflection}
KINDS: dict[str, Kind] = RECOGNISABLE | STATED


def parse(block: QuestionBlock, *, lesson: str, report: Report) -> Question | None:
    """The question written in `block`; None where it has errors, all of which are reported.

    `lesson` is the id of the lesson it stands in or comes from.
    """
    faulty = structure.tell(block, report, structure.general_faults(block))
    kind = _kind_of(block, report)
    body = KINDS[kind].parse(block, report) if kind else None
    if faulty or kind is None or body is None:
        return None
    return _question(block, kind=kind, lesson=lesson, body=body)


def order(question: Question, rng: random.Random) -> tuple[str, ...]:
    """The keys of what is shuffled, in an order drawn with `rng`; empty for what is written.

    Shuffled are options, the labels of a matching, the items of an ordering or sorting. True/false
    keeps its order, and an ordering never comes in the right one.
    """
    return KINDS[question.kind].order(question.body, rng)


@lru_cache(maxsize=4096)
def default_order(question: Question) -> tuple[str, ...]:
    """The order for a lesson, the same for everyone: as authored for choices, else shuffled by the id."""
    if isinstance(question.body, Choice):
        return tuple(option.key for option in question.body.options)
    # Not for secrecy: the order must only be stable, and tell nothing of the right one.
    return order(question, random.Random(question.id))


def read(question: Question, form: Form) -> Answer | Incomplete:
    """The answer that a submitted form holds, or why it is none yet."""
    return KINDS[question.kind].read(question.body, form)


def draft(question: Question, form: Form) -> Answer:
    """What a form holds, complete or not, to show it again; what is unknown is left out."""
    return KINDS[question.kind].draft(question.body, form)


def mark(question: Question, answer: Answer) -> Marked:
    """Mark an answer, also one to an earlier revision: keys that no longer exist count as nothing."""
    return KINDS[question.kind].mark(question.body, answer)


def as_accepted_now(question: Question, current: Question | None) -> Question:
    """An earlier revision of a question, whose short answers count in every language that the `current` one has."""
    if current and isinstance(question.body, Short) and isinstance(current.body, Short):
        return replace(question, body=replace(question.body, accepted=current.body.accepted))
    return question


def answerable(question: Question, answer: Answer) -> bool:
    """Whether the answer fits the question as it is now, all its keys existing still."""
    return KINDS[question.kind].answerable(question.body, answer)


def show(question: Question, order: Sequence[str], answer: Answer | None, marked: Marked | None) -> View:
    """What a page shows. `answer` may be a draft; without `marked` nothing tells right from wrong."""
    return KINDS[question.kind].show(question.body, order, answer, marked)


def _kind_of(block: QuestionBlock, report: Report) -> str | None:
    stated = block.attributes.get("kind")
    kind = stated if stated is not None else _recognised(block)
    if kind in KINDS:
        return kind
    structure.tell(block, report, _kind_faults(block, stated))
    return None


def _recognised(block: QuestionBlock) -> str | None:
    """The first that fits; true/false goes before single choice, which has the same shape."""
    names = ("truefalse", "single", "multiple", "sorting", "matching", "ordering")
    return next((name for name in names if RECOGNISABLE[name].fits(block)), None)


def _kind_faults(block: QuestionBlock, stated: str | None) -> structure.Faults:
    if stated is not None:
        instead = suggestion(stated, KINDS, f"write one of {', '.join(KINDS)}")
        yield structure.Fault(block.place.line, f'there is no kind "{stated}"', instead)
    elif not block.listings:
        instead = 'write its list, or state "kind=reflection" if people should only think and write'
        yield structure.Fault(block.place.line, "it has no list to answer with", instead)
    else:
        instead = 'tick what is right with "[x]", nest what belongs together, or number what has an order'
        yield structure.Fault(block.listings[0].line, "its list does not tell the kind of question", instead)


def _question(block: QuestionBlock, *, kind: str, lesson: str, body: Body) -> Question:
    return Question(
        id=block.id,
        kind=kind,
        lesson=lesson,
        anchor=f"q-{block.id}",
        stem=block.stem,
        stem_plain=block.stem_plain,
        body=body,
        hints=block.hints,
        explanation=block.explanation,
        source=block.source,
        revision=hashlib.sha256(block.source.encode()).hexdigest()[:16],
        place=block.place,
    )
