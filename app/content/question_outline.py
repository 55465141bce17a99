"""A question's parts, told apart by their shape before any word of them is translated."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from markdown_it.token import Token

from app.content.markdown import blocks

MARKER = re.compile(r"(Hint|Explanation|Otherwise):\s*")
LATER_MARKER = re.compile(r"\n\s*(Hint|Explanation|Otherwise):")
BOX = re.compile(r"\[([ xX])\](?:\s+|$)")
KEY = re.compile(r"\s*\{#([^{}]*)\}\s*$")

Tell = Callable[[int, str, str], None]
"""Reports what is wrong on a line, counted from 0 in the container, and what to write instead."""


@dataclass(slots=True)
class Item:
    """A list item. `text` no longer holds the box and the key."""

    line: int
    text: Token | None
    mark: bool | None
    key: str | None
    feedback: list[Token] = field(default_factory=list)
    nested: list["Item"] = field(default_factory=list)


@dataclass(slots=True)
class ItemList:
    ordered: bool
    items: list[Item]
    line: int


@dataclass(slots=True)
class Note:
    """A paragraph that begins with `Hint:`, `Explanation:` or `Otherwise:`, without that word."""

    name: str
    paragraph: list[Token]


@dataclass(slots=True)
class Outline:
    stem: list[Token] = field(default_factory=list)
    lists: list[ItemList] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


def read_outline(tokens: Sequence[Token], tell: Tell) -> Outline:
    """Take the blocks of a question apart; boxes, keys and markers leave the tokens' texts."""
    outline = Outline()
    for block in blocks(tokens):
        _check_text(block, tell)
        note = _note(block)
        if note:
            outline.notes.append(note)
        elif _is_list(block):
            outline.lists.append(_list(block, tell))
        elif outline.lists or outline.notes:
            wrong = "this text after the list is neither a hint nor an explanation"
            instead = 'begin it with "Hint:", "Explanation:" or "Otherwise:", or join it to the one above'
            tell(_line(block[0]), wrong, instead)
        else:
            outline.stem += block
    _check_notes(outline, tell)
    return outline


def _is_list(block: Sequence[Token]) -> bool:
    return block[0].type in ("bullet_list_open", "ordered_list_open")


def _note(block: list[Token]) -> Note | None:
    match = MARKER.match(block[1].content) if block[0].type == "paragraph_open" else None
    if match is None:
        return None
    block[1].content = block[1].content[match.end() :]
    return Note(match[1], block)


def _check_text(block: Sequence[Token], tell: Tell) -> None:
    for token in block:
        later = LATER_MARKER.search(token.content) if token.type == "inline" else None
        if later:
            line = _line(token) + token.content.count("\n", 0, later.end())
            tell(line, f'"{later[1]}:" is swallowed by the text above', "put a blank line before it")
        if token.type in ("heading_open", "fence", "table_open"):
            wrong = f"a {token.type.removesuffix('_open').replace('fence', 'code block')} stands in a question"
            tell(_line(token), wrong, "move it into the lesson before the question")


def _check_notes(outline: Outline, tell: Tell) -> None:
    for name in ("Explanation", "Otherwise"):
        for note in [note for note in outline.notes if note.name == name][1:]:
            tell(_line(note.paragraph[0]), f'there is a second "{name}:"', "join it to the first")
    for note in outline.notes:
        if not note.paragraph[1].content:
            tell(_line(note.paragraph[0]), f'"{note.name}:" is empty', "write its text on the same line, or remove it")


def _list(block: Sequence[Token], tell: Tell) -> ItemList:
    items = [_item(item, tell) for item in blocks(block[1:-1])]
    return ItemList(block[0].type == "ordered_list_open", items, _line(block[0]))


def _line(token: Token) -> int:
    """Counted from 0 in the container's text."""
    return token.map[0] if token.map else 0


def _item(tokens: Sequence[Token], tell: Tell) -> Item:
    parts = list(blocks(tokens[1:-1]))
    text = parts.pop(0)[1] if parts and parts[0][0].type == "paragraph_open" else None
    item = Item(_line(tokens[0]), text, _take_mark(text), _take_key(text))
    if text and "{#" in text.content:
        tell(item.line, "a {#key} stands inside the text", "put one key at the very end of the item")
    for part in parts:
        _add(item, part, tell)
    return item


def _take_mark(text: Token | None) -> bool | None:
    match = BOX.match(text.content) if text else None
    if text is None or match is None:
        return None
    text.content = text.content[match.end() :]
    return match[1] != " "


def _take_key(text: Token | None) -> str | None:
    match = KEY.search(text.content) if text else None
    if text is None or match is None:
        return None
    text.content = text.content[: match.start()]
    return match[1].strip() or None


def _add(item: Item, part: list[Token], tell: Tell) -> None:
    if part[0].type == "blockquote_open":
        item.feedback += part[1:-1]
    elif _is_list(part):
        item.nested += _list(part, tell).items
    else:
        instead = 'begin its lines with "> " if they are feedback, or join the two'
        tell(_line(part[0]), "an item holds a second text", instead)


def all_items(items: Sequence[Item]) -> Iterator[Item]:
    """The items and everything nested in them, as they stand."""
    for item in items:
        yield item
        yield from all_items(item.nested)
