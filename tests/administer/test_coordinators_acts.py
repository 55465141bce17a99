"""What coordinators do stands in the record, in words, and their letters in the list of letters."""

import pytest

from app.mail import Undelivered
from app.people.operations import record_act
from tests.coordinate.school import School
from tests.join.cast import Postbox
from tests.learn.browser import Browser
from tests.learn.running import Site

pytestmark = pytest.mark.anyio

ACTS = {
    "join": "Joined a group",
    "leave": "Left a group",
    "remove": "Removed from a group",
    "cancel invitation": "Invitation taken back",
    "add code": "Code for joining made",
    "withdraw code": "Code for joining withdrawn",
    "add group": "Group made: 12",
    "change group": "Group changed: 12",
    "delete group": "Group deleted: 12",
    "invite": "People invited: group 12",
    "announce": "Message sent to 12 people",
    "download": "List of learners downloaded: 12",
}


@pytest.mark.parametrize("action", ACTS)
async def test_every_act_is_told_in_words(helena: Browser, site: Site, action: str) -> None:
    now = site.clock()
    await site.database.write(lambda w: record_act(w, actor="", action=action, detail="12", now=now))
    assert ACTS[action] in (await helena.open("/en/admin/record")).main.text


async def test_an_invitation_that_could_not_be_sent_is_listed_with_its_address(
    helena: Browser, site: Site, postbox: Postbox
) -> None:
    school = School(site)
    await school.organisation("Ours")
    group = await school.group("Autumn")
    await school.invite("jan@example.pl", group)
    postbox.trouble = Undelivered("refused with 550", lasting=True)
    await site.send_letters()
    page = await helena.open("/en/admin/letters")
    assert "Invitation into a group jan@example.pl" in page.main.text
    postbox.trouble = None
    await helena.send(page.form("Send again"), "Send again")
    await site.send_letters()
    assert "Every letter has been sent." in (await helena.open("/en/admin/letters")).main.text
