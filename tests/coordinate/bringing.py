"""Bringing lists of people, as in a browser."""

from app.coordinate.inviting import invite_waiting
from tests.join.cast import send
from tests.learn.browser import Browser, Page
from tests.learn.running import Site

GROUP = "/en/coordinate/1/group/1"


async def paste(browser: Browser, text: str) -> Page:
    """What the list would change."""
    return await send(browser, f"{GROUP}/bring", "See what this would change", pasted=text)


async def upload(browser: Browser, content: bytes, name: str) -> Page:
    page = await browser.open(f"{GROUP}/bring")
    token = page.form("See what this would change").value("token")
    response = await browser.client.post(
        f"{GROUP}/bring",
        data={"token": token, "pasted": ""},
        files={"file": (name, content)},
        headers={"sec-fetch-site": "same-origin"},
    )
    location = response.headers.get("location")
    assert location, response.text
    return await browser.open(location)


async def agree(browser: Browser, site: Site, page: Page) -> Page:
    """Have the list worked off; what it has changed."""
    page = await browser.send(page.form("Invite them"), "Invite them")
    await invite_waiting(site.shown)
    return await browser.open(page.address)


def outcome(page: Page) -> list[str]:
    return [item.text for item in page.main.all("ul")[0].all("li")]
