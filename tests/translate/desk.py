"""Texts of the small course at the desk, and what their files say."""

from pathlib import Path

from app.content.po import Key, Message, PoFile, parse
from app.localisation.exchange.units import unit_id
from tests.learn.browser import Browser, Form, Page

FIRST = "demo.first"
WRITING = "Partners agree in writing."
EVERYBODY = "Everybody does."
GOALS = "Goals and dates."


def address(english: str, *, target: str = "pl", context: str = "", query: str = "", language: str = "en") -> str:
    """Where a text of the first module is open."""
    text = unit_id(FIRST, Key(context, english))
    return f"/{language}/translate/{target}/{FIRST}/{text}" + (f"?{query}" if query else "")


def file_of(locales: Path, target: str = "pl", domain: str = FIRST) -> Path:
    return locales / target / "LC_MESSAGES" / f"{domain}.po"


def po(locales: Path, target: str = "pl", domain: str = FIRST) -> PoFile:
    return parse(file_of(locales, target, domain).read_bytes())


def message(locales: Path, english: str, *, target: str = "pl", context: str = "") -> Message:
    return po(locales, target).by_key[Key(context, english)]


def put(locales: Path, changed: Message, target: str = "pl", domain: str = FIRST) -> None:
    """As an editor on the server would change a text."""
    file_of(locales, target, domain).write_bytes(bytes(po(locales, target, domain).with_message(changed)))


def written(page: Page, *texts: str) -> Form:
    """The desk's form with a translation in its boxes."""
    form = page.form("Save and go on")
    for number, text in enumerate(texts):
        form.write(text, f"text-{number}")
    return form


async def save(browser: Browser, where: str, *texts: str, button: str = "Save and go on") -> Page:
    return await browser.send(written(await browser.open(where), *texts), button)
