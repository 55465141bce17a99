"""Reading a container of a story: its title, its paragraphs, and its list of choices."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from markdown_it.token import Token

from app.content.containers import Container
from app.content.destinations import WITHOUT_TERMS, WORDS_ONLY, Allowed
from app.content.markdown import blocks, parse_blocks, render
from app.content.model import Html, Place, Text
from app.content.page import Page
from app.content.segments import finish, is_segment, record, translate_together

LEVEL = "h3"
KEY = re.compile(r"\s*\{#([^{}]*)\}\s*$")
WHEN = re.compile(r'\s*\{when="([^"{}]*)"\}\s*$')
LINE = re.compile(r"(when|then|goto|lesson):\s*(.*)")


@dataclass(frozen=True, slots=True)
class Line:
    """`name: value` under a choice or at the beginning of an ending."""

    name: str
    value: str
    place: Place


@dataclass(frozen=True, slots=True)
class WrittenParagraph:
    """A finished paragraph with its condition as it is written, empty where there is none."""

    html: Html
    when: str
    place: Place


@dataclass(frozen=True, slots=True)
class WrittenChoice:
    """One item of the list; `key` is empty where it is missing."""

    key: str
    text: Text
    lines: tuple[Line, ...]
    consequence: tuple[WrittenParagraph, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class StoryBlock:
    """The inside of a container, finished in the language of the page."""

    title: Text
    lines: tuple[Line, ...]
    text: tuple[WrittenParagraph, ...]
    choices: tuple[WrittenChoice, ...]


@dataclass(slots=True)
class _Item:
    inline: Token
    key: str
    lines: list[Line]
    consequence: list[tuple[list[Token], str]]
    place: Place


@dataclass(slots=True)
class _Outline:
    """The container's tokens, told apart before any word is translated; paragraphs are paired with their conditions."""

    title: Token | None = None
    lines: list[Line] = field(default_factory=list)
    text: list[tuple[list[Token], str]] = field(default_factory=list)
    items: list[_Item] = field(default_factory=list)


def read_story_block(container: Container, page: Page) -> StoryBlock:
    """What is written in the container. Its texts are all in one language; what has no place there is reported."""
    outline = _Outline()

    def visit(tokens: Sequence[Token]) -> None:
        _take_apart(tokens, outline, container, page)
        _take(outline, container, page)

    parse_blocks(container.text, visit)
    return StoryBlock(
        title=_words(outline.title, page),
        lines=tuple(outline.lines),
        text=tuple(_paragraph(tokens, when, container, page) for tokens, when in outline.text),
        choices=tuple(_choice(item, container, page) for item in outline.items),
    )


def _take_apart(tokens: Sequence[Token], outline: _Outline, container: Container, page: Page) -> None:
    for block in blocks(tokens):
        opening = block[0]
        place = _place(opening, container, page)
        if opening.type == "heading_open" and opening.tag == LEVEL and outline.title is None:
            outline.title = block[1]
        elif opening.type == "paragraph_open" and not outline.items:
            _take_paragraph(block, outline, place)
        elif opening.type == "bullet_list_open" and not outline.items:
            outline.items += [_item(item, container, page) for item in blocks(block[1:-1])]
        else:
            wrong = f'this has no place in "{container.name} {container.id}"'
            page.report.error(place, wrong, 'write one "### Title", then paragraphs, then one list of choices')


def _place(token: Token, container: Container, page: Page) -> Place:
    return page.place(container.line + 1 + (token.map[0] if token.map else 0))


def _take_paragraph(block: list[Token], outline: _Outline, place: Place) -> None:
    written = block[1].content.split("\n")
    lines = [LINE.fullmatch(each.strip()) for each in written]
    if all(lines):
        found = (match for match in lines if match)
        outline.lines += [Line(match[1], match[2], Place(place.file, place.line + n)) for n, match in enumerate(found)]
    else:
        outline.text.append((block, _take_condition(block[1])))


def _take_condition(inline: Token) -> str:
    match = WHEN.search(inline.content)
    if match is None:
        return ""
    inline.content = inline.content[: match.start()]
    return match[1]


def _item(tokens: Sequence[Token], container: Container, page: Page) -> _Item:
    parts = list(blocks(tokens[1:-1]))
    place = _place(tokens[0], container, page)
    inline = parts.pop(0)[1] if parts and parts[0][0].type == "paragraph_open" else Token("inline", "", 0)
    text, lines = _text_and_lines(inline.content, place, page)
    key = KEY.search(text)
    inline.content = text[: key.start()] if key else text
    item = _Item(inline, key[1].strip() if key else "", lines, [], place)
    for part in parts:
        _add_consequence(item, part, container, page)
    return item


def _text_and_lines(content: str, place: Place, page: Page) -> tuple[str, list[Line]]:
    """The words of a choice, which end where the first `name: value` begins."""
    written = content.split("\n")
    matches = [LINE.fullmatch(each.strip()) for each in written]
    first = next((number for number, match in enumerate(matches) if match), len(written))
    lines = []
    for number, match in enumerate(matches[first:], first):
        at = Place(place.file, place.line + number)
        if match:
            lines.append(Line(match[1], match[2], at))
        else:
            page.report.error(
                at, f'"{written[number].strip()}" stands among the lines of a choice', "write it above them"
            )
    return " ".join(each.strip() for each in written[:first]), lines


def _add_consequence(item: _Item, part: list[Token], container: Container, page: Page) -> None:
    for block in blocks(part[1:-1]) if part[0].type == "blockquote_open" else [part]:
        if part[0].type == "blockquote_open" and block[0].type == "paragraph_open":
            item.consequence.append((block, _take_condition(block[1])))
        else:
            place = _place(block[0], container, page)
            page.report.error(place, "this has no place under a choice", 'write what follows as paragraphs after "> "')


def _take(outline: _Outline, container: Container, page: Page) -> None:
    """Note each text as a segment and put the translations in, all of them or none."""
    root = f"{container.name}/{container.id}"
    located = [(inline, context) for inline, context in _located(outline) if inline.content.strip()]
    for inline, context in located:
        record(inline, page, context=f"{root}/{context}", anchor="", first_line=container.line + 1)
    translate_together([inline for inline, _ in located], page)


def _located(outline: _Outline) -> Iterator[tuple[Token, str]]:
    if outline.title:
        yield outline.title, "title"
    yield from ((tokens[1], "text") for tokens, _ in outline.text)
    for item in outline.items:
        yield item.inline, f"choice/{item.key}"
        yield from ((tokens[1], f"consequence/{item.key}") for tokens, _ in item.consequence)


def _words(inline: Token | None, page: Page, allowed: Allowed = WORDS_ONLY) -> Text:
    if inline is None or not is_segment(inline):
        return Text(Html(""), "")
    plain = finish(inline, page, allowed)
    return Text(Html(render([inline])), plain)


def _paragraph(tokens: list[Token], when: str, container: Container, page: Page) -> WrittenParagraph:
    if is_segment(tokens[1]):
        finish(tokens[1], page, WITHOUT_TERMS)
    return WrittenParagraph(Html(render(tokens).strip()), when, _place(tokens[0], container, page))


def _choice(item: _Item, container: Container, page: Page) -> WrittenChoice:
    consequence = tuple(_paragraph(tokens, when, container, page) for tokens, when in item.consequence)
    return WrittenChoice(item.key, _words(item.inline, page), tuple(item.lines), consequence, item.place)
