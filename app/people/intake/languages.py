"""The language that somebody is to be written to in, as a coordinator writes it into a list."""

import re
from collections.abc import Collection
from functools import cache
from typing import Final

from babel import Locale

from app.content.search.words import fold

_WRITTEN_IN: Final = ("bg", "el", "en", "pl", "ro")
_CODE: Final = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9]{2,8})*")


@cache
def _names() -> dict[str, str]:
    """Codes by the folded names of the five languages in each of them (Unicode CLDR)."""
    return {fold(str(Locale(here).languages[code])): code for here in _WRITTEN_IN for code in _WRITTEN_IN}


def language_named(text: str) -> str:
    """The code in “el”, “EL-gr”, “Greek” or “grecki”; empty if it is none."""
    folded = fold(text.strip())
    code = _CODE.fullmatch(folded)
    return _names().get(folded) or (code[1] if code else "")


def is_language(text: str) -> bool:
    """Whether it can only be meant as one of the five."""
    return language_named(text) in _WRITTEN_IN


def site_language(text: str, *, languages: Collection[str]) -> str:
    """The code if it is one of the site's languages, otherwise empty."""
    code = language_named(text)
    return code if code in languages else ""
