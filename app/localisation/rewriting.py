"""The lines of a message whose content changed: what didn't change stays as it was written."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.content.po import Key, Message, PoFile, written
from app.content.po.file import Block, block_of
from app.content.po.message import FUZZY

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


def with_entry(file: PoFile, message: Message) -> PoFile:
    """The same file with the message in place of the one of its key, which is in use; only its lines change.

    Raises KeyError if the file doesn't hold it.
    """
    place = place_of(file, message.key)
    rows = list(file.blocks)
    rows[place] = rewritten(rows[place], message, file.end)
    return replace(file, blocks=tuple(rows))


def place_of(file: PoFile, key: Key) -> int:
    """Which block holds the message in use. Raises KeyError if none does."""
    for at, block in enumerate(file.blocks):
        if block.message and not block.message.obsolete and block.message.key == key:
            return at
    raise KeyError(key)


def rewritten(block: Block, message: Message, end: str) -> Block:
    """The block with the message's content; parts that say the same keep their lines."""
    old = block.message
    if old == message:
        return block
    if old is None or old.is_header or old.obsolete or message.obsolete:
        return replace(block_of(message, end), line=block.line)
    # Translations, `fuzzy` and previous English are what PoFile itself can change.
    flags = message.flags if _others(old) != _others(message) else old.flags
    outside = replace(
        message, translations=old.translations, flags=flags, previous=old.previous, plural=message.plural or old.plural
    )
    if bool(message.plural) != bool(old.plural):
        return replace(block_of(message, end), line=block.line)
    lines = tuple(_replaced(block.lines, _changed_parts(old, outside), outside, end))
    return PoFile((replace(block, lines=lines, message=outside),), end=end).with_message(message).blocks[0]


def _others(message: Message) -> tuple[str, ...]:
    return tuple(flag for flag in message.flags if flag != FUZZY)


def _changed_parts(old: Message, new: Message) -> set[int]:
    parts = {
        COMMENT: old.comments != new.comments,
        NOTE: old.notes != new.notes,
        REFERENCE: old.references != new.references,
        FLAG: old.flags != new.flags,
        SOURCE: old.plural != new.plural,
    }
    return {part for part, changed in parts.items() if changed}


def _replaced(lines: Sequence[str], parts: set[int], message: Message, end: str) -> Iterator[str]:
    """The lines with the parts written anew, each where it began, or where gettext would put it."""
    fresh: dict[int, list[str]] = {part: [] for part in parts}
    for part, line in _parted([f"{line}{end}" for line in written(message)]):
        if part in fresh:
            fresh[part].append(line)
    old = list(_parted(lines))
    present = {part for part, _ in old}
    for part, line in old:
        for due in sorted(due for due in fresh if due == part or (due < part and due not in present)):
            yield from fresh.pop(due)
        if part not in parts:
            yield line


def _parted(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Each line with the part it belongs to; what continues a string belongs to the line above it."""
    part = COMMENT
    for line in lines:
        part = next((found for found, start in STARTS if start.match(line)), part)
        yield part, line
