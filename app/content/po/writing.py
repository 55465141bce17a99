"""The form that `msgcat --no-wrap` writes a message in."""

from collections.abc import Iterator, Sequence

from app.content.po.message import FUZZY, Message

WIDTH = 79
ESCAPES = str.maketrans(
    {
        "\\": "\\\\",
        '"': '\\"',
        "\a": "\\a",
        "\b": "\\b",
        "\f": "\\f",
        "\n": "\\n",
        "\r": "\\r",
        "\t": "\\t",
        "\v": "\\v",
    }
)


def written(message: Message) -> tuple[str, ...]:
    """The lines of a message, without their ends."""
    return (*_comments(message), *_strings(message))


def _comments(message: Message) -> Iterator[str]:
    yield from (_comment("#", text) for text in message.comments)
    if not message.obsolete:
        yield from (_comment("#.", text) for text in message.notes)
        yield from _places(message.references)
    # Where nothing is translated there is nothing to be fuzzy.
    flags = sorted((flag for flag in message.flags if flag != FUZZY or message.translations[0]), key=FUZZY.__ne__)
    if flags:
        yield f"#, {', '.join(flags)}"


def _places(references: Sequence[str]) -> Iterator[str]:
    """Files share lines as far as these go, even where nothing else is wrapped."""
    line = "#:"
    for file in references:
        if len(line) > len("#:") and len(line) + 1 + len(file) > WIDTH:
            yield line
            line = "#:"
        line += f" {file}"
    if references:
        yield line


def _comment(mark: str, text: str) -> str:
    return f"{mark} {text}" if text else mark


def _strings(message: Message) -> Iterator[str]:
    gone = "#~ " if message.obsolete else ""
    if message.previous:
        mark = "#~| " if message.obsolete else "#| "
        yield from _source(message.previous.context, message.previous.source, message.previous.plural, mark)
    yield from _source(message.context, message.source, message.plural, gone)
    yield from translation_lines(message.translations, plural=bool(message.plural), mark=gone)


def _source(context: str, source: str, plural: str, mark: str) -> Iterator[str]:
    if context:
        yield from _string("msgctxt", context, mark)
    yield from _string("msgid", source, mark)
    if plural:
        yield from _string("msgid_plural", plural, mark)


def translation_lines(translations: Sequence[str], *, plural: bool, mark: str) -> Iterator[str]:
    """The msgstr lines; `mark` begins each, as the lines of an obsolete message begin with `#~ `."""
    for form, text in enumerate(translations):
        yield from _string(f"msgstr[{form}]" if plural else "msgstr", text, mark)


def _string(keyword: str, text: str, mark: str) -> Iterator[str]:
    lines = text.split("\n")
    pieces = [f"{line}\n" for line in lines[:-1]] + [line for line in lines[-1:] if line]
    if len(pieces) > 1:
        yield f'{mark}{keyword} ""'
        yield from (f'{mark}"{piece.translate(ESCAPES)}"' for piece in pieces)
    else:
        yield f'{mark}{keyword} "{text.translate(ESCAPES)}"'
