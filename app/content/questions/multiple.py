"""Multiple choice: one or more options are right, and all of them are to be chosen.

Marked max(0, (right chosen - wrong chosen) / all right), so choosing everything gains nothing.
"""

from fractions import Fraction

from app.content.blocks import QuestionBlock
from app.content.model import Choice
from app.content.problems import Report
from app.content.questions import choices, structure
from app.content.questions.answers import Answer, Marked
from app.content.questions.choices import answerable, draft, order, read
from app.content.questions.choices import show_many as show

__all__ = ["answerable", "draft", "fits", "mark", "order", "parse", "read", "show"]


def fits(block: QuestionBlock) -> bool:
    return choices.shaped(block) and len(choices.ticked(block)) > 1


def parse(block: QuestionBlock, report: Report) -> Choice | None:
    return None if structure.tell(block, report, _faults(block)) else choices.body_of(block)


def _faults(block: QuestionBlock) -> structure.Faults:
    yield from choices.faults(block)
    yield from choices.none_right_faults(block)
    entries = choices.entries_of(block)
    if entries and len(choices.ticked(block)) == len(entries):
        wrong = "every answer is right, so choosing all without reading earns full marks"
        yield structure.Fault(structure.main_list(block).line, wrong, "add an option that is wrong")


def mark(body: Choice, answer: Answer) -> Marked:
    chosen, right = choices.chosen_options(body, answer), choices.right_options(body)
    surplus = len(chosen & right) - len(chosen - right)
    return choices.marked(body, chosen, Fraction(max(0, surplus), len(right)))
