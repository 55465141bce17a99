"""Comments of translators that say why what a check finds in a text is meant so.

`# dismissed glossary: a training that people attend` holds for as long as it stands there. Written with a mark of the
text, as `# dismissed glossary 1f3a90bc: …`, it holds until the English or the translation is another one.
"""

import re
from collections.abc import Iterable, Iterator

from app.content.po import Message
from app.localisation.states import digest_of

DISMISSED = re.compile(r"dismissed (?P<check>[a-z]+)(?: (?P<mark>[0-9a-f]{8}))?: \S.*")


def dismissed_checks(message: Message) -> frozenset[str]:
    """The names of the checks that are dismissed for a text as it is now."""
    mark = mark_of(message)
    return frozenset(found["check"] for found in _found(message.comments) if found["mark"] in {None, mark})


def with_dismissal(message: Message, *, check: str, reason: str) -> tuple[str, ...]:
    """The comments of a text with a dismissal that lapses when the text changes, without those that have lapsed."""
    line = f"dismissed {check} {mark_of(message)}: {' '.join(reason.split())}"
    return (*without_lapsed(message, but=check), line)


def without_lapsed(message: Message, *, but: str = "") -> tuple[str, ...]:
    """The comments of a text without dismissals of what it was before, and without any of the check `but`."""
    mark = mark_of(message)
    gone = {
        line
        for line in message.comments
        for found in _found([line])
        if found["check"] == but or found["mark"] not in {None, mark}
    }
    return tuple(line for line in message.comments if line not in gone)


def mark_of(message: Message) -> str:
    """Eight hexadecimal digits of what a text says in English and in translation."""
    return digest_of(message)[:8]


def _found(comments: Iterable[str]) -> Iterator[re.Match[str]]:
    return filter(None, (DISMISSED.fullmatch(line.strip()) for line in comments))
