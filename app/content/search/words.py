"""Words: where they stand in a text, and the folded form in which they are compared."""

import re
import unicodedata
from collections.abc import Iterator

_MARK = "\u0300-\u036f"
_SOFT_HYPHEN = "\u00ad"
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_MARK}{_SOFT_HYPHEN}])*")
# The breve of й makes another letter, not an accent.
_DROPPED = re.compile(rf"(?<!и)\u0306|[\u0300-\u0305\u0307-\u036f{_SOFT_HYPHEN}]")
_LETTERS = str.maketrans("ł", "l")


def words(text: str) -> Iterator[re.Match[str]]:
    """Runs of letters and digits, in their order; a hyphen or an apostrophe ends one."""
    return _WORD.finditer(text)


def is_word(text: str) -> bool:
    return bool(_WORD.fullmatch(text))


def fold(word: str) -> str:
    """The word without case and accents: Μαθητές and μαθητες, Łódź and lodz, şcoală and școală are the same."""
    if word.isascii():
        return word.lower()
    apart = unicodedata.normalize("NFD", word.casefold())
    return unicodedata.normalize("NFC", _DROPPED.sub("", apart)).translate(_LETTERS)
