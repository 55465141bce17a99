"""What a check finds, and what it looks at."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum

from app.content.locales import INTERFACE


class Severity(Enum):
    """An ERROR breaks what a reader sees or can do, a WARNING is likely a mistake, an INFO is worth a look."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Finding:
    """`wrong` says what is wrong, `instead` what to write; neither begins with a capital or ends with a full stop.

    `fix` is the whole mended translation where it is certain. `form` counts the plural forms from 0.
    """

    check: str
    severity: Severity
    wrong: str
    instead: str
    fix: str | None = None
    form: int = 0

    @property
    def text(self) -> str:
        """Both as one sentence."""
        return f"{self.wrong[:1].upper()}{self.wrong[1:]}; {self.instead}."


@dataclass(frozen=True, slots=True)
class Pair:
    """One English text and its translation: a message, or one plural form of it.

    `source` is the English that the form answers to. In the form that is for the number 1 alone, `plural` is the
    English for other numbers as well; elsewhere it is empty.
    """

    language: str
    domain: str
    source: str
    translation: str
    plural: str = ""

    @property
    def is_markdown(self) -> bool:
        """Courses are Markdown; the interface is plain text, in which no sign has a meaning."""
        return self.domain != INTERFACE


Findings = Iterator[Finding]
Check = Callable[[Pair], Findings]


def quoted(text: str, longest: int = 40) -> str:
    """A piece of text inside a sentence."""
    return f'"{text}"' if len(text) <= longest else f'"{text[: longest - 2].rstrip()} …"'
