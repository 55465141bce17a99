"""The running text of a lesson: sections, lists, tables, and the case and the task in them."""

from collections.abc import Iterator, Sequence
from functools import partial
from html import escape

from markdown_it.token import Token

from app.content.containers import Stretch
from app.content.destinations import PROSE, WITHOUT_TERMS
from app.content.markdown import markup, parse_blocks, render, texts
from app.content.model import Heading, Html, Passage, Place
from app.content.page import Page
from app.content.segments import finish, is_segment, note_stale, record, segment_of, translate_each
from app.content.wording import count_words, normalised

HEADING = "heading_open"


def read_stretch(stretch: Stretch, page: Page) -> Html:
    return Html(render(read_prose(stretch.text, page, stretch.line)))


def read_prose(source: str, page: Page, first_line: int) -> list[Token]:
    """The finished tokens of Markdown that begins on `first_line` of the page's file."""
    tokens = parse_blocks(source, partial(_take, page=page, first_line=first_line))
    return list(_finished(tokens, page, first_line))


def _take(tokens: Sequence[Token], *, page: Page, first_line: int) -> None:
    """Note each text, give its element an id, and put the translation in."""
    found = list(texts(tokens))
    for inline, holder in found:
        anchor = _anchor(inline, holder, page)
        holder.attrs["id"] = anchor
        record(inline, page, context="", anchor=anchor, first_line=first_line)
        page.words += count_words(inline.content)
    translate_each((inline for inline, _ in found), page)


def _anchor(inline: Token, holder: Token, page: Page) -> str:
    """An item of a tight list can hold two texts; both are found at the item."""
    given = holder.attrs.get("id")
    if given:
        return str(given)
    source = normalised(inline.content)
    return page.anchors.heading(source) if holder.type == HEADING else page.anchors.segment(source)


def _finished(tokens: Sequence[Token], page: Page, first_line: int) -> Iterator[Token]:
    holder = None
    for token in tokens:
        if token.type == "inline":
            _finish_text(token, holder, page, first_line)
        elif token.type == "fence":
            wrong = "a code block can't be translated"
            page.report.error(page.place(_line(token, first_line)), wrong, "write a list, a table or a block quote")
        if token.type == "table_open":
            yield markup(_table_opening(page))
        yield _without_style(token)
        if token.type == "table_close":
            yield markup("</div>\n")
        holder = token


def _line(token: Token, first_line: int) -> int:
    return first_line + (token.map[0] if token.map else 0)


def _finish_text(inline: Token, holder: Token | None, page: Page, first_line: int) -> None:
    heading = holder if holder and holder.type == HEADING else None
    if not is_segment(inline):
        if heading:
            page.report.error(
                page.place(_line(inline, first_line)), "a heading has no text", "write it or remove the #"
            )
        return
    words = finish(inline, page, WITHOUT_TERMS if heading else PROSE)
    segment = segment_of(inline)
    if heading:
        _begin_section(Heading(segment.anchor, words, int(heading.tag[1])), segment.place, page)
    else:
        page.passages.append(Passage(segment.anchor, page.heading, words))
        note_stale(inline, page)


def _begin_section(heading: Heading, place: Place, page: Page) -> None:
    if heading.level == 1:
        page.report.error(place, "the title of the page is its only # heading", 'write "##"')
    elif heading.level > page.level + 1:
        wrong = f"the heading jumps from level {page.level} to {heading.level}"
        page.report.error(place, wrong, f'write "{"#" * (page.level + 1)}"')
    page.begin(heading)


def _table_opening(page: Page) -> str:
    _ = page.setting.edition.interface
    label = _("Table: {heading}", heading=page.heading) if page.heading else _("Table")
    return f'<div class="table" tabindex="0" role="region" aria-label="{escape(label)}">\n'


def _without_style(token: Token) -> Token:
    """Cells say how they are aligned in a class, as pages allow no style attributes."""
    style = str(token.attrs.pop("style", ""))
    if style:
        token.attrs["class"] = style.removeprefix("text-align:")
    return token
