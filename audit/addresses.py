"""Every address of the site, from the application's own table of routes, with an example that is there."""

import asyncio
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from fastapi import FastAPI
from starlette.routing import BaseRoute, Mount, Route

from app import web
from app.content.library import load
from app.content.model import Course, Lesson, Module, Question
from app.main import application
from app.settings import Settings
from app.storage import open_database
from app.web.assets import assets
from audit.site import PICTURE
from audit.tools import ToolFailed

ENDING: Final = frozenset(
    {
        "/{language}/account/delete",
        "/{language}/account/devices",
        "/{language}/coordinate/{desk}/group/{group}/delete",
        "/{language}/progress",
        "/{language}/sign-out",
    }
)
"""Where a form may end its session, or what others need: attacked last, each with a session of its own."""

_PARAMETER: Final = re.compile(r"\{(\w+)(?::\w+)?\}")


@dataclass(frozen=True, slots=True)
class Address:
    """`template` is the route's own address, `example` one with real values."""

    template: str
    example: str
    values: Mapping[str, str]
    methods: set[str] = field(default_factory=set)

    @property
    def parameters(self) -> list[str]:
        return _PARAMETER.findall(self.template)


def addresses(settings: Settings) -> list[Address]:
    """Each address of the site with these settings once, with the methods that it takes."""
    app = _application(settings)
    values = _values(settings)
    found: dict[str, Address] = {}
    for route in _routes(app):
        template = _PARAMETER.sub(r"{\1}", route.path)
        address = found.setdefault(template, Address(template, _filled(template, values), values))
        address.methods.update(route.methods or ())
    return [*found.values()]


def examples(found: list[Address]) -> dict[str, str]:
    return {address.template: address.example for address in found}


def _application(settings: Settings) -> FastAPI:
    """The application without what is wrapped around it. Only its table of routes is wanted."""
    database = open_database(settings.database_url)
    outermost: object = application(settings, database)
    asyncio.run(database.close())
    while not isinstance(outermost, FastAPI):
        held = vars(outermost)
        outermost = held.get("app") or held["_app"]
    return outermost


def _routes(app: FastAPI) -> Iterator[Route]:
    for route in app.router.routes:
        if isinstance(route, Mount):
            for one in route.routes:
                yield _known(one, route.path)
        else:
            yield _known(route)


def _known(route: BaseRoute, below: str = "") -> Route:
    if not isinstance(route, Route):
        message = f"{route} is of a kind that the audit doesn't know yet"
        raise ToolFailed(message)
    return Route(below + route.path, route.endpoint, methods=[*(route.methods or ())])


def _filled(template: str, values: Mapping[str, str]) -> str:
    missing = sorted(set(_PARAMETER.findall(template)) - values.keys())
    if missing:
        message = f"{template}: audit/addresses.py has no example for {', '.join(missing)}"
        raise ToolFailed(message)
    return _PARAMETER.sub(lambda found: values[found[1]], template)


def _values(settings: Settings) -> dict[str, str]:
    course = next(iter(load(settings.courses_dir).courses.values()))["en"]
    module, lesson, question = _answerable(course)
    stylesheet = assets([Path(web.__path__[0]) / "static"])["site.css"].address
    return {
        "language": course.language,
        "course": course.id,
        "module": module.id,
        "lesson": lesson.id,
        "question": question.id,
        "number": "1",
        "place": "1",
        "desk": "1",
        "group": "1",
        "intake": "1",
        "file": PICTURE,
        "name": stylesheet.rpartition("/")[2],
    }


def _answerable(course: Course) -> tuple[Module, Lesson, Question]:
    """A question with one choice, in a module with a quiz."""
    return next(
        (module, lesson, part)
        for module in course.modules
        for lesson in module.lessons
        for part in lesson.parts
        if module.quiz and isinstance(part, Question) and part.kind in {"single", "truefalse"}
    )
