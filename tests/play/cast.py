"""Playing as a person does: opening pages and pressing the buttons that are there."""

from tests.learn.browser import Browser, Page
from tests.learn.markup import Node

GAME = "/en/demo/play/harbour"


def offers(page: Page) -> dict[str, str]:
    """The keys of what a page's main form offers, by what stands on the buttons."""
    return {button.text: button.attributes["value"] for button in page.main.all("button")}


def inside(page: Page, css_class: str, tag: str) -> list[Node]:
    """The elements with this tag in those of the class."""
    return [node for part in page.main.all(within=css_class) for node in part.all(tag)]


def changes(page: Page) -> list[str]:
    return [item.text for item in inside(page, "changes", "li")]


def gauges(page: Page) -> list[str]:
    """How the measures stand."""
    return [node.text.split()[0] for node in inside(page, "gauges", "dd")]


async def begin(browser: Browser, opening: str = "spring") -> Page:
    return await press(browser, await browser.open(GAME), "opening", opening)


async def choose(browser: Browser, page: Page, choice: str) -> Page:
    return await press(browser, page, "choice", choice)


async def again(browser: Browser, page: Page, n: int) -> Page:
    return await press(browser, page, "n", str(n))


async def press(browser: Browser, page: Page, name: str, value: str) -> Page:
    """Press the button of the page that has this value."""
    form = next(one for one in page.forms() if any(each.get("name") == name for each in one.buttons.values()))
    assert value in {button.attributes.get("value") for button in page.main.all("button")}, value
    return await browser.post(form.action, [*form.pairs(next(iter(form.buttons)))[:-1], (name, value)])


async def play(browser: Browser, *choices: str, opening: str = "spring") -> Page:
    """Begin a story and make these choices."""
    page = await begin(browser, opening)
    for choice in choices:
        page = await choose(browser, page, choice)
    return page
