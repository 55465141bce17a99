"""A page and its template agree: what one has, the other uses."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from jinja2 import Environment, FileSystemLoader, nodes
from jinja2.meta import find_undeclared_variables

import app
from app.administer import pages as administer_pages
from app.coordinate import pages as coordinate_pages
from app.join import pages as join_pages
from app.learn import pages
from app.play import pages as play_pages
from app.translate import pages as translate_pages
from app.web import form_page
from app.web import page as frame
from app.web.page import Page

ROOT = Path(app.__path__[0])
FOLDERS = sorted(ROOT.glob("*/templates"))
ENVIRONMENT = Environment(loader=FileSystemLoader(FOLDERS), autoescape=True)
# What every template can use; see app.web.render.
GLOBALS = {"_", "ngettext", "static", "hole"}


def subclasses(of: type[Any]) -> Iterator[type[Any]]:
    each: type[Any]
    for each in of.__subclasses__():
        yield each
        yield from subclasses(each)


def dataclasses_of(module: ModuleType) -> list[type]:
    own = (each for each in vars(module).values() if getattr(each, "__module__", "").startswith(module.__name__))
    return [each for each in own if isinstance(each, type) and is_dataclass(each)]


def tree(template: str) -> nodes.Template:
    assert ENVIRONMENT.loader is not None
    return ENVIRONMENT.parse(ENVIRONMENT.loader.get_source(ENVIRONMENT, template)[0])


def others(template: str, kind: type[Any]) -> list[str]:
    return [node.template.value for node in tree(template).find_all(kind)]


def names_used(template: str) -> set[str]:
    """By a template, the one that it extends, and those that it includes."""
    own = {node.target for node in tree(template).find_all(nodes.Import)}
    own |= {node.name for node in tree(template).find_all(nodes.Macro)}
    found = find_undeclared_variables(tree(template)) - own
    for other in (*others(template, nodes.Extends), *others(template, nodes.Include)):
        found |= names_used(other)
    return found


# Slots make a dataclass anew, and the class without them is forgotten only when memory is swept.
PAGES = sorted({str(each): each for each in subclasses(Page) if hasattr(each, "template")}.values(), key=str)
PARTS = [
    each
    for module in (pages, join_pages, administer_pages, coordinate_pages, translate_pages, play_pages)
    for each in dataclasses_of(module)
    if hasattr(each, "template") and not issubclass(each, Page)
]
VALUES = [
    each
    for module in (pages, join_pages, administer_pages, coordinate_pages, translate_pages, play_pages, form_page, frame)
    for each in dataclasses_of(module)
    if not hasattr(each, "template")
]
TEMPLATES = sorted(path.name for folder in FOLDERS for path in folder.iterdir())


@pytest.mark.parametrize("page", [*PAGES, *PARTS], ids=lambda page: str(page.__name__))
def test_a_template_uses_what_its_page_has_and_nothing_else(page: Any) -> None:
    assert names_used(page.template) - GLOBALS == {field.name for field in fields(page)}


def test_every_template_belongs_to_a_page_or_is_used_by_one() -> None:
    own = {page.template for page in (*PAGES, *PARTS)}
    used = {other for template in TEMPLATES for kind in _FROM for other in others(template, kind)}
    assert sorted(own | used) == TEMPLATES


_FROM: tuple[type[Any], ...] = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)


def test_what_is_imported_knows_only_what_it_is_given() -> None:
    imported = {other for template in TEMPLATES for kind in _FROM[2:] for other in others(template, kind)}
    assert {template: find_undeclared_variables(tree(template)) - GLOBALS for template in imported} == {
        template: set() for template in imported
    }


@pytest.mark.parametrize("value", VALUES, ids=lambda value: str(value.__name__))
def test_what_stands_in_a_page_is_shown_somewhere(value: Any) -> None:
    if value is not Page:
        shown = {node.attr for template in TEMPLATES for node in tree(template).find_all(nodes.Getattr)}
        assert {field.name for field in fields(value)} - shown == set()


def test_no_template_marks_markup_as_safe_or_switches_escaping_off() -> None:
    found = [
        (template, getattr(node, "name", ""))
        for template in TEMPLATES
        for node in tree(template).find_all((nodes.Filter, nodes.ScopedEvalContextModifier))
        if getattr(node, "name", "autoescape") in {"safe", "autoescape"}
    ]
    assert found == []
