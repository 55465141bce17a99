"""Forms around an account."""

from typing import Unpack

from app.web.asking import Parts, asking, show
from app.web.form_page import FormPage
from app.web.page import Link
from app.web.visits import Visit

ACCOUNT = "/account"

__all__ = ["ACCOUNT", "crumbs", "form", "show"]


def form(visit: Visit, *, path: str, **parts: Unpack[Parts]) -> FormPage:
    """A form's page (see `asking`); below the account's page, with the way back to it."""
    return asking(visit, path=path, crumbs=crumbs(visit) if path.startswith(f"{ACCOUNT}/") else (), **parts)


def crumbs(visit: Visit) -> tuple[Link, ...]:
    """The way from the account to one of its pages."""
    return (visit.link(ACCOUNT, visit.ui.gettext("My account")),)
