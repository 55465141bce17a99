"""Ordering: items are to be put in their right order.

Marked (longest increasing run - 1) / (n - 1) for n items. The run is the longest increasing
subsequence of the right positions, read in the order given: the most items that stand in the right
order with one another, be there others between them. So the mark is 1 less the fewest items that
must be moved (Ulam's distance, n - run) over the most that ever must (n - 1). Partial credit for the longest
ordered subset is known from Moodle's ordering question; there it is run / n.
"""

import random
from collections.abc import Mapping, Sequence
from fractions import Fraction

from app.content.blocks import QuestionBlock
from app.content.model import Ordering
from app.content.problems import Report
from app.content.questions import places, structure
from app.content.questions.answers import (
    Answer,
    Form,
    Incomplete,
    Marked,
    Reason,
    chosen_keys,
    placements,
)
from app.content.questions.arrangement import arranged, keys, shuffled
from app.content.questions.views import PlacesView, ShownPlace

__all__ = ["answerable", "draft", "fits", "mark", "order", "parse", "read", "show"]


def fits(block: QuestionBlock) -> bool:
    """A numbered list with neither boxes nor lists inside."""
    listing = structure.main_list(block)
    return listing.ordered and not any(entry.mark is not None or entry.children for entry in listing.entries)


def parse(block: QuestionBlock, report: Report) -> Ordering | None:
    if structure.tell(block, report, _faults(block)):
        return None
    entries = structure.main_list(block).entries
    return Ordering(tuple(structure.item_of(entry, str(position)) for position, entry in enumerate(entries, 1)))


def order(body: Ordering, rng: random.Random) -> tuple[str, ...]:
    """Any order but the right one, as far as there is another."""
    shown = shuffled(body.items, rng)
    return shown[1:] + shown[:1] if shown == keys(body.items) else shown


def read(body: Ordering, form: Form) -> Answer | Incomplete:
    placed = places.read(body.items, _positions(body), form)
    if isinstance(placed, Incomplete):
        return placed
    shared = _sharing(placed)
    return Incomplete(Reason.SAME_POSITION, shared) if shared else _by_position(placed)


def draft(body: Ordering, form: Form) -> Answer:
    """Item key to position, as two items may be at one position and another at none."""
    return places.draft(body.items, _positions(body), form)


def mark(body: Ordering, answer: Answer) -> Marked:
    """The verdicts: moving only the items that are not right can put all in order."""
    run = longest_run(body, _given(body, answer))
    verdicts = {item.key: item.key in run for item in body.items}
    feedback = places.feedback(body.items, _given(body, answer))
    return Marked(_fraction(sum(verdicts.values()), len(body.items)), verdicts, feedback)


def answerable(body: Ordering, answer: Answer) -> bool:
    return isinstance(answer, list) and set(answer) <= set(keys(body.items))


def show(body: Ordering, order: Sequence[str], answer: Answer | None, marked: Marked | None) -> PlacesView:
    items = arranged(body.items, order)
    shown = tuple(ShownPlace(position, position) for position in _positions(body))
    return PlacesView("order", places.rows(items, _placed(body, answer), marked), shown)


def longest_run(body: Ordering, given: Sequence[str]) -> tuple[str, ...]:
    """The keys of the longest run in `given`; none where it is of one, unless that is all there is.

    (One item is always in order with itself, which says nothing and earns nothing.)
    """
    right = {item.key: int(item.target) for item in body.items}
    runs: list[tuple[str, ...]] = []
    for key in given:
        before = max((run for run in runs if right[run[-1]] < right[key]), key=len, default=())
        runs.append((*before, key))
    longest = max(runs, key=len, default=())
    return longest if len(longest) > 1 or len(body.items) == 1 else ()


def _fraction(run: int, total: int) -> Fraction:
    return Fraction(max(0, run - 1), total - 1) if total > 1 else Fraction(run)


def _positions(body: Ordering) -> tuple[str, ...]:
    return tuple(str(position) for position in range(1, len(body.items) + 1))


def _sharing(placed: Mapping[str, str]) -> tuple[str, ...]:
    """The keys of the items that are not alone at their position."""
    taken = list(placed.values())
    return tuple(key for key, position in placed.items() if taken.count(position) > 1)


def _by_position(placed: Mapping[str, str]) -> list[str]:
    return sorted(placed, key=lambda key: int(placed[key]))


def _given(body: Ordering, answer: Answer | None) -> tuple[str, ...]:
    """The keys of the answer that exist in `body`, in the order given."""
    known = set(keys(body.items))
    return tuple(key for key in dict.fromkeys(chosen_keys(answer)) if key in known)


def _placed(body: Ordering, answer: Answer | None) -> dict[str, str]:
    """Item key to position, of an answer or a draft."""
    positions = {key: str(number) for number, key in enumerate(_given(body, answer), 1)}
    return places.known(body.items, _positions(body), positions | placements(answer))


def _faults(block: QuestionBlock) -> structure.Faults:
    listing = structure.main_list(block)
    yield from structure.list_faults(block, example="1. Agree on the goals {#goals}")
    yield from structure.otherwise_faults(block)
    if block.listings:
        yield from structure.few_faults(listing.entries, listing.line, what="items")
    if block.listings and not listing.ordered:
        yield structure.Fault(listing.line, "its list has no order", 'number the items "1.", "2." in their right order')
    yield from structure.entry_faults(listing.entries)
    yield from structure.alike_faults(listing.entries, structure.plainly)
    yield from structure.box_faults(listing.entries)
    yield from structure.nesting_faults(listing.entries)
