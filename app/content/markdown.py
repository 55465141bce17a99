"""CommonMark with tables and without HTML, and the point at which translations enter.

Between finding the blocks and reading what is inside them, every piece of text is handed to a
visitor, which may exchange its words. So a translation is only ever read as the inside of the
block it belongs to: it can't begin a block, and as HTML is off it can't be markup.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

Visitor = Callable[[Sequence[Token]], None]


class _Notation(MarkdownIt):
    """Leaves destinations as they are written, since `destinations` judges every one of them."""

    def __init__(self) -> None:
        super().__init__("commonmark", {"html": False, "xhtmlOut": False})
        self.enable("table")
        # Four spaces of indent, a line below a text and "[name]: address" are mistakes here far
        # more often than they are meant.
        self.disable(["code", "lheading", "reference", "html_block", "html_inline"])
        self.core.ruler.before("inline", "visit", _visit)

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802 - the names are markdown-it's
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - the name is markdown-it's
        return url


def _visit(state: StateCore) -> None:
    state.env["visitor"](state.tokens)


_NOTATION = _Notation()


def parse_blocks(source: str, visitor: Visitor) -> list[Token]:
    return _NOTATION.parse(source, {"visitor": visitor})


def parse_line(source: str, visitor: Visitor) -> Token:
    """One text that has no blocks, such as a title."""
    return _NOTATION.parseInline(source, {"visitor": visitor})[0]


def render(tokens: Sequence[Token]) -> str:
    return str(_NOTATION.renderer.render(tokens, _NOTATION.options, {}))


def plain(tokens: Sequence[Token] | None) -> str:
    """The words of inline tokens, without any markup."""
    return "".join(_words(token) for token in tokens or ())


def _words(token: Token) -> str:
    if token.type == "image":
        return plain(token.children)
    return " " if token.type in ("softbreak", "hardbreak") else token.content


def texts(tokens: Sequence[Token]) -> Iterator[tuple[Token, Token]]:
    """Each text that isn't empty, with the opening token of the element that holds it.

    In a tight list, whose paragraphs aren't shown, that is the list item.
    """
    items: list[Token] = []
    for before, token in pairwise(tokens):
        if before.type == "list_item_open":
            items.append(before)
        elif before.type == "list_item_close":
            items.pop()
        if token.type == "inline" and token.content.strip():
            yield token, items[-1] if before.hidden else before


def blocks(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """The outermost blocks, each from its opening to its closing token."""
    block: list[Token] = []
    depth = 0
    for token in tokens:
        block.append(token)
        depth += token.nesting
        if depth == 0:
            yield block
            block = []


def markup(html: str) -> Token:
    """Finished markup, as a token among others."""
    return Token("html_block", "", 0, content=html)
