"""A PO file as a row of blocks."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from app.content.po.blocks import Block, block_of
from app.content.po.message import Key, Message
from app.content.po.reading import PoError, blocks, check_remark, read_message
from app.content.po.rewriting import rewritten

BOM = b"\xef\xbb\xbf"
CHARSET = re.compile(r"charset=([\w.:-]+)", re.IGNORECASE)


@dataclass(frozen=True)
class PoFile:
    """A file as it was read. `bom` tells whether it begins with a byte order mark, `end` how its lines end."""

    blocks: tuple[Block, ...]
    bom: bool = False
    end: str = "\n"

    def __bytes__(self) -> bytes:
        text = "".join(line for block in self.blocks for line in block.lines)
        return (BOM if self.bom else b"") + text.encode()

    @property
    def messages(self) -> Iterator[Message]:
        """Every message in the order of the file, also obsolete ones, without the header."""
        return (block.message for block in self.blocks if block.message and not block.message.is_header)

    @cached_property
    def by_key(self) -> Mapping[Key, Message]:
        """The messages that are in use; the first where a key comes twice."""
        found: dict[Key, Message] = {}
        for message in self.messages:
            if not message.obsolete:
                found.setdefault(message.key, message)
        return found

    @cached_property
    def header(self) -> Mapping[str, str]:
        """The fields of the header, such as Language and Plural-Forms."""
        texts = (block.message.translations[0] for block in self.blocks if block.message and block.message.is_header)
        lines = next(texts, "").split("\n")
        return {name.strip(): value.strip() for name, colon, value in (line.partition(":") for line in lines) if colon}

    def line_of(self, key: Key) -> int:
        """The line on which the message begins; 1 where the file doesn't hold it."""
        return next((block.line for block in self.blocks if block.message and _is(block.message, key)), 1)

    def with_message(self, message: Message) -> "PoFile":
        """The same file with the message in place of the one of its key, which is in use; only its lines change.

        Raises KeyError if the file doesn't hold it.
        """
        if message.key not in self.by_key:
            raise KeyError(message.key)
        rows = list(self.blocks)
        place = next(at for at, block in enumerate(rows) if block.message and _is(block.message, message.key))
        rows[place] = rewritten(rows[place], message, self.end)
        return replace(self, blocks=tuple(rows))

    def arranged(self, messages: Iterable[Message]) -> "PoFile":
        """The same header and manner with these messages in this order; those that were here as they are stay so."""
        kept = {block.message: block for block in self.blocks if block.message}
        head = [block for block in self.blocks if block.message and block.message.is_header][:1]
        remarks = [block for block in self.blocks if block.message is None and any(map(str.strip, block.lines))]
        rows = [*head, *(kept.get(message) or block_of(message, self.end) for message in messages), *remarks]
        return replace(self, blocks=tuple(_spaced(rows, self.end)))


def parse(data: bytes) -> PoFile:
    """Read a file. Raises PoError if it is none, or is not in UTF-8."""
    bom = data.startswith(BOM)
    try:
        text = data.removeprefix(BOM).decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise PoError(line, "the file is not in UTF-8", "save it in UTF-8") from error
    lines = text.splitlines(keepends=True) if _plain_ends(text) else [*_lines(text)]
    found = tuple(_block(lines[start:end], start + 1, holds=holds) for start, end, holds in blocks(lines))
    file = PoFile(found, bom, "\r\n" if lines and lines[0].endswith("\r\n") else "\n")
    _check_charset(file)
    return file


def new_file(header: Message, messages: Iterable[Message]) -> PoFile:
    """A file in the form of `msgcat --no-wrap`."""
    return PoFile((block_of(header, "\n"),)).arranged(messages)


def _plain_ends(text: str) -> bool:
    # str.splitlines breaks at more signs than a PO file's lines end with.
    return not re.search("[\r\v\f\x1c-\x1e\x85\u2028\u2029]", text)


def _lines(text: str) -> Iterator[str]:
    *whole, last = text.split("\n")
    yield from (f"{line}\n" for line in whole)
    if last:
        yield last


def _block(lines: list[str], first_line: int, *, holds: bool) -> Block:
    if not holds:
        check_remark(lines, first_line)
    return Block(tuple(lines), read_message(lines, first_line) if holds else None, first_line)


def _is(message: Message, key: Key) -> bool:
    return not message.obsolete and message.key == key


def _check_charset(file: PoFile) -> None:
    charset = CHARSET.search(file.header.get("Content-Type", ""))
    if charset and charset[1].upper() not in {"UTF-8", "UTF8", "ASCII", "US-ASCII", "CHARSET"}:
        raise PoError(1, f"the header says that the file is in {charset[1]}", 'write "charset=UTF-8", and save it so')


def _spaced(rows: Iterable[Block], end: str) -> Iterator[Block]:
    """The blocks with an empty line between them, numbered anew."""
    line = 1
    for at, block in enumerate(rows):
        if at:
            yield Block((end,), None, line)
            line += 1
        lines = block.lines if block.lines[-1].endswith("\n") else (*block.lines[:-1], f"{block.lines[-1]}{end}")
        yield Block(lines, block.message, line)
        line += len(lines)
