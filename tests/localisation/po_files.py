"""PO files for tests."""

from collections.abc import Iterable
from difflib import unified_diff
from pathlib import Path

from app.content.po import Message, new_file

PLURALS = "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"


def header(*, revised: str = "2026-11-20 10:00+0000", language: str = "pl", plurals: str = PLURALS) -> Message:
    fields = {
        "Project-Id-Version": "atsiv",
        "PO-Revision-Date": revised,
        "Last-Translator": "Ewa",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": plurals,
    }
    return Message("", "", translations=("".join(f"{name}: {value}\n" for name, value in fields.items()),))


def polish(messages: Iterable[Message], **fields: str) -> bytes:
    return bytes(new_file(header(**fields), messages))


def numbered(count: int) -> list[Message]:
    return [Message("", f"Text {number}") for number in range(count)]


def put(file: Path, data: bytes) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    return file


def changes(before: bytes, after: bytes) -> list[str]:
    """The differing lines."""
    return [
        line
        for line in list(unified_diff(before.decode().split("\n"), after.decode().split("\n"), n=0, lineterm=""))[2:]
        if line[0] in "+-"
    ]
