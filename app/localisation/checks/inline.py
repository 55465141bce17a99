"""Markdown taken apart the way pages do it."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from markdown_it.token import Token

from app.content.markdown import parse_line
from app.content.wording import normalised
from app.localisation.checks.findings import Pair

_TARGET = re.compile(r"(\]\([^()\s]*\)|https?://\S+|`[^`]*`|\{\w+\})")


@dataclass(frozen=True, slots=True)
class Inline:
    """What stands in a text: where its links lead, the pictures it shows, its code, and its words without markup."""

    links: tuple[str, ...] = ()
    pictures: tuple[str, ...] = ()
    code: tuple[str, ...] = ()
    bold: int = 0
    emphasised: int = 0
    words: str = ""


def source_of(pair: Pair) -> Inline:
    return inline(pair.source) if pair.is_markdown else Inline(words=pair.source)


def translation_of(pair: Pair) -> Inline:
    return inline(pair.translation) if pair.is_markdown else Inline(words=pair.translation)


@lru_cache(maxsize=16384)
def inline(text: str) -> Inline:
    """Kept, since several checks ask, and the English is the same for every language."""
    tokens = list(_all(parse_line(normalised(text), lambda _: None).children or ()))
    return Inline(
        links=_addresses(tokens, "link_open", "href"),
        pictures=_addresses(tokens, "image", "src"),
        code=tuple(token.content for token in tokens if token.type == "code_inline"),
        bold=sum(token.type == "strong_open" for token in tokens),
        emphasised=sum(token.type == "em_open" for token in tokens),
        words="".join(token.content for token in tokens if token.type == "text"),
    )


def _all(tokens: Sequence[Token]) -> Iterator[Token]:
    """The tokens and, in the place of a picture's words, what they are made of."""
    for token in tokens:
        if token.type == "image":
            yield Token("image", token.tag, 0, attrs=token.attrs)
        else:
            yield token
        yield from _all(token.children or ())


def _addresses(tokens: Sequence[Token], kind: str, attribute: str) -> tuple[str, ...]:
    return tuple(str(token.attrs[attribute]) for token in tokens if token.type == kind)


def without_targets(text: str) -> str:
    """The text with a space for each address, code and placeholder."""
    return _TARGET.sub(" ", text)


def outside_targets(text: str, change: Callable[[str], str]) -> str:
    """The text with its words changed, but no address, code or placeholder."""
    pieces = _TARGET.split(text)
    return "".join(piece if at % 2 else change(piece) for at, piece in enumerate(pieces))
