"""Somebody whom the site knows, so that what only they may see and do can be attacked as well."""

from collections.abc import Iterable, Mapping
from typing import Final
from uuid import uuid4

import httpx

from audit.addresses import Address, examples
from audit.findings import Finding
from audit.forms import forms_of
from audit.rights import give_rights
from audit.site import Site
from audit.tools import ToolFailed

OWN_PAGE: Final = ("Sec-Fetch-Site", "same-origin")
"""The header with which a browser says that a form comes from one of the site's pages."""


def signed_in_cookies(site: Site, addresses: Mapping[str, str]) -> dict[str, str]:
    """The cookies of the owner of an account with every right, who has answered one question and begun a quiz.

    `addresses` are the examples of addresses, by the routes' templates.
    """
    origin = site.origin
    with httpx.Client(base_url=origin, headers=[OWN_PAGE]) as client:
        give_rights(site.settings, _sign_up(client, addresses["/{language}/sign-up"]))
        lesson = "/{language}/{course}/{module}/{lesson}"
        _send_first_form(client, addresses[lesson], to=addresses[f"{lesson}/{{question}}"])
        quiz = addresses["/{language}/{course}/{module}/quiz"]
        _send_first_form(client, quiz, to=quiz)
        cookies = dict(client.cookies)
    if not _knows(origin, cookies, addresses):
        message = "nobody could be made known to the site"
        raise ToolFailed(message)
    return cookies


def lost_session(tool: str, site: Site, cookies: Mapping[str, str], addresses: Mapping[str, str]) -> list[Finding]:
    """Whether a program ended the session that it was given: what it tried from then on, it tried as a stranger."""
    if _knows(site.origin, cookies, addresses):
        return []
    return [Finding(tool, "lost session", site.origin, "an address where a session can end is missing in ENDING")]


def _knows(origin: str, cookies: Mapping[str, str], addresses: Mapping[str, str]) -> bool:
    page = httpx.get(f"{origin}{addresses['/{language}/account']}", cookies=dict(cookies))
    return page.status_code == httpx.codes.OK


def examples_that_miss(site: Site, addresses: Iterable[Address]) -> list[Finding]:
    """Examples at which nothing is, and so nothing would be attacked."""
    known = [*addresses]
    cookies = signed_in_cookies(site, examples(known))
    found = []
    for one in known:
        if "GET" in one.methods:
            answer = httpx.get(f"{site.origin}{one.example}", cookies=cookies)
            # A link from a letter is looked at without what the letter adds to it, so it may be refused.
            if answer.status_code in {httpx.codes.NOT_FOUND, *range(500, 600)}:
                found.append(Finding("site", "example", one.template, f"{one.example} answers {answer.status_code}"))
    return found


def forms_on_pages(origin: str, cookies: Mapping[str, str], addresses: Iterable[str]) -> dict[str, dict[str, str]]:
    """The fields of the forms that somebody with these cookies finds on these pages, by where they are sent to."""
    found: dict[str, dict[str, str]] = {}
    with httpx.Client(base_url=origin, cookies=dict(cookies)) as client:
        for address in addresses:
            for form in forms_of(client.get(address).text):
                found.setdefault(form.action or address, form.fields)
    return found


def _sign_up(client: httpx.Client, address: str) -> str:
    """Open an account, which without a mail server is open at once; its address."""
    form = next(one for one in forms_of(client.get(address).text) if one.post and one.action == address)
    own = {"name": "Maria", "email": f"{uuid4().hex}@example.org", "new-password": uuid4().hex}
    answer = client.post(address, data={**form.fields, **own})
    if answer.status_code != httpx.codes.SEE_OTHER:
        message = f"{address} answers {answer.status_code}"
        raise ToolFailed(message)
    return own["email"]


def _send_first_form(client: httpx.Client, address: str, *, to: str) -> None:
    forms = forms_of(client.get(address).text)
    form = next((one for one in forms if one.post and one.action == to), None)
    if form is None:
        message = f"{address} has no form for {to}"
        raise ToolFailed(message)
    answer = client.post(form.action, data=form.fields)
    if answer.status_code != httpx.codes.SEE_OTHER:
        message = f"{form.action} answers {answer.status_code}"
        raise ToolFailed(message)
