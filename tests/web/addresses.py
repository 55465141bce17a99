"""Every address of the site, from its own table of routes."""

import re
from collections.abc import Iterator
from typing import Any

from starlette.routing import Mount, Route

from app.content.po import Key
from app.localisation.exchange.units import unit_id
from tests.learn.running import Site

_EXAMPLES = {
    "language": "en",
    "course": "demo",
    "module": "first",
    "lesson": "start",
    "question": "who-signs",
    "number": "1",
    "place": "1",
    "desk": "1",
    "game": "harbour",
    "group": "1",
    "intake": "1",
    "file": "plan.svg",
    "target": "el",
}
TEXT = ("demo.first", unit_id("demo.first", Key("", "Goals and dates.")))
"""The domain and the id of a text."""


def routes(site: Site) -> list[Route]:
    app: Any = site.app
    while not hasattr(app, "routes"):
        app = getattr(app, "app", None) or app._app
    found = [route for each in app.routes for route in _routes(each)]
    assert len(found) > 20
    return found


def _routes(route: Any) -> list[Route]:
    """A route, or those below an address."""
    if isinstance(route, Mount):
        return [
            Route(route.path + one.path, one.endpoint, methods=one.methods)
            for one in route.routes
            if isinstance(one, Route)
        ]
    return [route] if isinstance(route, Route) else []


def addresses(site: Site, method: str, stylesheet: str = "/static/nothing.css") -> Iterator[str]:
    """An example of each address that takes this method."""
    for route in routes(site):
        if method in (route.methods or ()):
            yield example(route.path, stylesheet)


def example(path: str, stylesheet: str = "/static/nothing.css") -> str:
    """An address of a route's."""
    values = {**_EXAMPLES, "name": stylesheet.removeprefix("/static/"), "domain": TEXT[0], "text": TEXT[1]}
    if "/files/{name}" in path:
        values["name"] = "all.zip"
    return re.sub(r"\{(\w+)(:path)?\}", lambda found: values[found[1]], path)
