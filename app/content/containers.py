"""The `:::` containers of a lesson, found line by line before anything else is read."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from app.content.identifiers import FORM
from app.content.model import Place
from app.content.problems import Report, suggestion

OPENING = re.compile(r":::+[ \t]*(\S.*?)[ \t]*")
CLOSING = re.compile(r":::+[ \t]*")
CODE = re.compile(r" {0,3}(```|~~~)")
INDENTED = re.compile(r"[ \t>]+:::")
ATTRIBUTE = re.compile(r"([^\s=]+)=(\S*)")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Plain Markdown between containers; it begins on `line` of its file."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Container:
    """`::: name id attribute=value`, opened on `line`; its inside `text` begins on the next one.

    `source` is the whole of it in normal form, without spaces at the ends of lines.
    """

    name: str
    id: str
    attributes: dict[str, str]
    text: str
    line: int
    source: str


@dataclass(frozen=True, slots=True)
class Directive:
    """What may stand in an opening line."""

    example: str
    id: bool = False
    attributes: frozenset[str] = frozenset()


Directives = Mapping[str, Directive]
"""The containers that a kind of file may hold, by their names."""

DIRECTIVES: Directives = MappingProxyType(
    {
        "case": Directive("::: case country=gr", attributes=frozenset({"country"})),
        "task": Directive("::: task"),
        "figure": Directive("::: figure some-id kind=steps", id=True, attributes=frozenset({"kind"})),
        "question": Directive("::: question some-id", id=True, attributes=frozenset({"kind", "lesson"})),
    }
)


def split(
    text: str, line: int, file: str, report: Report, *, directives: Directives = DIRECTIVES
) -> list[Stretch | Container]:
    """Take `text`, which begins on `line` of `file`, apart.

    Malformed containers are reported; those with an unknown name are left out.
    """
    return list(_parts(text.split("\n"), line, file, report, directives))


def _parts(
    lines: list[str], first: int, file: str, report: Report, directives: Directives
) -> Iterator[Stretch | Container]:
    begin = position = 0
    code = False
    while position < len(lines):
        line = lines[position]
        code ^= bool(CODE.match(line))
        if code or not line.startswith(":::"):
            _check_indent(line, Place(file, first + position), report)
            position += 1
            continue
        yield from _stretch(lines[begin:position], first + begin)
        begin, container = _container(lines, position, Place(file, first + position), report, directives)
        position = begin
        if container:
            yield container
    yield from _stretch(lines[begin:], first + begin)


def _check_indent(line: str, place: Place, report: Report) -> None:
    if INDENTED.match(line):
        report.error(place, '":::" is indented or inside another block', "start it at the beginning of the line")


def _stretch(lines: list[str], line: int) -> Iterator[Stretch]:
    if any(each.strip() for each in lines):
        yield Stretch("\n".join(lines), line)


def _container(
    lines: list[str], start: int, place: Place, report: Report, directives: Directives
) -> tuple[int, Container | None]:
    """The position after the container that opens at `start`, and the container."""
    opening = OPENING.fullmatch(lines[start])
    if opening is None:
        report.error(place, 'this ":::" closes nothing', 'remove it, or open a container above with "::: name"')
        return start + 1, None
    end = _end(lines, start)
    closed = end < len(lines) and bool(CLOSING.fullmatch(lines[end]))
    words = opening[1].split()
    if not closed:
        report.error(place, f'"::: {words[0]}" is not closed', 'write ":::" on a line of its own at its end')
    source = "\n".join(line.rstrip() for line in [*lines[start:end], ":::"])
    container = _opened(words, "\n".join(lines[start + 1 : end]), source, place, report, directives=directives)
    return end + closed, container


def _end(lines: list[str], start: int) -> int:
    """The position of the closing line, or of the next opening line, or the end of the file."""
    return next((at for at in range(start + 1, len(lines)) if lines[at].startswith(":::")), len(lines))


def _opened(
    words: list[str], text: str, source: str, place: Place, report: Report, *, directives: Directives
) -> Container | None:
    name, rest = words[0], words[1:]
    directive = directives.get(name)
    if directive is None:
        report.error(
            place, f'"::: {name}" is unknown', suggestion(name, directives, f"use one of {', '.join(directives)}")
        )
        return None
    identity = rest.pop(0) if directive.id and rest and "=" not in rest[0] else ""
    if directive.id and not FORM.fullmatch(identity):
        wrong = f'the id "{identity}" is malformed' if identity else f"this {name} has no id"
        report.error(place, wrong, f'write "{directive.example}", the id in lower-case letters, digits and hyphens')
    attributes = _attributes(rest, name, directive, place, report)
    return Container(name, identity, attributes, text, place.line, source)


def _attributes(words: list[str], name: str, directive: Directive, place: Place, report: Report) -> dict[str, str]:
    attributes: dict[str, str] = {}
    for word in words:
        match = ATTRIBUTE.fullmatch(word)
        if match is None:
            report.error(place, f'"{word}" means nothing here', f'write "{directive.example}"')
        elif match[1] in attributes:
            report.error(place, f'"{match[1]}=" stands twice', "keep one of the two")
        elif match[1] in directive.attributes:
            attributes[match[1]] = match[2]
        else:
            instead = suggestion(match[1], directive.attributes, f'write "{directive.example}"')
            report.error(place, f'"{match[1]}=" is unknown for "::: {name}"', instead)
    return attributes
