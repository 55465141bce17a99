"""Sorting: items belong into groups, the labels. Marked with the share right."""

import random
from collections.abc import Sequence

from app.content.blocks import Entry, QuestionBlock
from app.content.model import Item, Sorting
from app.content.problems import Report
from app.content.questions import places, structure
from app.content.questions.answers import Answer, Form, Incomplete, Marked, placements
from app.content.questions.arrangement import arranged, keys, shuffled
from app.content.questions.views import PlacesView

__all__ = ["answerable", "draft", "fits", "mark", "order", "parse", "read", "show"]

EXAMPLE = "- Before the project {#before}"


def fits(block: QuestionBlock) -> bool:
    """Some group holds more than one item; where all hold one it looks like a matching."""
    return any(len(entry.children) > 1 for entry in structure.main_list(block).entries)


def parse(block: QuestionBlock, report: Report) -> Sorting | None:
    if structure.tell(block, report, _faults(block)):
        return None
    groups = structure.main_list(block).entries
    return Sorting(
        items=tuple(item for group in groups for item in _items(group)),
        labels=tuple(structure.label_of(group) for group in groups),
    )


def order(body: Sorting, rng: random.Random) -> tuple[str, ...]:
    return shuffled(body.items, rng)


def read(body: Sorting, form: Form) -> Answer | Incomplete:
    return places.read(body.items, keys(body.labels), form)


def draft(body: Sorting, form: Form) -> Answer:
    return places.draft(body.items, keys(body.labels), form)


def mark(body: Sorting, answer: Answer) -> Marked:
    return places.mark_share(body.items, body.labels, answer)


def answerable(body: Sorting, answer: Answer) -> bool:
    return places.answerable(body.items, keys(body.labels), answer)


def show(body: Sorting, order: Sequence[str], answer: Answer | None, marked: Marked | None) -> PlacesView:
    """The items stand as in `order`, the groups to choose from as authored."""
    placed = places.known(body.items, keys(body.labels), placements(answer))
    items = arranged(body.items, order)
    return PlacesView("sort", places.rows(items, placed, marked), places.shown_places(body.labels))


def _items(group: Entry) -> tuple[Item, ...]:
    return tuple(structure.item_of(child, structure.key_of(group)) for child in group.children)


def _faults(block: QuestionBlock) -> structure.Faults:
    groups = structure.main_list(block).entries
    items = structure.nested(groups)
    yield from structure.list_faults(block, example=EXAMPLE)
    yield from structure.otherwise_faults(block)
    if block.listings:
        yield from structure.few_faults(groups, structure.main_list(block).line, what="groups")
    yield from structure.entry_faults((*groups, *items))
    yield from structure.alike_faults(groups, structure.plainly)
    yield from structure.alike_faults(items, structure.plainly)
    yield from structure.box_faults((*groups, *items))
    yield from structure.nesting_faults(items)
    yield from structure.stray_feedback_faults(groups, "nest it under the items of the group")
    yield from _empty_faults(groups)


def _empty_faults(groups: tuple[Entry, ...]) -> structure.Faults:
    for group in groups:
        if not group.children:
            wrong = f'nothing belongs to the group "{group.text.plain}"'
            yield structure.Fault(group.line, wrong, "nest at least one item under it, or remove it")
