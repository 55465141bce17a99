"""The forms of a page, filled in as somebody would who takes the first of everything."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urldefrag


@dataclass(slots=True)
class Form:
    """`action` is without its fragment."""

    action: str
    post: bool
    fields: dict[str, str] = field(default_factory=dict)

    def put(self, name: str | None, value: str | None) -> None:
        if name:
            self.fields.setdefault(name, value or "")


def forms_of(markup: str) -> list[Form]:
    parser = _Forms()
    parser.feed(markup)
    return parser.found


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Form] = []
        self._list: str | None = None

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self.found.append(
                Form(urldefrag(given.get("action") or "").url, (given.get("method") or "").lower() == "post")
            )
        elif self.found:
            self._field(tag, given)

    def handle_startendtag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def _field(self, tag: str, given: dict[str, str | None]) -> None:
        form, name = self.found[-1], given.get("name")
        if tag == "select":
            self._list = name
        elif tag == "option" and given.get("value"):
            form.put(self._list, given["value"])
        elif tag in {"input", "button"}:
            form.put(name, given.get("value"))
        elif tag == "textarea":
            form.put(name, "partners")
