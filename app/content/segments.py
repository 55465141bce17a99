"""Segments: taking the English out of a page's texts, and putting a language's words in."""

import re
from collections.abc import Iterable
from html import escape, unescape
from typing import cast

from markdown_it.token import Token

from app.content.destinations import WORDS_ONLY, Allowed, settle
from app.content.edition import SOURCE_LANGUAGE, Translation
from app.content.frontmatter import Written
from app.content.markdown import markup, parse_line, plain, render
from app.content.model import Html, Segment, Text
from app.content.page import Page
from app.content.typography import bound, together
from app.content.wording import normalised, without_destinations

SEGMENT = "segment"
UNTRANSLATED = "untranslated"
STALE = "stale"
TARGET = re.compile(r"\]\(\s*<?([^\s)>]*)")
MARKS_ALONE = re.compile(r"[\s`*_!\[\]]*")


def record(inline: Token, page: Page, *, context: str, anchor: str, first_line: int) -> None:
    """Note the text of `inline` as a segment; `first_line` is that of the Markdown it stands in."""
    inline.content = normalised(inline.content)
    line = first_line + (inline.map[0] if inline.map else 0)
    segment = Segment(context, inline.content, anchor, page.place(line))
    inline.meta[SEGMENT] = segment
    page.segments.append(segment)


def is_segment(inline: Token) -> bool:
    """Whether the text was recorded; an empty one never is."""
    return SEGMENT in inline.meta


def segment_of(inline: Token) -> Segment:
    return cast("Segment", inline.meta[SEGMENT])


def translate_each(inlines: Iterable[Token], page: Page) -> None:
    """Put the translations in; a text that has none stays English and is marked so."""
    for inline in inlines:
        _put(inline, _translation(inline, page), page)


def translate_together(inlines: list[Token], page: Page) -> None:
    """As `translate_each`, but all stay English if one has no translation or only a stale one.

    A translator sees each as it is.
    """
    translations = [_translation(inline, page) for inline in inlines]
    singly = page.setting.edition.mark is not None
    complete = singly or all(translation and not translation.stale for translation in translations)
    for inline, translation in zip(inlines, translations, strict=True):
        _put(inline, translation if complete else None, page)


def _translation(inline: Token, page: Page) -> Translation | None:
    translate = page.setting.edition.translate
    found = translate(page.setting.domain, segment_of(inline)) if translate else None
    text = normalised(found.text.replace("\0", "")) if found else ""
    # Nothing to be seen is no translation: an option without words would take its question away.
    seen = not MARKS_ALONE.fullmatch(without_destinations(unescape(text)))
    # A link that was lost or bent in translating would lead nowhere: then the English is the better text.
    whole = sorted(TARGET.findall(text)) == sorted(TARGET.findall(inline.content))
    return Translation(text, found.stale) if found and seen and whole else None


def _put(inline: Token, translation: Translation | None, page: Page) -> None:
    if translation:
        inline.content = translation.text
        inline.meta[STALE] = translation.stale
    else:
        inline.meta[UNTRANSLATED] = page.setting.edition.language != SOURCE_LANGUAGE


def note_stale(inline: Token, page: Page) -> None:
    """Say of a finished text that its translation is of an earlier English, and lead to the present one."""
    if not inline.meta.get(STALE) or page.setting.edition.mark:
        return
    _ = page.setting.edition.interface
    words = escape(_("older translation; see the English"))
    if page.path:
        address = f"/{SOURCE_LANGUAGE}{page.path}#{segment_of(inline).anchor}"
        words = f'<a href="{escape(address)}" hreflang="{SOURCE_LANGUAGE}">{words}</a>'
    inline.children = [*(inline.children or ()), markup(f' <small class="stale">({words})</small>')]


def finish(inline: Token, page: Page, allowed: Allowed) -> str:
    """Settle what the text refers to and mark its language; its plain words."""
    inline.children = inline.children or []
    settle(inline.children, page, segment_of(inline).place, allowed)
    words = plain(inline.children)
    language = SOURCE_LANGUAGE if inline.meta.get(UNTRANSLATED) else page.setting.edition.language
    for token in inline.children:
        if token.type == "text":
            token.content = bound(token.content, language)
    inline.children = together(inline.children)
    if inline.meta.get(UNTRANSLATED):
        opening = Token("english_open", "span", 1, attrs={"lang": SOURCE_LANGUAGE})
        inline.children = [opening, *inline.children, Token("english_close", "span", -1)]
    _mark(inline, page)
    return words


def _mark(inline: Token, page: Page) -> None:
    """Wrap the text for a translator: which it is, and how it stands."""
    if page.setting.edition.mark is None:
        return
    state = UNTRANSLATED if inline.meta.get(UNTRANSLATED) else STALE if inline.meta.get(STALE) else "translated"
    marks = page.setting.edition.mark(page.setting.domain, segment_of(inline))
    opening = Token("text_open", "span", 1, attrs={"class": f"text {state}", **marks})
    inline.children = [opening, *(inline.children or ()), Token("text_close", "span", -1)]


def read_text(written: Written, page: Page, *, context: str, allowed: Allowed = WORDS_ONLY) -> Text:
    """A text that isn't part of the page's blocks, such as a title."""

    def visit(tokens: Iterable[Token]) -> None:
        inlines = [inline for inline in tokens if inline.content.strip()]
        for inline in inlines:
            record(inline, page, context=context, anchor="", first_line=written.place.line)
        translate_each(inlines, page)

    line = parse_line(written.text, visit)
    words = finish(line, page, allowed) if is_segment(line) else ""
    return Text(Html(render([line])), words)


def read_texts(written: Iterable[Written], page: Page, *, context: str) -> tuple[Text, ...]:
    return tuple(read_text(each, page, context=context) for each in written)
