"""Where somebody is led who had to sign in first: to one of this site's own pages, and nowhere else."""

from urllib.parse import quote, urlsplit

# Signs that an address of this site holds as they are; others are written as %XX.
_AS_THEY_ARE = "/?&=%-._~+"


def own_path(wanted: str, otherwise: str) -> str:
    """`wanted` if it is a path of this site, written so that no browser takes it for another site's address.

    Browsers read a backslash as a slash, drop tabs and line breaks, and take two slashes at the beginning for a host
    (WHATWG URL Standard, 4.4).
    """
    if not wanted.startswith("/") or wanted[1:2] in {"/", "\\"}:
        return otherwise
    if any(ord(sign) <= 32 or sign == "\\" or ord(sign) == 127 for sign in wanted):
        return otherwise
    parts = urlsplit(wanted)
    return otherwise if parts.scheme or parts.netloc else quote(wanted.partition("#")[0], safe=_AS_THEY_ARE)
