"""Showing a form, again and again until what is sent can be taken."""

from collections.abc import Iterable

from app.web.form_page import Button, Field, FormPage
from app.web.locale import Interface
from app.web.page import Link
from app.web.responses import Finished, Header
from app.web.visits import Visit


def asking(
    visit: Visit,
    *,
    path: str,
    heading: str,
    button: str | tuple[Button, ...],
    said: str = "",
    texts: tuple[str, ...] = (),
    fields: tuple[Field, ...] = (),
    problems: tuple[str, ...] = (),
    hidden: tuple[tuple[str, str], ...] = (),
    links: tuple[Link, ...] = (),
    action: str = "",
    crumbs: tuple[Link, ...] = (),
) -> FormPage:
    """A form's page at `path`, to which it is sent as well, unless `action` is another."""
    buttons = (Button(button),) if isinstance(button, str) else button
    title = visit.title(heading, *problems, *(field.problem for field in fields))
    return FormPage(
        **visit.frame(title, path, crumbs=crumbs),
        heading=heading,
        said=said,
        texts=texts,
        problems=tuple(filter(None, problems)),
        fields=fields,
        action=visit.address(action or path),
        hidden=(("token", visit.token), *hidden),
        buttons=buttons,
        links=links,
    )


def show(visit: Visit, page: FormPage, *, extra: Iterable[Header] = ()) -> Finished:
    """A form as it stands; one with something wrong in it wasn't taken, which is 422."""
    wrong = page.problems or any(field.problem for field in page.fields)
    return visit.show(page, status=422 if wrong else 200, extra=extra)


def send_again(ui: Interface) -> str:
    """What is said when a form's page is older than the session."""
    return ui.gettext("This page was open for a long time, so nothing was changed yet. Please send it once more.")
