"""The header of a PO file: its fields, set and joined one by one."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

from app.content.po import Message, PoFile
from app.content.po.blocks import Block, block_of
from app.localisation.sides import joined_lines

DATE = "-Date"
REVISED = "PO-Revision-Date"
OF_THE_REVISION = {"Last-Translator", "Language-Team", "X-Generator"}
"""Fields that say who made the last revision, and go with its date."""


def header_block(file: PoFile) -> Block | None:
    return next((block for block in file.blocks if block.message and block.message.is_header), None)


def with_fields(header: Message, fields: Mapping[str, str]) -> Message:
    """The header with these fields, in the place where they stand, new ones at the end."""
    left = dict(fields)
    lines = []
    for line in header.translations[0].split("\n"):
        name = line.partition(":")[0].strip()
        lines.append(f"{name}: {left.pop(name)}" if name in left else line)
    last = [lines.pop()] if lines and not lines[-1] else [""]
    text = "\n".join([*lines, *(f"{name}: {value}" for name, value in left.items()), *last])
    return replace(header, translations=(text,))


def merged_header(base: PoFile, ours: PoFile, theirs: PoFile) -> tuple[Block | None, list[tuple[str, str]]]:
    """The header, and the fields that both sides changed differently, as (ours, theirs); ours is in it.

    The later date is right, and with it what is said of the last revision.
    """
    block, other = header_block(ours), header_block(theirs)
    if block is None or block.message is None:
        if other and other.message:
            return block_of(other.message, ours.end), []
        return None, []
    if other is None or other.message is None:
        return block, []
    first = header_block(base)
    was = (first and first.message) or replace(block.message, comments=(), flags=())
    taken, differing = _fields(base.header, ours.header, theirs.header)
    header = replace(
        with_fields(block.message, taken),
        comments=joined_lines(was.comments, block.message.comments, other.message.comments),
        flags=joined_lines(was.flags, block.message.flags, other.message.flags),
    )
    return block if header == block.message else block_of(header, ours.end), differing


def _fields(
    base: Mapping[str, str], ours: Mapping[str, str], theirs: Mapping[str, str]
) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """What to take from theirs, and where both sides differ."""
    theirs_is_later = _moment(theirs.get(REVISED)) > _moment(ours.get(REVISED))
    taken, differing = {}, []
    for name, value in theirs.items():
        mine, was = ours.get(name), base.get(name)
        if value in {mine, was}:
            continue
        if mine == was:
            taken[name] = value
        elif name.endswith(DATE):
            taken.update({name: value} if _moment(value) > _moment(mine) else {})
        elif name in OF_THE_REVISION:
            taken.update({name: value} if theirs_is_later else {})
        else:
            differing.append((f"{name}: {mine}", f"{name}: {value}"))
    return taken, differing


def _moment(date: str | None) -> datetime:
    try:
        return datetime.strptime(date or "", "%Y-%m-%d %H:%M%z")
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)
