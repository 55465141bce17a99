"""Addresses within a text, and lists of them as mail programs write them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from app.people.emails import email_key, is_email, tidy

# What mail programs put around an address ends it (RFC 5322, 3.4).
_END: Final = r"\s<>\"(),:;\\"
# It begins after an end only: to try in the middle of a long word again and again would take its length squared.
_TOKEN: Final = re.compile(rf"(?<![^{_END}@])(?:mailto:)?([^{_END}@]+@[^{_END}]+)")
_AROUND: Final = ".'‘’“”„«»[]{}*|"

# A quoted name and an address in angle brackets may hold what otherwise separates.
_PIECE: Final = re.compile(r'"(?:[^"\\]|\\.)*"|<[^<>]*>|[^,;"<]+|[,;"<]')

_NO_NAME: Final = " :;,-–—\"'“”„«»‘’<([|"
_NO_NAME_BEFORE: Final = f"{_NO_NAME}0123456789.)*•·#>"
_NAME: Final = re.compile(r"[^\W\d_][^\d_@<>\[\]{}/\\!?=]*")
_MOST_WORDS: Final = 5


@dataclass(frozen=True, slots=True)
class Found:
    """Somebody in a list: the address is empty where there is none, and so is the name."""

    address: str
    name: str


def tokens(text: str) -> list[str]:
    """All that was meant as an address, right or wrong, in order."""
    return [token[1].strip(_AROUND) for token in _TOKEN.finditer(text)]


def address_in(cell: str) -> str:
    """The one address in a cell, with anything around it; empty if there is none or more than one."""
    whole = tidy(cell)
    if is_email(whole):
        return whole
    found = [tidy(token) for token in tokens(cell)]
    one = len({email_key(address) for address in found}) == 1
    return found[0] if one and is_email(found[0]) else ""


def name_before(cell: str) -> str:
    """The name in “Maria Ionescu <maria@example.org>” or “1. Maria Ionescu: maria@example.org”, if it can be one."""
    token = _TOKEN.search(cell)
    return _name(cell[: token.start()]) if token else ""


def in_list(line: str) -> Iterator[Found]:
    """Everybody in a line of addresses that are separated by commas, semicolons or nothing."""
    before = ""
    for piece, separator in _pieces(line):
        found, rest = _in_piece(piece)
        if before and found:
            # “Kowalski, Jan <jk@example.pl>” is one person, though nothing says so but the missing address.
            found, _ = _in_piece(f"{before}, {piece}")
        elif before:
            yield _nobody(before)
        yield from found
        before = rest if separator == "," else ""
        if rest and not before:
            yield _nobody(rest)
    if before:
        yield _nobody(before)


def _nobody(text: str) -> Found:
    """What was to be an address has an @ at least."""
    return Found(text, "") if "@" in text else Found("", text)


def _pieces(line: str) -> Iterator[tuple[str, str]]:
    parts: list[str] = []
    for match in _PIECE.finditer(line):
        if match[0] in {",", ";"}:
            yield "".join(parts), match[0]
            parts = []
        else:
            parts.append(match[0])
    yield "".join(parts), ""


def _in_piece(piece: str) -> tuple[list[Found], str]:
    """Who is in a piece, or what it says where no address is in it."""
    matches = list(_TOKEN.finditer(piece))
    if not matches:
        return [], _text(piece)
    starts = [0, *(match.end() for match in matches)]
    found = [
        Found(match[1].strip(_AROUND), _name(piece[start : match.start()]))
        for start, match in zip(starts, matches, strict=False)
    ]
    # Some programs write an address without a name twice: "maria@example.org" <maria@example.org>.
    kept = [one for one, after in pairwise(found) if email_key(one.address) != email_key(after.address)]
    return [*kept, found[-1]], ""


def _text(piece: str) -> str:
    text = piece.strip()
    return text if any(map(str.isalnum, text)) else ""


def _name(text: str) -> str:
    bare = " ".join(text.replace("\\", "").split()).lstrip(_NO_NAME_BEFORE).rstrip(_NO_NAME)
    return bare if _NAME.fullmatch(bare) and len(bare.split()) <= _MOST_WORDS else ""
