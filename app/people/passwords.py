"""Passwords: which will do, and how they are kept (Argon2id, RFC 9106)."""

import asyncio
import unicodedata
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import Final, Literal, TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from app.people.emails import email_key

T = TypeVar("T")

SHORTEST: Final = 8
LONGEST: Final = 128

Weakness = Literal["short", "long", "common", "own"]

_COMMON: Final = Path(__file__).with_name("common-passwords.txt")
# Each takes 19 MB while it is worked on and a core for some 20 ms; more at once would starve who only reads.
_AT_ONCE: Final = 2


def weakness(password: str, *, name: str, email: str, site: str = "") -> Weakness | None:
    """Why a password won't do; None if it will. What signs it is made of is its owner's business (NIST SP 800-63B).

    `site` is the name of the site, which is as easy to guess as its owner's.
    """
    given = _normal(password)
    if len(given) < SHORTEST:
        return "short"
    if len(given) > LONGEST:
        return "long"
    folded = given.casefold()
    if folded in _common():
        return "common"
    address = email_key(email)
    own = {name.casefold().strip(), site.casefold(), address, address.partition("@")[0]}
    return "own" if folded in own else None


class Passwords:
    """Hashes and compares, a few at a time and off the event loop. What waits, waits its turn."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        # The second of OWASP's equivalent choices (Password Storage Cheat Sheet).
        self._hasher = hasher or PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)
        self._threads = ThreadPoolExecutor(max_workers=_AT_ONCE, thread_name_prefix="password")
        # Compared with where there is no account, so that the answer takes as long.
        self._nobodys = self._hasher.hash("nobody's")

    async def hashed(self, password: str) -> str:
        return await self._off_the_loop(lambda: self._hasher.hash(_normal(password)))

    async def match(self, password_hash: str | None, password: str) -> bool:
        """Whether this is the password; without a hash it never is, and takes as long to say."""
        right = await self._off_the_loop(lambda: self._verify(password_hash or self._nobodys, _normal(password)))
        return right and password_hash is not None

    def is_outdated(self, password_hash: str) -> bool:
        """Whether it was made with other parameters than today's."""
        return self._hasher.check_needs_rehash(password_hash)

    def close(self) -> None:
        self._threads.shutdown(cancel_futures=True)

    def _verify(self, password_hash: str, password: str) -> bool:
        try:
            return self._hasher.verify(password_hash, password)
        except (VerificationError, InvalidHashError):
            return False

    async def _off_the_loop(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, work)


def _normal(password: str) -> str:
    # The same letters typed on another device may be other code points (NIST SP 800-63B, 3.1.1.2).
    return unicodedata.normalize("NFKC", password)


@cache
def _common() -> frozenset[str]:
    return frozenset(_COMMON.read_text(encoding="utf-8").split("\n"))
