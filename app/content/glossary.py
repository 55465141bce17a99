"""Reading the glossary: one list item a term."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from app.content.destinations import WITHOUT_TERMS
from app.content.files import SourceFile
from app.content.frontmatter import Field, Written, read_front_matter
from app.content.identifiers import check_identifier, check_unique
from app.content.markdown import blocks, parse_blocks
from app.content.model import Term, Text
from app.content.page import Page
from app.content.segments import read_text
from app.content.wording import normalised

SCHEMA = {"title": Field(), "summary": Field()}
ENTRY = re.compile(r"\*\*([^*]+)\*\*\s*\{#([^{}]*)\}\s*:\s*(\S.*)")
FORM = 'write "- **Coalition** {#coalition}: An alliance of …"'


@dataclass(frozen=True, slots=True)
class _Entry:
    id: Written
    term: Written
    definition: Written


@dataclass(frozen=True, slots=True)
class Glossary:
    title: Text
    summary: Text
    terms: tuple[Term, ...]


def read_glossary(source: SourceFile, page: Page) -> Glossary:
    """`page` is that of the glossary file; the texts are recorded there."""
    front = read_front_matter(source, SCHEMA, page.report)
    title = read_text(front.text("title"), page, context="meta/glossary/title")
    summary = read_text(front.text("summary"), page, context="meta/glossary/summary")
    entries = list(_entries(front.body, front.line, page))
    check_unique(((entry.id.text, entry.id.place) for entry in entries), "term", page.report)
    return Glossary(title, summary, tuple(_term(entry, page) for entry in entries))


def _entries(body: str, first_line: int, page: Page) -> Iterator[_Entry]:
    for block in blocks(parse_blocks(body, lambda _: None)):
        if block[0].type != "bullet_list_open":
            place = page.place(first_line + (block[0].map[0] if block[0].map else 0))
            page.report.error(place, "the glossary holds something beside its list", FORM)
            continue
        for item in blocks(block[1:-1]):
            yield from _entry(item, first_line, page)


def _entry(item: Sequence[Token], first_line: int, page: Page) -> Iterator[_Entry]:
    place = page.place(first_line + (item[0].map[0] if item[0].map else 0))
    paragraph = [token.type for token in item[1:-1]] == ["paragraph_open", "inline", "paragraph_close"]
    match = ENTRY.fullmatch(normalised(item[2].content)) if paragraph else None
    if match is None:
        page.report.error(place, "this glossary entry is malformed", FORM)
        return
    yield _Entry(Written(match[2].strip(), place), Written(match[1].strip(), place), Written(match[3], place))


def _term(entry: _Entry, page: Page) -> Term:
    identity = check_identifier(entry.id, page.report)
    if not identity:
        page.report.error(entry.id.place, "this glossary entry has no id", FORM)
    context = f"glossary/{identity}"
    return Term(
        id=identity,
        term=read_text(entry.term, page, context=f"{context}/term"),
        definition=read_text(entry.definition, page, context=f"{context}/definition", allowed=WITHOUT_TERMS),
    )
