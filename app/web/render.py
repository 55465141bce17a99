"""Templates: from a page's fields to markup."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, ClassVar, Protocol

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from app.content.model import Html
from app.web.locale import Interface

_HOLE = re.compile("\ue000(?!token\ue001)([^\ue001]+)\ue001")


class Templated(Protocol):
    """A frozen dataclass with a template; its fields are the names that the template may use."""

    template: ClassVar[str]
    __dataclass_fields__: ClassVar[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Renderer:
    """Renders pages in any of the interface's languages; `static` maps a file's name to its address."""

    environments: Mapping[str, Environment]

    def render(self, page: Templated, language: str) -> str:
        template = self.environments[language].get_template(page.template)
        return template.render({field.name: getattr(page, field.name) for field in fields(page)})


def renderer(folders: Iterable[Path], *, interfaces: Mapping[str, Interface], static: Callable[[str], str]) -> Renderer:
    """A renderer of the templates in `folders`."""
    loader = FileSystemLoader([*folders])
    return Renderer({language: _environment(loader, one, static) for language, one in interfaces.items()})


def hole(name: str) -> Html:
    """What stands in a finished page where something personal goes."""
    return Html(f"\ue000{name}\ue001")


def pieces(markup: str) -> tuple[tuple[str, str], ...]:
    """Markup split at its holes: pairs of a stretch and the name of the hole after it, the last one's being empty."""
    parts = _HOLE.split(markup)
    return tuple(zip(parts[::2], [*parts[1::2], ""], strict=True))


def _environment(loader: FileSystemLoader, interface: Interface, static: Callable[[str], str]) -> Environment:
    environment = Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals.update(_=interface.markup, ngettext=interface.nmarkup, static=static, hole=hole)
    return environment
