"""XLIFF 1.2: one <file> for each domain, plural forms as a group, what XML can't hold as <ph>."""

import re
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from app.content.po import Message, PoFile
from app.localisation.exchange.units import Outgoing, is_fuzzy, state_of, unit_id
from app.localisation.saving import comment_lines

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
PLURALS = "x-gettext-plurals"
CONTEXT = "x-gettext-msgctxt"
CHARACTER = "x-char-"
STATE = "state:"
FINISHED, UNFINISHED, MISSING = "translated", "needs-review-translation", "new"
ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_xliff(outgoing: Outgoing) -> bytes:
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<xliff version="1.2" xmlns="{NAMESPACE}">']
    for domain, file in outgoing.files.items():
        lines += _file(outgoing.language, domain, file)
    return "\n".join([*lines, "</xliff>", ""]).encode(errors="replace")


def _file(language: str, domain: str, file: PoFile) -> Iterator[str]:
    target = quoteattr(language.replace("_", "-"))
    yield f'<file original={quoteattr(domain)} source-language="en" target-language={target} datatype="po">'
    yield "<body>"
    for message in file.by_key.values():
        yield from _message(unit_id(domain, message.key), message)
    yield "</body>"
    yield "</file>"


def _message(ident: str, message: Message) -> Iterator[str]:
    state = f'extradata="{STATE}{state_of(message)}"'
    if not message.plural:
        yield from _unit(ident, message, 0, state)
        return
    yield f'<group id="{ident}" restype="{PLURALS}" {state}>'
    yield from _about(message)
    for form in range(len(message.translations)):
        yield from _unit(f"{ident}[{form}]", message, form, "")
    yield "</group>"


def _unit(ident: str, message: Message, form: int, state: str) -> Iterator[str]:
    text = message.translations[form]
    how = UNFINISHED if is_fuzzy(message) and text else FINISHED if text else MISSING
    approved = "yes" if how == FINISHED else "no"
    yield f'<trans-unit id="{ident}" approved="{approved}" xml:space="preserve"{" " * bool(state)}{state}>'
    yield f"<source>{_content(message.plural if form else message.source)}</source>"
    yield f'<target state="{how}">{_content(text)}</target>'
    if not message.plural:
        yield from _about(message)
    if message.previous:
        old = message.previous.plural if form else message.previous.source
        yield f'<alt-trans alttranstype="previous-version"><source>{_content(old)}</source><target/></alt-trans>'
    yield "</trans-unit>"


def _about(message: Message) -> Iterator[str]:
    """Where the text stands, and what people wrote about it."""
    if message.context:
        context = f'<context context-type="{CONTEXT}">{_plain(message.context)}</context>'
        yield f'<context-group purpose="information">{context}</context-group>'
    for note in (*message.notes, *message.references):
        yield f'<note from="developer">{_plain(note)}</note>'
    if message.comments:
        yield f'<note from="translator">{_plain(chr(10).join(comment_lines(message.comments)))}</note>'


def _content(text: str) -> str:
    """The text with what XML can't hold as placeholders."""
    return "".join(_piece(piece) for piece in re.split(f"({ILLEGAL.pattern})", text))


def _piece(piece: str) -> str:
    if ILLEGAL.fullmatch(piece):
        code = f"{ord(piece):04x}"
        return f'<ph id="{code}" ctype="{CHARACTER}{code}">U+{code.upper()}</ph>'
    return escape(piece)


def _plain(text: str) -> str:
    return escape(ILLEGAL.sub("\ufffd", text))
