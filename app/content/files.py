"""Reading source files as clean text."""

import unicodedata
from dataclasses import dataclass
from pathlib import Path

from app.content.model import Place
from app.content.problems import Report


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A source file: `name` as problems show it, `text` in NFC with line feeds alone as line endings."""

    path: Path
    name: str
    text: str

    def place(self, line: int = 1) -> Place:
        return Place(self.name, line)


def read_source(path: Path, name: str, report: Report) -> SourceFile | None:
    """The file's text; None if it can't be read, which is reported."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        report.error(
            Place(name, 1), f"the file can't be read ({error.strerror})", "check that it exists and may be read"
        )
        return None
    return SourceFile(path, name, clean(_decoded(raw, name, report)))


def clean(text: str) -> str:
    """NFC, no byte order mark, line feeds as line endings, and no characters that HTML can't hold."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    return unicodedata.normalize("NFC", text)


def _decoded(raw: bytes, name: str, report: Report) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        report.error(Place(name, line), "the file isn't UTF-8 text", 'save it with the encoding "UTF-8"')
        return raw.decode("utf-8", errors="replace")
