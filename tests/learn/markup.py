"""A page's markup as a tree, to read it as a browser would."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"br", "circle", "col", "hr", "img", "input", "line", "link", "meta", "path", "polyline", "rect", "use", "wbr"}

INLINE = {"a", "abbr", "b", "code", "em", "i", "mark", "small", "span", "strong"}


@dataclass(slots=True, eq=False)
class Node:
    """An element; its children are elements and texts."""

    tag: str
    attributes: dict[str, str]
    children: "list[Node | str]" = field(default_factory=list)

    @property
    def raw(self) -> str:
        """All text in it as it stands in the markup."""
        return "".join(child if isinstance(child, str) else child.raw for child in self.children)

    @property
    def text(self) -> str:
        """All text in it, with single spaces, also between paragraphs."""
        return " ".join(self._spaced.split())

    @property
    def _spaced(self) -> str:
        inner = "".join(child if isinstance(child, str) else child._spaced for child in self.children)
        return inner if self.tag in INLINE else f" {inner} "

    @property
    def classes(self) -> set[str]:
        return set(self.attributes.get("class", "").split())

    def __iter__(self) -> "Iterator[Node]":
        """Every element in it, in the order of the markup."""
        for child in self.children:
            if isinstance(child, Node):
                yield child
                yield from child

    def all(self, tag: str = "", *, within: str = "") -> "list[Node]":
        """The elements with this tag and class."""
        return [node for node in self if tag in {"", node.tag} and (not within or within in node.classes)]

    def texts(self, css_class: str) -> list[str]:
        """The texts of the elements with this class."""
        return [node.text for node in self if css_class in node.classes]

    def by_id(self, identity: str) -> "Node":
        return next(node for node in self if node.attributes.get("id") == identity)

    def links(self) -> dict[str, str]:
        """Where each link leads, by its text."""
        return {node.text: node.attributes["href"] for node in self.all("a")}


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Node("document", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].children.append(Node(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        while tag in [node.tag for node in self.open[1:]]:
            if self.open.pop().tag == tag:
                break

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def parse(markup: str) -> Node:
    builder = _Builder()
    builder.feed(markup)
    builder.close()
    return builder.open[0]
