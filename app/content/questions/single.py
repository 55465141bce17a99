"""Single choice: exactly one option is right. Marked 1 or 0."""

from app.content.blocks import QuestionBlock
from app.content.model import Choice
from app.content.problems import Report
from app.content.questions import choices, structure
from app.content.questions.choices import answerable, draft, order
from app.content.questions.choices import mark_whole as mark
from app.content.questions.choices import read_one as read
from app.content.questions.choices import show_one as show

__all__ = ["answerable", "draft", "fits", "mark", "order", "parse", "read", "show"]


def fits(block: QuestionBlock) -> bool:
    """A list of boxes, at most one ticked: none is a single choice too, lacking its right answer."""
    return choices.shaped(block) and len(choices.ticked(block)) <= 1


def parse(block: QuestionBlock, report: Report) -> Choice | None:
    return None if structure.tell(block, report, _faults(block)) else choices.body_of(block)


def _faults(block: QuestionBlock) -> structure.Faults:
    yield from choices.faults(block)
    yield from choices.none_right_faults(block)
    yield from choices.several_right_faults(block, 'tick one only, or state "kind=multiple"')
