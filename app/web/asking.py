"""Showing a form, again and again until what is sent can be taken."""

from collections.abc import Iterable
from typing import Required, TypedDict, Unpack

from app.web.form_page import Button, Field, FormPage
from app.web.locale import Interface
from app.web.page import Link
from app.web.responses import Finished, Header
from app.web.visits import Visit


class Parts(TypedDict, total=False):
    """What a form's page is made of; see `FormPage`. It is sent to its own address, unless `action` is another."""

    heading: Required[str]
    button: Required[str | tuple[Button, ...]]
    said: str
    texts: tuple[str, ...]
    fields: tuple[Field, ...]
    problems: tuple[str, ...]
    hidden: tuple[tuple[str, str], ...]
    links: tuple[Link, ...]
    action: str


def asking(visit: Visit, *, path: str, crumbs: tuple[Link, ...] = (), **parts: Unpack[Parts]) -> FormPage:
    """A form's page at `path`."""
    heading, button = parts["heading"], parts["button"]
    fields, problems = parts.get("fields", ()), parts.get("problems", ())
    title = visit.title(heading, *problems, *(field.problem for field in fields))
    return FormPage(
        **visit.frame(title, path, crumbs=crumbs),
        heading=heading,
        said=parts.get("said", ""),
        texts=parts.get("texts", ()),
        problems=tuple(filter(None, problems)),
        fields=fields,
        action=visit.address(parts.get("action") or path),
        hidden=(("token", visit.token), *parts.get("hidden", ())),
        buttons=(Button(button),) if isinstance(button, str) else button,
        links=parts.get("links", ()),
    )


def show(visit: Visit, page: FormPage, *, extra: Iterable[Header] = ()) -> Finished:
    """A form as it stands; one with something wrong in it wasn't taken, which is 422."""
    wrong = page.problems or any(field.problem for field in page.fields)
    return visit.show(page, status=422 if wrong else 200, extra=extra)


def send_again(ui: Interface) -> str:
    """What is said when a form's page is older than the session."""
    return ui.gettext("This page was open for a long time, so nothing was changed yet. Please send it once more.")
