"""The account's own page, and the devices it is used on."""

from typing import Final

from app.join import changing, keeping, second_steps
from app.join.asking import ACCOUNT, crumbs
from app.join.joining import GROUPS
from app.join.pages import AccountPage, DeviceRow, DevicesPage
from app.people.operations import end_session, end_sessions
from app.people.queries import Device, Viewer, devices_of, email_change_of
from app.people.queries.joining import invitations_to
from app.web.asking import send_again
from app.web.forms import Sent
from app.web.locale import name_in_itself
from app.web.page import Fact
from app.web.responses import Finished
from app.web.visits import Visit

DEVICES: Final = f"{ACCOUNT}/devices"


async def account_page(visit: Visit, viewer: Viewer) -> Finished:
    ui = visit.ui
    heading = ui.gettext("My account")
    page = AccountPage(
        **visit.frame(heading, ACCOUNT),
        heading=heading,
        said=_said(visit),
        waiting=await _waiting(visit, viewer),
        facts=_facts(visit, viewer),
        ways=(
            visit.link("/progress", ui.gettext("My progress")),
            visit.link(GROUPS, ui.gettext("My groups")),
            visit.link(DEVICES, ui.gettext("Where I am signed in")),
            visit.link(keeping.HELD, ui.gettext("Everything kept about me")),
            visit.link(keeping.DELETE, ui.gettext("Delete my account")),
            *((visit.link("/coordinate", ui.gettext("Coordinate groups")),) if viewer.account.is_coordinator else ()),
            *((visit.link("/translate", ui.gettext("Translate")),) if viewer.account.is_translator else ()),
            *((visit.link("/admin", ui.gettext("Administration")),) if visit.administers else ()),
        ),
        sign_out=visit.address("/sign-out"),
        token=visit.token,
    )
    return visit.show(page)


def _said(visit: Visit) -> str:
    """What was just done, by the word that its form leads here with."""
    ui = visit.ui
    return {
        "name": ui.gettext("Your name and language have been saved."),
        "password": ui.gettext("Your password has been changed. You are signed out on every other device."),
        "email": ui.gettext("Your address has been changed."),
        "letters": ui.gettext("Two letters are on their way, one to each address. Follow the link in both."),
        "other": ui.gettext("Thank you. Now follow the link in the letter to the other address."),
        "off": ui.gettext("The second step has been switched off."),
    }.get(visit.request.query_params.get("said", ""), "")


async def _waiting(visit: Visit, viewer: Viewer) -> str:
    ui = visit.ui
    if visit.lacks_second_factor:
        return ui.gettext("What you may do here needs a second step of signing in. Please set it up.")
    if await invitations_to(visit.site.database, email=viewer.account.email, now=visit.site.clock()):
        return ui.gettext("You are asked to join a group. Look under “My groups” who asks, and who would see what.")
    wanted = await email_change_of(visit.site.database, person_id=viewer.id, now=visit.site.clock())
    if wanted is None:
        return ""
    return ui.gettext("Your address changes to {email} when both addresses have said yes.", email=wanted.email)


def _facts(visit: Visit, viewer: Viewer) -> tuple[Fact, ...]:
    ui, account = visit.ui, viewer.account
    since = account.second_factor_since
    second = ui.gettext("On since {date}.", date=ui.date(since)) if since else ui.gettext("Off")
    # Translators: a link, of which the label of what is changed is heard as well
    change = ui.gettext("Change")
    return (
        Fact(ui.gettext("Name"), account.name, visit.link(changing.NAME, change)),
        Fact(ui.gettext("Language"), name_in_itself(account.language), visit.link(changing.NAME, change)),
        Fact(ui.gettext("E-mail address"), account.email, visit.link(changing.EMAIL, change)),
        Fact(ui.gettext("Password"), "••••••••", visit.link(changing.PASSWORD, change)),
        Fact(ui.gettext("Second step of signing in"), second, visit.link(second_steps.PATH, change)),
    )


async def devices_page(visit: Visit, viewer: Viewer, said: str = "") -> Finished:
    ui = visit.ui
    heading = ui.gettext("Where I am signed in")
    found = await devices_of(visit.site.database, person_id=viewer.id, now=visit.site.clock())
    page = DevicesPage(
        **visit.frame(heading, DEVICES, crumbs=crumbs(visit)),
        heading=heading,
        said=said,
        devices=tuple(_row(visit, viewer, device) for device in found),
        action=visit.address(DEVICES),
        token=visit.token,
    )
    return visit.show(page)


def _row(visit: Visit, viewer: Viewer, device: Device) -> DeviceRow:
    ui, here = visit.ui, device.session_id == viewer.session_id
    since = ui.gettext("Signed in since {date}.", date=ui.date(device.since))
    name = device.name or ui.gettext("Unknown browser")
    return DeviceRow(name, since, "" if here else str(device.session_id))


async def end_devices(visit: Visit, viewer: Viewer, sent: Sent) -> Finished:
    """End one session, or every other one. One that isn't the viewer's is not there."""
    if not visit.trusts(sent):
        return await devices_page(visit, viewer, send_again(visit.ui))
    if sent.one("do") == "all":
        await visit.write(lambda writer: end_sessions(writer, person_id=viewer.id, but=viewer.session_id))
    elif sent.one("session").isascii() and sent.one("session").isdigit():
        session_id = int(sent.one("session")[:18])
        await visit.write(lambda writer: end_session(writer, person_id=viewer.id, session_id=session_id))
    return visit.go(DEVICES)
