"""The endings of words that no dictionary knows: terms of a field, names of callings, words from other languages.

Longest first, folded. They are cut off such a word only to see whether another one of the course begins alike.
"""

from collections.abc import Mapping
from typing import Final

_SHORTEST_STEM: Final = 4

_ENDINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "bg": ("ите", "ият", "ът", "ят", "та", "то", "те", "ия", "а", "я", "и", "о", "е"),
    "el": ("ουσ", "εων", "εισ", "ων", "ου", "οι", "οσ", "ησ", "εσ", "ασ", "α", "η", "ο", "ε", "ι", "υ", "ν", "σ"),
    "pl": ("ami", "ach", "owi", "iem", "om", "ow", "em", "ie", "a", "u", "y", "i", "e", "o"),
    "ro": (
        *("urilor", "urile", "ului", "ilor", "elor", "uri", "lui", "lor", "ile", "ele", "ii", "ul", "ei", "le"),
        *("a", "e", "i", "u"),
    ),
}


def stem(word: str, language: str) -> str:
    """What is left of a folded word without its longest ending, if enough of it is; else the whole word."""
    fitting = (ending for ending in _ENDINGS.get(language, ()) if word.endswith(ending))
    longest = max(fitting, key=len, default="")
    return word.removesuffix(longest) if len(word) - len(longest) >= _SHORTEST_STEM else word
