"""What must not be torn apart at the end of a line: a matter of each language, and of how browsers break lines."""

import re
from collections.abc import Mapping, Sequence
from typing import Final, Literal

from markdown_it.token import Token

_NO_BREAK_SPACE: Final = "\u00a0"
_WORD_JOINER: Final = "\u2060"
_Rule = tuple[re.Pattern[str], str]

# A dash that stands between spaces belongs to what is before it, a unit to its number.
_EVERYWHERE: Final[tuple[_Rule, ...]] = (
    (re.compile(r" (?=[–—] )"), _NO_BREAK_SPACE),
    (re.compile(r"(?<=\d) (?=[%€]|zł\b|lei\b)"), _NO_BREAK_SPACE),
)
# по-силен, și-au, ONG-ului: a part of one to three letters and the hyphen stay with the rest.
_SHORT_BEFORE: Final = re.compile(r"(?<=\b\w)-(?=\w)|(?<=\b\w{2})-(?=\w)|(?<=\b\w{3})-(?=\w)")
_SHORT_PARTS: Final[_Rule] = (_SHORT_BEFORE, f"-{_WORD_JOINER}")
_RULES: Final[Mapping[str, tuple[_Rule, ...]]] = {
    "en": (),
    "bg": (*_EVERYWHERE, _SHORT_PARTS),
    "el": _EVERYWHERE,
    # No Polish line ends with a word of one letter.
    "pl": (*_EVERYWHERE, (re.compile(r"(?<!\w)([aiouwzAIOUWZ]) (?=\S)"), rf"\1{_NO_BREAK_SPACE}")),
    "ro": (*_EVERYWHERE, _SHORT_PARTS, (re.compile(r"(?<=\w)-(?=\w{1,3}\b)"), f"-{_WORD_JOINER}")),
}
# Characters of a term that fits into a line of the narrowest screen with the signs around it.
_LONGEST: Final = 18
_OPENING, _CLOSING = re.compile(r"[(«„“\"]+\Z"), re.compile(r"[.,;:!?)»”“\"…·]+")


def bound(text: str, language: str) -> str:
    """The text with what holds it together; its letters are the same."""
    for pattern, instead in _RULES.get(language, _EVERYWHERE):
        text = pattern.sub(instead, text)
    return text


def together(tokens: Sequence[Token]) -> list[Token]:
    """Inline tokens with each term and the signs around it in one element, which is not to be broken.

    A term is a button, and browsers break a line before and after one, whatever stands there.
    """
    found: list[Token] = []
    for token in tokens:
        if found and found[-1].type == "link_close" and found[-1].tag == "button" and token.type == "text":
            _keep(found, token)
        found.append(token)
    return found


def _keep(found: list[Token], after: Token) -> None:
    """Put the term that `found` ends with, and the signs around it, into one element."""
    closing = _CLOSING.match(after.content)
    start = next(place for place in range(len(found) - 1, -1, -1) if found[place].type == "link_open")
    before = found[start - 1] if start and found[start - 1].type == "text" else None
    opening = _OPENING.search(before.content) if before else None
    long = sum(len(token.content) for token in found[start:]) > _LONGEST
    if long or not (closing or opening):
        return
    signs = [_text(opening[0])] if opening else []
    found[start:] = [_span(1), *signs, *found[start:]]
    if before and opening:
        before.content = before.content[: opening.start()]
    if closing:
        found.append(_text(closing[0]))
        after.content = after.content[closing.end() :]
    found.append(_span(-1))


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)


def _span(nesting: Literal[1, -1]) -> Token:
    if nesting == 1:
        return Token("kept_open", "span", 1, attrs={"class": "kept"})
    return Token("kept_close", "span", -1)
