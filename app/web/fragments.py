"""Pages joined from finished pieces, compressed beforehand.

A page is one gzip member (RFC 1952), as browsers show only the first of several. Its pieces are raw deflate
(RFC 1951) that ends on a byte border, so that they can be joined; what differs for each reader in a piece is a
token of fixed length, which goes in between as a stored block. To join a lesson's page takes a third of the time of
compressing it.
"""

import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate
from struct import pack

TOKEN_HOLE = "\ue000token\ue001"  # noqa: S105 - a mark in a template, no secret
"""Stands in a template's output where a token goes."""

TOKEN_LENGTH = 22
"""Characters of a token: 16 random bytes in URL-safe base64 without padding."""

_HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
_LAST_BLOCK = b"\x03\x00"
# A byte that UTF-8 never has: nothing in a later piece can be compressed as a repetition of a token.
_UNKNOWN = b"\xff" * TOKEN_LENGTH

# Binary logarithm of the bytes that compression looks back on, and how much memory it takes (zlib: 1 to 9).
_FAR = (15, 9)
# What somebody wrote is short. To set up the memory for looking back far would take ten times as long as the rest.
_NEAR = (12, 5)


@dataclass(frozen=True, slots=True)
class Cut:
    """A stretch of a page, cut where its token goes: the pieces as they are, and each of them compressed."""

    plain: tuple[bytes, ...]
    deflated: tuple[bytes, ...]


def cut(markup: str) -> Cut:
    """Cut markup at its token holes and compress it; each piece draws on those before it."""
    plain = tuple(text.encode() for text in markup.split(TOKEN_HOLE))
    before = accumulate(plain, lambda so_far, piece: so_far + piece + _UNKNOWN, initial=b"")
    return Cut(plain, tuple(map(_deflated, plain, before)))


def solid(markup: str) -> Cut:
    """Markup as it is, whatever it holds: for what somebody wrote."""
    plain = markup.encode()
    return Cut((plain,), (_deflated(plain, reach=_NEAR),))


def plain_page(cuts: Iterable[Cut], token: str) -> bytes:
    """The page as it is, for the rare client that takes no gzip."""
    filler = token.encode()
    return b"".join([filler.join(one.plain) for one in cuts])


def gzipped_page(cuts: Iterable[Cut], token: str) -> bytes:
    """The page as one gzip member, with `token` (of TOKEN_LENGTH) in every hole."""
    filler = token.encode()
    stored = _stored(filler)
    plain, parts = [], [_HEAD]
    for one in cuts:
        plain.append(filler.join(one.plain))
        parts.append(stored.join(one.deflated))
    page = b"".join(plain)
    parts += (_LAST_BLOCK, pack("<II", zlib.crc32(page), len(page) & 0xFFFFFFFF))
    return b"".join(parts)


def gzipped(body: bytes, level: int = 9) -> bytes:
    return zlib.compress(body, level, wbits=31)


def _deflated(plain: bytes, before: bytes = b"", *, reach: tuple[int, int] = _FAR) -> bytes:
    window, memory = reach
    packer = zlib.compressobj(9, zlib.DEFLATED, -window, memory, zlib.Z_DEFAULT_STRATEGY, before[-(1 << window) :])
    return packer.compress(plain) + packer.flush(zlib.Z_SYNC_FLUSH)


def _stored(data: bytes) -> bytes:
    """A deflate block that isn't compressed, on byte borders."""
    length = len(data)
    return b"\x00" + pack("<HH", length, length ^ 0xFFFF) + data
