"""The lines of a file that belong together."""

from dataclasses import dataclass

from app.content.po.message import Message
from app.content.po.writing import written


@dataclass(frozen=True, slots=True)
class Block:
    """Lines with their ends; `line` is the first one's number, counted from 1. `message` is None between messages."""

    lines: tuple[str, ...]
    message: Message | None
    line: int


def block_of(message: Message, end: str) -> Block:
    """A message as gettext writes it, its lines ending in `end`."""
    return Block(tuple(f"{line}{end}" for line in written(message)), message, 1)
