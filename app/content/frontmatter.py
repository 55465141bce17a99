"""The YAML between `---` lines at the top of a source file: texts and lists of texts."""

from collections.abc import Mapping
from dataclasses import dataclass

import yaml

from app.content.files import SourceFile
from app.content.model import Place
from app.content.problems import Report, suggestion

FENCE = "---"


@dataclass(frozen=True, slots=True)
class Written:
    """A text and the place where it is written."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Field:
    """What may stand under one name: a text, or with `many` a list of texts."""

    many: bool = False
    required: bool = True


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The checked fields of a file, and the text below them, which begins on `line`."""

    fields: Mapping[str, tuple[Written, ...]]
    body: str
    line: int
    place: Place

    def text(self, name: str) -> Written:
        """The text under `name`; empty if it is missing."""
        return next(iter(self.texts(name)), Written("", self.place))

    def texts(self, name: str) -> tuple[Written, ...]:
        return self.fields.get(name, ())


def read_front_matter(source: SourceFile, schema: Mapping[str, Field], report: Report) -> FrontMatter:
    """Split `source`; what the `schema` doesn't allow is reported and left out."""
    lines = source.text.split("\n")
    end = _end(lines)
    if end is None:
        report.error(
            source.place(), "the front matter is missing", f'begin with "---", {_names(schema)}, and "---" again'
        )
        return FrontMatter({}, source.text, 1, source.place())
    fields = _fields("\n".join(lines[1:end]), source, report)
    _check_names(fields, schema, source, report)
    checked = {
        name: _checked(name, node, schema[name], source, report) for name, node in fields.items() if name in schema
    }
    return FrontMatter(checked, "\n".join(lines[end + 1 :]), end + 2, source.place())


def _end(lines: list[str]) -> int | None:
    if lines[0].rstrip() != FENCE:
        return None
    return next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() == FENCE), None)


def _names(schema: Mapping[str, Field]) -> str:
    return ", ".join(f'"{name}: …"' for name, field in schema.items() if field.required)


def _fields(text: str, source: SourceFile, report: Report) -> dict[str, yaml.Node]:
    try:
        root = yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        report.error(source.place(_line(error.problem_mark)), f"the front matter isn't YAML ({error.problem})", _QUOTE)
        return {}
    except (yaml.YAMLError, RecursionError):
        report.error(source.place(), "the front matter isn't YAML", _QUOTE)
        return {}
    if root is not None and not isinstance(root, yaml.MappingNode):
        report.error(
            source.place(2), "the front matter isn't a list of names with texts", 'write lines like "title: …"'
        )
    return _entries(root, source, report) if isinstance(root, yaml.MappingNode) else {}


_QUOTE = "put quotes around a text that holds a colon or other signs, and indent lists by two spaces"


def _line(mark: yaml.Mark | None) -> int:
    """The line in the file; YAML counts from 0 and doesn't see the opening `---`."""
    return mark.line + 2 if mark else 1


def _entries(root: yaml.MappingNode, source: SourceFile, report: Report) -> dict[str, yaml.Node]:
    entries: dict[str, yaml.Node] = {}
    for key, node in root.value:
        name, place = str(key.value), source.place(_line(key.start_mark))
        if name in entries:
            report.error(place, f'"{name}" stands twice in the front matter', "keep one of the two")
        entries[name] = node
    return entries


def _check_names(
    fields: Mapping[str, yaml.Node], schema: Mapping[str, Field], source: SourceFile, report: Report
) -> None:
    for name, node in fields.items():
        if name not in schema:
            place = source.place(_line(node.start_mark))
            report.error(place, f'"{name}" is unknown in this front matter', suggestion(name, schema, "remove it"))
    for name, field in schema.items():
        if field.required and name not in fields:
            report.error(source.place(), f'"{name}" is missing in the front matter', f'add "{name}: …"')


def _checked(name: str, node: yaml.Node, field: Field, source: SourceFile, report: Report) -> tuple[Written, ...]:
    nodes = node.value if isinstance(node, yaml.SequenceNode) and field.many else [node]
    place = source.place(_line(node.start_mark))
    if not all(isinstance(each, yaml.ScalarNode) for each in nodes) or field.many != isinstance(
        node, yaml.SequenceNode
    ):
        report.error(place, f'"{name}" has the wrong form', _form(name, field))
        return ()
    texts = [Written(" ".join(each.value.split()), source.place(_line(each.start_mark))) for each in nodes]
    if not all(written.text for written in texts) or (field.required and not texts):
        report.error(place, f'"{name}" is empty', _form(name, field))
    return tuple(written for written in texts if written.text)


def _form(name: str, field: Field) -> str:
    return f'write "{name}:" and below it one line "  - …" for each' if field.many else f'write "{name}: …" on one line'
