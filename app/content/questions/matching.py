"""Matching: each item has one right partner among the labels. Marked with the share right."""

import random
from collections.abc import Sequence

from app.content.blocks import Entry, QuestionBlock
from app.content.model import Item, Label, Matching
from app.content.problems import Report
from app.content.questions import places, structure
from app.content.questions.answers import Answer, Form, Incomplete, Marked, placements
from app.content.questions.arrangement import arranged, keys, shuffled
from app.content.questions.views import PlacesView

__all__ = ["answerable", "draft", "fits", "mark", "order", "parse", "read", "show"]

EXAMPLE = "- Liaison {#liaison}"


def fits(block: QuestionBlock) -> bool:
    """Items with at most one partner each; one at least has it."""
    entries = structure.main_list(block).entries
    return max((len(entry.children) for entry in entries), default=0) == 1


def parse(block: QuestionBlock, report: Report) -> Matching | None:
    if structure.tell(block, report, _faults(block)):
        return None
    left, extra = _left(block), _extra(block)
    return Matching(tuple(_item(entry) for entry in left), tuple(_labels(left, extra)))


def order(body: Matching, rng: random.Random) -> tuple[str, ...]:
    return shuffled(body.labels, rng)


def read(body: Matching, form: Form) -> Answer | Incomplete:
    return places.read(body.items, keys(body.labels), form)


def draft(body: Matching, form: Form) -> Answer:
    return places.draft(body.items, keys(body.labels), form)


def mark(body: Matching, answer: Answer) -> Marked:
    return places.mark_share(body.items, body.labels, answer)


def answerable(body: Matching, answer: Answer) -> bool:
    return places.answerable(body.items, keys(body.labels), answer)


def show(body: Matching, order: Sequence[str], answer: Answer | None, marked: Marked | None) -> PlacesView:
    """The items stand as authored, their partners to choose from as in `order`."""
    placed = places.known(body.items, keys(body.labels), placements(answer))
    labels = arranged(body.labels, order)
    return PlacesView("match", places.rows(body.items, placed, marked), places.shown_places(labels))


def _left(block: QuestionBlock) -> tuple[Entry, ...]:
    return tuple(entry for entry in structure.main_list(block).entries if entry.mark is None)


def _extra(block: QuestionBlock) -> tuple[Entry, ...]:
    """The choices that belong to nobody, written with an empty box."""
    return tuple(entry for entry in structure.main_list(block).entries if entry.mark is not None)


def _item(entry: Entry) -> Item:
    return structure.item_of(entry, structure.key_of(entry.children[0]))


def _labels(left: tuple[Entry, ...], extra: tuple[Entry, ...]) -> list[Label]:
    return [structure.label_of(entry) for entry in (*structure.nested(left), *extra)]


def _faults(block: QuestionBlock) -> structure.Faults:
    listing = structure.main_list(block)
    left, extra = _left(block), _extra(block)
    partners = structure.nested(listing.entries)
    yield from structure.list_faults(block, example=EXAMPLE)
    yield from structure.otherwise_faults(block)
    if block.listings:
        yield from structure.few_faults(left, listing.line, what="pairs")
    yield from structure.entry_faults((*listing.entries, *partners))
    yield from structure.alike_faults(left, structure.plainly)
    yield from structure.alike_faults((*structure.nested(left), *extra), structure.plainly)
    yield from _pair_faults(left)
    yield from _partner_faults(partners)
    yield from _extra_faults(extra)


def _pair_faults(left: tuple[Entry, ...]) -> structure.Faults:
    for entry in left:
        name = f'"{entry.text.plain}"'
        if not entry.children:
            instead = 'nest its partner under it, or write "- [ ]" before a choice that belongs to nobody'
            yield structure.Fault(entry.line, f"{name} has no partner", instead)
        for child in entry.children[1:]:
            wrong = f"{name} has more than one partner"
            yield structure.Fault(child.line, wrong, "keep one, or sort into groups with kind=sorting")


def _partner_faults(partners: tuple[Entry, ...]) -> structure.Faults:
    yield from structure.box_faults(partners)
    yield from structure.nesting_faults(partners)
    yield from structure.stray_feedback_faults(
        partners, "put the quote after the nested list: a blank line before it, indented by two"
    )


def _extra_faults(extra: tuple[Entry, ...]) -> structure.Faults:
    yield from structure.nesting_faults(extra)
    yield from structure.stray_feedback_faults(extra, "move it to the item that could be confused with it")
    for entry in extra:
        if entry.mark:
            wrong = f'"{entry.text.plain}" is ticked, but belongs to no item'
            yield structure.Fault(entry.line, wrong, 'write "- [ ]", or nest it under its item without a box')
