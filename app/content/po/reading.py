"""The syntax of PO files: from lines to messages."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from app.content.po.message import Message, Previous

KEYWORD = re.compile(r'(msgctxt|msgid|msgid_plural|msgstr|msgstr\[(\d)\])\s*(".*)')
ESCAPE = re.compile(r"\\(?:([abfnrtv\\\"'?])|([0-7]{1,3})|x([0-9a-fA-F]{1,2})|(.?))", re.DOTALL)
SIGNS = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}


class PoError(Exception):
    """A file that is no PO file. `line` counts from 1; `wrong` and `instead` say it as the checks do."""

    def __init__(self, line: int, wrong: str, instead: str) -> None:
        super().__init__(f"line {line}: {wrong}; {instead}")
        self.line, self.wrong, self.instead = line, wrong, instead


@dataclass(slots=True)
class _Entry:
    """A message as it is being read: `texts` holds the strings by their keyword."""

    texts: dict[str, list[str]] = field(default_factory=dict)
    before: dict[str, list[str]] = field(default_factory=dict)
    comments: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    references: list[str] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    obsolete: bool = False
    current: list[str] | None = None
    current_before: list[str] | None = None


def blocks(lines: Sequence[str]) -> Iterator[tuple[int, int, bool]]:
    """The lines that belong together: (first, end, whether they hold a message), counted from 0.

    `lines` may keep their ends. Empty lines between messages, and comments after the last, are blocks of their own.
    """
    start, ended, holds = 0, True, False
    for number, line in enumerate(lines):
        kind = _kind(line)
        if ended and kind == "empty":
            continue
        if ended and kind != "translation":
            if start < number and not holds:
                yield start, number, False
            start, ended, holds = number, False, False
        if kind == "translation":
            holds = True
        elif holds and kind != "string":
            yield start, number, True
            start, ended, holds = number, kind == "empty", False
    if start < len(lines):
        yield start, len(lines), holds


def _kind(line: str) -> str:
    text = line.strip()
    if text.startswith("#~") and not text.startswith("#~|"):
        text = text[2:].strip()
    if not text:
        return "empty"
    if text.startswith("msgstr"):
        return "translation"
    return "string" if text.startswith('"') else "other"


def read_message(lines: Sequence[str], first_line: int) -> Message:
    """The message in one block. Raises PoError; `first_line` counts from 1 in the file."""
    entry = _Entry()
    for number, line in enumerate(lines, first_line):
        _read_line(line.strip(), entry, number)
    if "msgid" not in entry.texts:
        raise PoError(first_line, "a translation has no msgid", "write the msgid line above it, or remove it")
    return _message(entry)


def check_remark(lines: Sequence[str], first_line: int) -> None:
    """What stands between messages is empty or a comment. Raises PoError where a message breaks off."""
    for number, line in enumerate(lines, first_line):
        if line.strip() and not line.lstrip().startswith("#"):
            raise PoError(number, "a message has no msgstr", 'write its translation, or msgstr "", below it')


def _read_line(line: str, entry: _Entry, number: int) -> None:
    if line.startswith("#~"):
        entry.obsolete = True
        line = line[2:].strip()
        line = f"#{line}" if line.startswith("|") else line
    if line.startswith("#|"):
        _read_string(line[2:].strip(), entry, number, before=True)
    elif line.startswith("#"):
        _read_comment(line[1:], entry)
    elif line:
        _read_string(line, entry, number, before=False)


def _read_comment(text: str, entry: _Entry) -> None:
    if text.startswith("."):
        entry.notes.append(text[1:].removeprefix(" "))
    elif text.startswith(":"):
        entry.references += text[1:].split()
    elif text.startswith((",", "=")):
        entry.flags += [flag.strip() for flag in text[1:].split(",") if flag.strip()]
    else:
        entry.comments.append(text.removeprefix(" "))


def _read_string(text: str, entry: _Entry, number: int, *, before: bool) -> None:
    match = KEYWORD.fullmatch(text)
    current = entry.current_before if before else entry.current
    if match:
        keyword, text = match[1], match[3]
        texts = entry.before if before else entry.texts
        if keyword in texts:
            raise PoError(number, f'there is a second "{keyword}" in one message', "keep one of the two")
        current = texts[keyword] = []
        if before:
            entry.current_before = current
        else:
            entry.current = current
    if current is None or not (len(text) > 1 and text.startswith('"') and text.endswith('"')):
        raise PoError(number, f"this is no line of a PO file: {text[:60]}", 'write the text between " and "')
    current.append(_unescaped(text[1:-1], number))


def _unescaped(text: str, number: int) -> str:
    if re.search(r'(?<!\\)(?:\\\\)*"', text) or re.search(r"(?<!\\)(?:\\\\)*\\$", text):
        raise PoError(number, 'a " stands inside the text', 'write it as \\"')
    if "\\" not in text:
        return text

    def sign(match: re.Match[str]) -> str:
        letter, octal, hexadecimal, unknown = match.groups()
        if unknown is not None:
            raise PoError(number, f'"\\{unknown}" stands for nothing', "write \\\\ for a backslash")
        if letter:
            return SIGNS.get(letter, letter)
        return chr(int(octal, 8) if octal else int(hexadecimal, 16))

    return ESCAPE.sub(sign, text)


def _message(entry: _Entry) -> Message:
    texts = {keyword: "".join(strings) for keyword, strings in entry.texts.items()}
    before = {keyword: "".join(strings) for keyword, strings in entry.before.items()}
    forms = sorted((keyword for keyword in texts if keyword.startswith("msgstr")), key=lambda each: (len(each), each))
    previous = (
        Previous(before.get("msgctxt", ""), before["msgid"], before.get("msgid_plural", ""))
        if "msgid" in before
        else None
    )
    return Message(
        context=texts.get("msgctxt", ""),
        source=texts["msgid"],
        plural=texts.get("msgid_plural", ""),
        translations=tuple(texts[form] for form in forms),
        comments=tuple(entry.comments),
        notes=tuple(entry.notes),
        references=tuple(entry.references),
        flags=tuple(dict.fromkeys(entry.flags)),
        previous=previous,
        obsolete=entry.obsolete,
    )
