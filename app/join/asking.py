"""Showing a form, again and again until what is sent can be taken."""

from collections.abc import Iterable

from app.web.form_page import Button, Field, FormPage
from app.web.page import Link
from app.web.responses import Finished, Header
from app.web.visits import Visit

ACCOUNT = "/account"


def form(
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
    query: str = "",
    action: str = "",
) -> FormPage:
    """A form's page at `path`, to which it is sent as well, unless `action` is another."""
    buttons = (Button(button),) if isinstance(button, str) else button
    wrong = any(problems) or any(field.problem for field in fields)
    # Translators: before the title of a page that was sent with something missing or wrong
    title = visit.ui.gettext("Error: {title}", title=heading) if wrong else heading
    return FormPage(
        **visit.frame(title, path, query=query, crumbs=_crumbs(visit, path)),
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


def _crumbs(visit: Visit, path: str) -> tuple[Link, ...]:
    if path.startswith(f"{ACCOUNT}/"):
        return (visit.link(ACCOUNT, visit.ui.gettext("My account")),)
    return ()
