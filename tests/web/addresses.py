"""Every address of the site, from its own table of routes."""

import re
from collections.abc import Iterator
from typing import Any

from starlette.routing import Route

from tests.learn.running import Site

_EXAMPLES = {
    "language": "en",
    "course": "demo",
    "module": "first",
    "lesson": "start",
    "question": "who-signs",
    "number": "1",
    "place": "1",
    "file": "plan.svg",
}


def routes(site: Site) -> list[Route]:
    app: Any = site.app
    while not hasattr(app, "routes"):
        app = getattr(app, "app", None) or app._app
    found = [route for route in app.routes if isinstance(route, Route)]
    assert len(found) > 20
    return found


def addresses(site: Site, method: str, stylesheet: str = "/static/nothing.css") -> Iterator[str]:
    """An example of each address that takes this method."""
    for route in routes(site):
        if method in (route.methods or ()):
            yield example(route.path, stylesheet)


def example(path: str, stylesheet: str = "/static/nothing.css") -> str:
    """An address of a route's."""
    values = {**_EXAMPLES, "name": stylesheet.removeprefix("/static/")}
    return re.sub(r"\{(\w+)(:path)?\}", lambda found: values[found[1]], path)
