"""What of an English text goes into its translation as it is."""

import re
from typing import NamedTuple

_INSERTABLE = re.compile(r"(?P<placeholder>\{\w+\})|\[(?P<words>[^\[\]]*)\](?P<target>\([^()\s]*\))|(?P<code>`[^`]+`)")


class Insertable(NamedTuple):
    """`text` is what is put in; for a link it is what comes after its words, which are `words` in English."""

    text: str
    words: str = ""


def insertables(source: str) -> tuple[Insertable, ...]:
    """Placeholders, code and links, in the order of the text, each once."""
    found = (
        Insertable(f"]{match['target']}", match["words"]) if match["target"] else Insertable(match[0])
        for match in _INSERTABLE.finditer(source)
    )
    return tuple(dict.fromkeys(found))
