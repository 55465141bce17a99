"""Figures made from lists, so that their words are translated and read aloud like any others."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from markdown_it.token import Token

from app.content.containers import Container
from app.content.markdown import blocks, render
from app.content.model import Html
from app.content.page import Page
from app.content.problems import suggestion
from app.content.prose import read_prose

LISTS = {"steps": "ordered", "cycle": "ordered", "columns": "bullet", "hub": "bullet"}
SHAPES = {
    "steps": "a caption, a blank line and a list of steps: 1. …",
    "cycle": "a caption, a blank line and a list of steps: 1. …",
    "columns": "a caption, a blank line and a list: one item a column, what is in it nested below",
    "hub": "a caption, a blank line and a list: one item for the centre, what stands around it nested below",
}


@dataclass(frozen=True, slots=True)
class Node:
    """One item of a figure's list: its own text, other texts below it, and nested items."""

    anchor: str
    head: str
    rest: str
    nested: tuple["Node", ...]


def read_figure(container: Container, page: Page) -> Html:
    """The figure; empty if it is malformed, which is reported."""
    kind = _kind(container, page)
    anchor = f"figure-{container.id}"
    _check_id(container, anchor, page)
    parts = list(blocks(read_prose(container.text, page, container.line + 1)))
    nodes = _nodes(parts[1]) if kind and _has_shape(parts, kind) else ()
    if kind and not _is_whole(nodes, kind):
        page.report.error(page.place(container.line), f"this figure isn't made as {kind}", f"write {SHAPES[kind]}")
        nodes = ()
    return _figure(kind, anchor, parts[0], nodes, page) if kind and nodes else Html("")


def _kind(container: Container, page: Page) -> str | None:
    kind = container.attributes.get("kind")
    if kind in LISTS:
        return kind
    wrong = f'the figure kind "{kind}" is unknown' if kind else "the figure has no kind"
    instead = suggestion(kind or "", LISTS, f"write kind= and one of {', '.join(LISTS)}")
    page.report.error(page.place(container.line), wrong, instead)
    return None


def _check_id(container: Container, anchor: str, page: Page) -> None:
    if container.id and anchor in page.anchors.taken:
        wrong = f'there is a figure "{container.id}" in this lesson already'
        page.report.error(page.place(container.line), wrong, "give each figure an id of its own")
    page.anchors.reserve([anchor])


def _has_shape(parts: Sequence[Sequence[Token]], kind: str) -> bool:
    return [part[0].type for part in parts] == ["paragraph_open", f"{LISTS[kind]}_list_open"]


def _is_whole(nodes: Sequence[Node], kind: str) -> bool:
    filled = all(node.head for node in nodes)
    if kind == "hub":
        return filled and len(nodes) == 1 and bool(nodes[0].nested)
    return filled and bool(nodes) and (kind != "columns" or all(node.nested for node in nodes))


def _nodes(listing: Sequence[Token]) -> tuple[Node, ...]:
    return tuple(_node(item) for item in blocks(listing[1:-1]))


def _node(item: Sequence[Token]) -> Node:
    parts = list(blocks(item[1:-1]))
    head = parts.pop(0) if parts and parts[0][0].type == "paragraph_open" else []
    anchor = item[0].attrs.get("id") or (head[0].attrs.get("id") if head else "")
    nested = [node for part in parts if part[0].type.endswith("_list_open") for node in _nodes(part)]
    rest = [token for part in parts if not part[0].type.endswith("_list_open") for token in part]
    return Node(str(anchor), render(head[1:-1]), render(rest), tuple(nested))


def _figure(kind: str, anchor: str, caption: Sequence[Token], nodes: Sequence[Node], page: Page) -> Html:
    shown = nodes[0].nested if kind == "hub" else nodes
    return Html(
        f'<figure class="figure {kind} of-{len(shown)}" id="{anchor}">\n'
        f'<figcaption id="{caption[0].attrs.get("id", "")}">{render(caption[1:-1])}</figcaption>\n'
        f"{_picture(kind, nodes, page)}</figure>\n"
    )


def _picture(kind: str, nodes: Sequence[Node], page: Page) -> str:
    _ = page.setting.edition.interface
    if kind == "hub":
        centre = nodes[0]
        spokes = _list("ul", centre.nested, ' class="spokes"')
        return f'<p class="centre" id="{centre.anchor}">{centre.head}</p>\n{centre.rest}{spokes}'
    if kind == "cycle":
        ending = _("Then it starts again.")
        return f'{_list("ol", nodes)}<p class="visually-hidden">{escape(ending)}</p>\n'
    return _list("ol" if kind == "steps" else "ul", nodes)


def _list(tag: str, nodes: Sequence[Node], attributes: str = "") -> str:
    items = "".join(_item(node) for node in nodes)
    return f"<{tag}{attributes}>\n{items}</{tag}>\n" if nodes else ""


def _item(node: Node) -> str:
    return f'<li id="{node.anchor}"><span class="head">{node.head}</span>{node.rest}{_list("ul", node.nested)}</li>\n'
