"""Bytes of a text file whose encoding nobody said.

What isn't UTF-8 or UTF-16 was saved by an older program, in one of the 8-bit encodings of the site's languages. The
encoding is taken in which the letters beyond ASCII are most like those of names in these languages: letters that are
frequent, of one alphabet within a word, and no capitals after small letters.
"""

import codecs
import re
import unicodedata
from collections import Counter
from itertools import pairwise
from typing import Final

from app.people.intake.sheet import Reason, Unreadable

_GREEK: Final = "αοιετσνηυρπκμλςωγδβθχφξζψ"
_CYRILLIC: Final = "аиоентрсвлкдпмзбгъуйчцжшхящюфь"
"""Each alphabet by how often a letter occurs, the most frequent first."""

_LATIN: Final = frozenset("ąćęłńóśźżăâîşţ")
_OTHER_LATIN: Final = frozenset("áäçčéëíöőřšúüűýžß")
_QUOTES: Final = frozenset("„“”‘’«»–—…\xa0•€")

_ALPHABETS: Final = {
    "cp1250": "",
    "cp1251": _CYRILLIC,
    "cp1253": _GREEK,
    "iso8859-2": "",
    "iso8859-5": _CYRILLIC,
    "iso8859-7": _GREEK,
}
"""By encoding; where two are as likely, the earlier one is meant. The empty alphabet is the Latin one."""

_WORD: Final = re.compile(r"[^\s,;|\"'<>()\x00-\x1f]+")
_SAMPLE: Final = 50_000
# Where there are more than a few, it is no text.
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")


def decoded(content: bytes) -> str:
    """The text. Raises Unreadable where it is none."""
    text = _decoded(content)
    controls = len(_CONTROL.findall(text))
    if "\0" in text or controls * 100 > len(text):
        raise Unreadable(Reason.NOT_A_TABLE)
    return text


def _decoded(content: bytes) -> str:
    encoding = _marked(content)
    if encoding is None and _is_utf8(content):
        encoding = "utf-8"
    for candidate in [encoding] if encoding else _by_likelihood(content):
        try:
            return content.decode(candidate).removeprefix("\ufeff")
        except UnicodeDecodeError:
            pass  # the next likely one may have a letter for every byte
    raise Unreadable(Reason.NOT_A_TABLE)


def _marked(content: bytes) -> str | None:
    """What a byte order mark says, or the zero bytes that UTF-16 has in every comma and line end."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if b"\0" in content:
        return "utf-16-le" if content[1::2].count(0) > content[::2].count(0) else "utf-16-be"
    return None


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


def _by_likelihood(content: bytes) -> list[str]:
    sample = b"\n".join(line for line in content.splitlines() if not line.isascii())[:_SAMPLE]
    return sorted(_ALPHABETS, key=lambda encoding: -_likelihood(sample, encoding))


def _likelihood(sample: bytes, encoding: str) -> float:
    text = sample.decode(encoding, errors="replace")
    words = Counter(word for word in _WORD.findall(text) if not word.isascii())
    return sum(count * _plausibility(word, _ALPHABETS[encoding]) for word, count in words.items())


def _plausibility(word: str, alphabet: str) -> float:
    beyond = [sign for sign in word if sign > "\x7f"]
    letters = sum(map(_latin_weight, beyond)) if not alphabet else sum(_weight(sign, alphabet) for sign in beyond)
    ascii_letters = sum(sign.isascii() and sign.isalpha() for sign in word)
    # Latin words have some letters with marks; words of another alphabet have no Latin letters.
    foreign = ascii_letters if alphabet else max(0, len(beyond) - 1 - ascii_letters)
    capitals = sum(after.isupper() and before.islower() for before, after in pairwise(word))
    return letters - 2 * foreign - 2 * capitals


def _latin_weight(sign: str) -> float:
    small = sign.lower()
    if small in _LATIN:
        return 1
    return 0 if small in _OTHER_LATIN or sign in _QUOTES else -2


def _weight(sign: str, alphabet: str) -> float:
    """From 1 for the most frequent letter down to -1 for the rarest, and -2 for what isn't in the alphabet."""
    place = alphabet.find(sign.lower())
    if place < 0 and alphabet == _GREEK:
        place = alphabet.find(unicodedata.normalize("NFD", sign.lower())[0])
    if place < 0:
        return 0 if sign in _QUOTES else -2
    return 1 - 2 * place / len(alphabet)
