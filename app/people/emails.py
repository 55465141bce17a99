"""E-mail addresses as people type them."""

import re
import unicodedata
from typing import Final

LONGEST: Final = 254
"""Characters of an address (RFC 5321, 4.5.3.1, less the angle brackets of a path)."""

_SHAPE: Final = re.compile(r"[^@\s<>\"(),:;\\\x00-\x1f]+@[^@\s<>\"(),:;\\\x00-\x1f.]+(\.[^@\s<>\"(),:;\\\x00-\x1f.]+)+")


def tidy(address: str) -> str:
    """Without what a telephone's keyboard adds around it."""
    return unicodedata.normalize("NFC", address).strip().removeprefix("mailto:")


def is_email(address: str) -> bool:
    """Whether it can be one; whether it is one, a letter finds out."""
    return len(address) <= LONGEST and _SHAPE.fullmatch(address) is not None


def email_key(address: str) -> str:
    """The form in which two addresses are compared: no mail server of today tells capitals from small letters."""
    return unicodedata.normalize("NFKC", tidy(address)).casefold()
