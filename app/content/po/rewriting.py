"""The lines of a message whose content changed: what didn't change stays as it was written."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.content.po.blocks import Block, block_of
from app.content.po.message import FUZZY, Message
from app.content.po.writing import written

# The parts of a message in the order that gettext writes them.
COMMENT, NOTE, REFERENCE, FLAG, PREVIOUS, SOURCE, TRANSLATION = range(7)
STARTS = (
    (NOTE, re.compile(r"\s*#\.")),
    (REFERENCE, re.compile(r"\s*#:")),
    (FLAG, re.compile(r"\s*#[,=]")),
    (PREVIOUS, re.compile(r"\s*#~?\|")),
    (COMMENT, re.compile(r"\s*#")),
    (SOURCE, re.compile(r"\s*msg(?:id|ctxt)")),
    (TRANSLATION, re.compile(r"\s*msgstr")),
)


def rewritten(block: Block, message: Message, end: str) -> Block:
    """The block with the message's content; parts that say the same keep their lines."""
    old = block.message
    if old == message:
        return block
    if old is None or old.is_header or old.obsolete or message.obsolete or bool(message.plural) != bool(old.plural):
        return replace(block_of(message, end), line=block.line)
    lines = list(_replaced(block.lines, old, message, end))
    if not block.lines[-1].endswith("\n"):
        lines[-1] = lines[-1].removesuffix(end)
    return replace(block, lines=tuple(lines), message=message)


def _replaced(lines: Sequence[str], old: Message, new: Message, end: str) -> Iterator[str]:
    """The lines with the parts that changed written anew, each where it began, or where gettext would put it."""
    before = list(_parted(lines))
    fresh: dict[int, list[str]] = {part: [] for part in _changed_parts(old, new)}
    for part, line in _parted([f"{line}{end}" for line in written(new)]):
        if part in fresh:
            fresh[part].append(line)
    if FLAG in fresh and _others(old) == _others(new):
        fresh[FLAG] = list(_flagged([line for part, line in before if part == FLAG], end, fuzzy=new.fuzzy))
    changed, present = set(fresh), {part for part, _ in before}
    for part, line in before:
        for due in sorted(due for due in fresh if due == part or (due < part and due not in present)):
            yield from fresh.pop(due)
        if part not in changed:
            yield line


def _changed_parts(old: Message, new: Message) -> set[int]:
    parts = {
        COMMENT: old.comments != new.comments,
        NOTE: old.notes != new.notes,
        REFERENCE: old.references != new.references,
        FLAG: old.flags != new.flags,
        PREVIOUS: old.previous != new.previous,
        SOURCE: old.plural != new.plural,
        TRANSLATION: old.translations != new.translations,
    }
    return {part for part, changed in parts.items() if changed}


def _others(message: Message) -> tuple[str, ...]:
    return tuple(flag for flag in message.flags if flag != FUZZY)


def _parted(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Each line with the part it belongs to; what continues a string belongs to the line above it."""
    part = COMMENT
    for line in lines:
        part = next((found for found, start in STARTS if start.match(line)), part)
        yield part, line


def _flagged(lines: Sequence[str], end: str, *, fuzzy: bool) -> Iterator[str]:
    """The lines of flags with the mark `fuzzy` set or taken away, other flags being left as they are written."""
    if fuzzy:
        first, *others = lines or ("",)
        yield re.sub(r"#([,=])\s*", rf"#\1 {FUZZY}, ", first, count=1) if first else f"#, {FUZZY}{end}"
        yield from others
        return
    for line in lines:
        rest = re.sub(rf"(?<=[,\s]){FUZZY}\s*(?:,\s*|(?=\s*$))", "", line.rstrip("\r\n")).rstrip(", ")
        if rest.strip() not in {"#", "#="}:
            yield f"{rest}{end}"
