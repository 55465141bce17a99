"""Faults that questions of several kinds can have, and how they are told."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from app.content.blocks import Entry, Listing, QuestionBlock
from app.content.model import Item, Label, Place
from app.content.problems import Report

KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
TELLTALE = frozenset({"right", "correct", "wrong", "incorrect"})
POSITION = re.compile(r"[a-z]|[0-9]{1,2}|first|second|third|fourth|fifth|last|(option|answer|item)-?[a-z0-9]?")


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a question; `line` counts from 1 in its file.

    A fault of the `wording` lies in the texts, not in how they are put together. It is told like any
    other, but the question can be made all the same: two texts that differ in English may be one
    in a translation, and no translation may take a question away.
    """

    line: int
    wrong: str
    instead: str
    wording: bool = False


Faults = Iterator[Fault]


def tell(block: QuestionBlock, report: Report, faults: Iterable[Fault]) -> bool:
    """Report the faults, as of `block`; whether any keeps the question from being made."""
    found = list(faults)
    for fault in found:
        report.error(Place(block.place.file, fault.line), f'question "{block.id}": {fault.wrong}', fault.instead)
    return not all(fault.wording for fault in found)


def general_faults(block: QuestionBlock) -> Faults:
    """What is wrong whatever the kind; the words of the opening line are the lesson parser's affair."""
    if not block.stem_plain.strip():
        yield Fault(block.place.line, "it asks nothing", "write the question before the list")


def list_faults(block: QuestionBlock, *, example: str) -> Faults:
    """Not exactly one list; `example` is an item of the list that belongs there."""
    if not block.listings:
        yield Fault(block.place.line, "it has no list", f'write one after the question, its items like "{example}"')
    for listing in block.listings[1:]:
        yield Fault(
            listing.line,
            "it has a second list",
            "keep one list; a list that belongs to the question goes into a lesson paragraph before it",
        )


def otherwise_faults(block: QuestionBlock) -> Faults:
    if block.otherwise:
        wrong = 'only a short answer has an "Otherwise:" paragraph'
        yield Fault(block.place.line, wrong, 'state "kind=short", or make it the feedback of an option')


def main_list(block: QuestionBlock) -> Listing:
    """The first list, which is the only one of a question without faults; empty where there is none."""
    return block.listings[0] if block.listings else Listing(ordered=False, entries=(), line=block.place.line)


def nested(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple(child for entry in entries for child in entry.children)


def entry_faults(entries: Iterable[Entry]) -> Faults:
    """Items without text, and missing, bad or repeated keys; all entries share one set of keys."""
    seen: dict[str, int] = {}
    for entry in entries:
        if not entry.text.plain.strip():
            yield Fault(entry.line, "an item has no text", "write what can be chosen before its {#key}")
        yield from _key_faults(entry, seen)
        if entry.key:
            seen.setdefault(entry.key, entry.line)


def _key_faults(entry: Entry, seen: dict[str, int]) -> Faults:
    name, key = f'"{entry.text.plain}"', entry.key
    if not key:
        yield Fault(entry.line, f"{name} has no key", "end its line with one, such as {#partner}")
    elif not KEY.fullmatch(key):
        yield Fault(entry.line, f"the key {{#{key}}} is malformed", f"write {{#{_tidied(key)}}}")
    elif key in seen:
        wrong = f"the key {{#{key}}} is used twice, first on line {seen[key]}"
        yield Fault(entry.line, wrong, "give each item a key of its own")
    elif key in TELLTALE:
        wrong = f"the key {{#{key}}} would give the answer away, as keys are part of the page"
        yield Fault(entry.line, wrong, f"name what {name} means")
    elif POSITION.fullmatch(key):
        wrong = f"the key {{#{key}}} names a position, but items are shuffled and change places"
        yield Fault(entry.line, wrong, f"name what {name} means")


def _tidied(key: str) -> str:
    """The nearest key that is well formed."""
    return re.sub(r"[^a-z0-9]+", "-", key.lower()).strip("-") or "partner"


def alike_faults(entries: Iterable[Entry], fold: Callable[[str], str]) -> Faults:
    """Two items that a reader could not tell apart."""
    seen: dict[str, Entry] = {}
    for entry in entries:
        twin = seen.setdefault(fold(entry.text.plain), entry)
        if twin is not entry:
            wrong = f'"{entry.text.plain}" is the same as the item on line {twin.line}'
            yield Fault(entry.line, wrong, "make them differ or remove one", wording=True)


def plainly(text: str) -> str:
    """Letter case and space apart, the same words."""
    return " ".join(text.casefold().split())


def few_faults(entries: tuple[Entry, ...], line: int, *, what: str) -> Faults:
    if len(entries) < 2:
        yield Fault(line, f"it has too few {what}", f"write at least two {what}")


def box_faults(entries: Iterable[Entry]) -> Faults:
    """Boxes where there is nothing to tick."""
    for entry in entries:
        if entry.mark is not None:
            wrong = f'"{entry.text.plain}" has a box, but this kind of question has nothing to tick'
            yield Fault(entry.line, wrong, 'remove the "[ ]" or "[x]"')


def nesting_faults(entries: Iterable[Entry]) -> Faults:
    """Lists nested deeper than the kind has a meaning for."""
    for entry in entries:
        if entry.children:
            wrong = f'there is a list inside "{entry.text.plain}"'
            yield Fault(entry.children[0].line, wrong, "bring its items out to the list around it, or remove them")


def stray_feedback_faults(entries: Iterable[Entry], instead: str) -> Faults:
    """Feedback at what cannot be answered, where nobody would ever see it."""
    for entry in entries:
        if entry.feedback:
            yield Fault(entry.line, f'nobody would see the feedback at "{entry.text.plain}"', instead)


def key_of(entry: Entry) -> str:
    """The key, which every entry has once `entry_faults` found nothing."""
    return entry.key or ""


def label_of(entry: Entry) -> Label:
    return Label(key_of(entry), entry.text)


def item_of(entry: Entry, target: str) -> Item:
    return Item(key_of(entry), entry.text, target, entry.feedback)
