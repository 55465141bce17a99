import hashlib
from base64 import b32encode
from collections.abc import Callable

from app.people.emails import email_key


def new_pseudonym(chance: Callable[[int], bytes]) -> str:
    """What stands for an account in the record of acts: 50 random bits, in letters and digits that can be told apart.

    `chance` gives so many random bytes.
    """
    return b32encode(chance(10)).decode().lower()[:10]


def pseudonym_of(email: str) -> str:
    """What stands for an address that has no account (yet), in the names of files alone."""
    return hashlib.sha256(email_key(email).encode()).hexdigest()[:16]
