"""Reading a `::: question` container into a block that the kinds of question understand."""

from collections.abc import Iterator, Mapping, Sequence

from markdown_it.token import Token

from app.content.blocks import Entry, Listing, QuestionBlock
from app.content.containers import Container
from app.content.destinations import WITHOUT_TERMS, WORDS_ONLY
from app.content.markdown import parse_blocks, render, texts
from app.content.model import Html, Text
from app.content.page import Page
from app.content.question_outline import Item, ItemList, Outline, all_items, read_outline
from app.content.segments import finish, is_segment, record, segment_of, translate_together

ELSEWHERE = "elsewhere"
Located = Iterator[tuple[Token, str]]
"""Texts and the last part of their context."""


def read_question_block(container: Container, page: Page) -> QuestionBlock:
    """What is written in the container; what has no place in a question is reported."""
    outline = Outline()

    def visit(tokens: Sequence[Token]) -> None:
        nonlocal outline
        outline = read_outline(tokens, lambda line, wrong, instead: _tell(line, wrong, instead, container, page))
        _take(outline, container, page)

    parse_blocks(container.text, visit)
    return _block(outline, container, page)


def _tell(line: int, wrong: str, instead: str, container: Container, page: Page) -> None:
    page.report.error(page.place(container.line + 1 + line), f'question "{container.id}": {wrong}', instead)


def _take(outline: Outline, container: Container, page: Page) -> None:
    """Note each text as a segment and put the translations in, all of them or none."""
    located = [
        (inline, context) for inline, context in _located(outline, container.attributes) if inline.content.strip()
    ]
    for inline, context in located:
        path = f"question/{container.id}/{context}"
        record(inline, page, context=path, anchor=f"q-{container.id}", first_line=container.line + 1)
        if container.attributes.get("kind") == "short" and context.startswith("option/"):
            # An answer counts in whatever language it is written.
            inline.meta[ELSEWHERE] = page.setting.edition.everywhere(page.setting.domain, segment_of(inline))
    translate_together([inline for inline, _ in located], page)


def _located(outline: Outline, attributes: Mapping[str, str]) -> Located:
    yield from ((inline, "stem") for inline, _ in texts(outline.stem))
    for listing in outline.lists:
        for item, role in _roles(listing, attributes.get("kind", "")):
            yield from _located_item(item, role)
    hints = 0
    for note in outline.notes:
        hints += note.name == "Hint"
        yield note.paragraph[1], f"hint/{hints}" if note.name == "Hint" else note.name.lower()


def _located_item(item: Item, role: str) -> Located:
    if item.text:
        yield item.text, f"{role}/{item.key or ''}"
    yield from ((inline, f"feedback/{item.key or ''}") for inline, _ in texts(item.feedback))


def _roles(listing: ItemList, kind: str) -> Iterator[tuple[Item, str]]:
    """Each item with what it is by the shape of the list: option, item or label."""
    outer, inner = _outer_and_inner(listing, kind)
    for item in listing.items:
        yield item, outer if item.mark is None or outer == "option" else "label"
        yield from ((nested, inner) for nested in all_items(item.nested))


def _outer_and_inner(listing: ItemList, kind: str) -> tuple[str, str]:
    most = max((len(item.nested) for item in listing.items), default=0)
    if listing.ordered:
        return "item", "item"
    if most == 0:
        return "option", "option"
    sorting = kind == "sorting" or (most > 1 and kind != "matching")
    return ("label", "item") if sorting else ("item", "label")


def _block(outline: Outline, container: Container, page: Page) -> QuestionBlock:
    stem, stem_words = _finished(outline.stem, page)
    notes = {
        name: [_finished(note.paragraph, page)[0] for note in outline.notes if note.name == name]
        for name in ("Hint", "Explanation", "Otherwise")
    }
    return QuestionBlock(
        id=container.id,
        attributes=container.attributes,
        stem=stem,
        stem_plain=stem_words,
        listings=tuple(_listing(listing, container.line + 1, page) for listing in outline.lists),
        hints=tuple(notes["Hint"]),
        explanation=Html("".join(notes["Explanation"])),
        otherwise=Html("".join(notes["Otherwise"])),
        source=container.source,
        place=page.place(container.line),
    )


def _finished(tokens: list[Token], page: Page) -> tuple[Html, str]:
    words = [finish(inline, page, WITHOUT_TERMS) for inline, _ in texts(tokens) if is_segment(inline)]
    return Html(render(tokens).strip()), " ".join(words)


def _listing(listing: ItemList, first_line: int, page: Page) -> Listing:
    entries = tuple(_entry(item, first_line, page) for item in listing.items)
    return Listing(listing.ordered, entries, first_line + listing.line)


def _entry(item: Item, first_line: int, page: Page) -> Entry:
    text = Text(Html(""), "")
    if item.text and is_segment(item.text):
        words = finish(item.text, page, WORDS_ONLY)
        text = Text(Html(render([item.text])), words)
    return Entry(
        mark=item.mark,
        key=item.key,
        text=text,
        feedback=_finished(item.feedback, page)[0],
        children=tuple(_entry(nested, first_line, page) for nested in item.nested),
        line=first_line + item.line,
        elsewhere=item.text.meta.get(ELSEWHERE, ()) if item.text else (),
    )
