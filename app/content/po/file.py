"""A PO file as a row of blocks."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from app.content.po.message import FUZZY, Key, Message
from app.content.po.reading import PoError, blocks, read_message
from app.content.po.writing import translation_lines, written

BOM = b"\xef\xbb\xbf"
CHARSET = re.compile(r"charset=([\w.:-]+)", re.IGNORECASE)
COMMENT = re.compile(r"\s*#(?![~|])")
FLAGS = re.compile(r"\s*#,")
PREVIOUS = re.compile(r"\s*#~?\|")
TRANSLATION = re.compile(r"\s*(?:#~\s*)?msgstr")


@dataclass(frozen=True, slots=True)
class Block:
    """Lines with their ends; `line` is the first one's number, counted from 1. `message` is None between messages."""

    lines: tuple[str, ...]
    message: Message | None
    line: int


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
        """The same file with the translation, state and previous English of one message as given.

        Only lines of that message change. Raises KeyError if the file doesn't hold it.
        """
        if message.key not in self.by_key:
            raise KeyError(message.key)
        rows = list(self.blocks)
        place = next(at for at, block in enumerate(rows) if block.message and _is(block.message, message.key))
        old = rows[place]
        if old.message != message:
            rows[place] = replace(old, lines=tuple(_changed(old, message, self.end)), message=message)
        return replace(self, blocks=tuple(rows))

    def arranged(self, messages: Iterable[Message]) -> "PoFile":
        """The same header and manner with these messages in this order; those that were here as they are stay so."""
        kept = {block.message: block for block in self.blocks if block.message}
        head = [block for block in self.blocks if block.message and block.message.is_header][:1]
        rows = [*head, *(kept.get(message) or block_of(message, self.end) for message in messages)]
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


def block_of(message: Message, end: str) -> Block:
    return Block(tuple(f"{line}{end}" for line in written(message)), message, 1)


def _plain_ends(text: str) -> bool:
    # str.splitlines breaks at more signs than a PO file's lines end with.
    return not re.search("[\r\v\f\x1c-\x1e\x85\u2028\u2029]", text)


def _lines(text: str) -> Iterator[str]:
    *whole, last = text.split("\n")
    yield from (f"{line}\n" for line in whole)
    if last:
        yield last


def _block(lines: list[str], first_line: int, *, holds: bool) -> Block:
    return Block(tuple(lines), read_message(lines, first_line) if holds else None, first_line)


def _is(message: Message, key: Key) -> bool:
    return not message.obsolete and message.key == key


def _check_charset(file: PoFile) -> None:
    charset = CHARSET.search(file.header.get("Content-Type", ""))
    if charset and charset[1].upper() not in {"UTF-8", "UTF8", "ASCII", "US-ASCII", "CHARSET"}:
        raise PoError(1, f"the header says that the file is in {charset[1]}", 'write "charset=UTF-8", and save it so')


def _changed(old: Block, message: Message, end: str) -> Iterator[str]:
    """The lines of `old` with what differs replaced and everything else as it was."""
    comments = [line for line in old.lines if COMMENT.match(line)]
    strings = [line for line in old.lines if not COMMENT.match(line) and not PREVIOUS.match(line)]
    translation = next(at for at, line in enumerate(strings) if TRANSLATION.match(line))
    if old.message and old.message.fuzzy != message.fuzzy:
        comments = [*_flagged(comments, end, fuzzy=message.fuzzy)]
    yield from comments
    if message.previous:
        yield from (f"{line}{end}" for line in written(message) if PREVIOUS.match(line))
    yield from strings[:translation]
    if old.message and old.message.translations == message.translations:
        yield from strings[translation:]
        return
    lines = [f"{line}{end}" for line in translation_lines(message.translations, plural=bool(message.plural), mark="")]
    if old.lines[-1].endswith("\n"):
        yield from lines
    else:
        yield from (*lines[:-1], lines[-1].removesuffix(end))


def _flagged(comments: list[str], end: str, *, fuzzy: bool) -> Iterator[str]:
    """The comments with the mark `fuzzy` set or taken away, other flags being left as they are written."""
    done = not fuzzy
    for line in comments:
        if not FLAGS.match(line):
            yield line
        elif fuzzy:
            yield line if done else re.sub(r"#,\s*", f"#, {FUZZY}, ", line, count=1)
            done = True
        else:
            rest = re.sub(rf"(?<=[,\s]){FUZZY}\s*(?:,\s*|(?=\s*$))", "", line.rstrip("\r\n")).rstrip(", ")
            if rest.strip() != "#":
                yield f"{rest}{end}"
    if not done:
        yield f"#, {FUZZY}{end}"


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
