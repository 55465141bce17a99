"""The letters about groups: invitations, reminders, and what coordinators write."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final
from urllib.parse import urlencode

from app.people.operations import Due
from app.people.operations.inviting import give_link
from app.people.pseudonyms import pseudonym_of
from app.people.queries import Account, account_of
from app.people.queries.joining import invitation_by_id
from app.people.queries.notices import Notice, Text, announcement_of, notice_in, notice_of
from app.storage import Writer
from app.web.letters import Letter, Words, interface_for, written
from app.web.locale import Interface
from app.web.sending import Prepare
from app.web.site import Site


async def _invitation(site: Site, writer: Writer, due: Due, token: str) -> Letter | None:
    found = await invitation_by_id(writer, invitation_id=due.invitation_id or 0, now=site.clock())
    if found is None:
        return None
    await give_link(writer, invitation_id=found.id, token=token)
    ui, group = interface_for(site, found.language), found.group
    course = _course(site, group.course, ui)
    words = Words(
        ui.gettext("{organisation} asks you to learn with them", organisation=group.organisation),
        (
            ui.gettext(
                "{organisation} asks you to join its group “{group}”, which takes the course “{course}” at {site}.",
                organisation=group.organisation,
                group=group.title,
                course=course,
                site=site.name,
            ),
            ui.gettext("Before you join, you see who would see what of you. To look at it, follow this link:"),
        ),
        (ui.gettext("If you do not want to, you need not do anything. On the same page you can say no for good."),),
    )
    link = f"{site.origin}/{ui.language}/invitation?{urlencode({'token': token})}"
    return Letter(written(site, ui, words, name=found.name, to=found.email, link=link), pseudonym_of(found.email))


async def _due(site: Site, writer: Writer, due: Due, token: str) -> Letter | None:  # noqa: ARG001 - the same for all
    found = await _about_group(writer, due)
    if found is None:
        return None
    account, notice = found
    ui = interface_for(site, account.language)
    date = ui.day(notice.due_on) if notice.due_on else "–"
    first = ui.gettext(
        "the course “{course}” of your group “{group}” is to be completed by {date}.",
        course=_course(site, notice.course, ui),
        group=notice.group,
        date=date,
    )
    return _reminder(site, ui, account, notice, first)


async def _quiet(site: Site, writer: Writer, due: Due, token: str) -> Letter | None:  # noqa: ARG001 - the same for all
    found = await _about_group(writer, due)
    if found is None:
        return None
    account, notice = found
    ui = interface_for(site, account.language)
    first = ui.gettext(
        "your group “{group}” takes the course “{course}”, and for some time you have not been there.",
        course=_course(site, notice.course, ui),
        group=notice.group,
    )
    return _reminder(site, ui, account, notice, first)


async def _about_group(writer: Writer, due: Due) -> tuple[Account, Notice] | None:
    account = await account_of(writer, person_id=due.person_id or 0)
    if account is None or account.disabled_at is not None:
        return None
    notice = await notice_of(writer, group_id=due.group_id or 0, person_id=account.person_id)
    return (account, notice) if notice else None


def _reminder(site: Site, ui: Interface, account: Account, notice: Notice, first: str) -> Letter:
    words = Words(
        ui.gettext("Your course with {organisation}", organisation=notice.organisation),
        (first, ui.gettext("A lesson takes about ten minutes. Here you go on where you stopped:")),
        _ends(site, ui, notice),
    )
    link = f"{site.origin}/{ui.language}/{notice.course}"
    message = written(
        site, ui, words, name=account.name, to=account.email, link=link, headers=_headers(site, ui, notice)
    )
    return Letter(message, account.pseudonym)


async def _announcement(site: Site, writer: Writer, due: Due, token: str) -> Letter | None:  # noqa: ARG001 - the same for all
    account = await account_of(writer, person_id=due.person_id or 0)
    found = await announcement_of(writer, announcement_id=due.announcement_id or 0)
    if account is None or account.disabled_at is not None or found is None:
        return None
    notice = await notice_in(writer, organisation_id=found.organisation_id, person_id=account.person_id)
    if notice is None:
        return None
    language, text = found.text_for(account.language)
    ui = interface_for(site, language)
    headers = {"Reply-To": found.author_email, **_headers(site, ui, notice)}
    words = announced(site, ui, text, found.author, notice)
    message = written(site, ui, words, name=account.name, to=account.email, headers=headers)
    return Letter(message, account.pseudonym)


def announced(site: Site, ui: Interface, text: Text, author: str, notice: Notice) -> Words:
    """A coordinator's message as it is sent."""
    signed = ui.gettext(
        "{name}, who coordinates the groups of {organisation}. Answers go to them.",
        name=author,
        organisation=notice.organisation,
    )
    return Words(text.subject, (text.text, signed), _ends(site, ui, notice))


def _ends(site: Site, ui: Interface, notice: Notice) -> tuple[str, ...]:
    return (
        ui.gettext(
            "You get this because you are in the group “{group}” of {organisation}. To get no more of it, follow this "
            "link:",
            group=notice.group,
            organisation=notice.organisation,
        ),
        _stop(site, ui, notice),
    )


def _stop(site: Site, ui: Interface, notice: Notice) -> str:
    return f"{site.origin}/{ui.language}/mute?{urlencode({'token': notice.mute_token})}"


def _headers(site: Site, ui: Interface, notice: Notice) -> Mapping[str, str]:
    """With these a mail program has a button of its own for stopping such letters (RFC 2369, RFC 8058)."""
    return {
        "List-Unsubscribe": f"<{_stop(site, ui, notice)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def _course(site: Site, course_id: str, ui: Interface) -> str:
    course = site.shelf.library.course(course_id, ui.language)
    return course.title.plain if course else course_id


KINDS: Final[Mapping[str, Prepare]] = MappingProxyType(
    {"invitation": _invitation, "due": _due, "quiet": _quiet, "announcement": _announcement}
)
"""Every kind of letter about a group."""
