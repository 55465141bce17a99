from base64 import b32encode
from collections.abc import Callable


def new_pseudonym(chance: Callable[[int], bytes]) -> str:
    """What stands for an account in the record of acts: 50 random bits, in letters and digits that can be told apart.

    `chance` gives so many random bytes.
    """
    return b32encode(chance(10)).decode().lower()[:10]
