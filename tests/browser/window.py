"""A window of somebody's browser, and what it asked for and complained about."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import ConsoleMessage, Locator, Page, Request, Response

from app.content.library import Library
from app.content.model import Course, Module
from app.web.locale import Interface
from tests.browser.key import Fields

Windows = Callable[..., "Window"]

LESSONS = "/networking/partnerships"
"""The module's address, like all addresses here without the language."""


LANGUAGES = ("en", "bg", "el", "pl", "ro")


@dataclass(frozen=True, slots=True)
class Server:
    """Where the site is, the file of its database, and what it shows, with the answer key."""

    origin: str
    database: Path
    library: Library


@dataclass
class Window:
    """One page of a context of its own, of somebody who reads `language`.

    `sent` holds the forms it sent, `document` the last page as it arrived, whether to be shown or for the script.

    A complaint is what the console says of an error or of the Content-Security-Policy, a request to anybody else, or
    a part of a page that didn't come. Pages themselves may be messages with an error's status.
    """

    page: Page
    server: Server
    language: str = "en"
    scripts: bool = True
    complaints: list[str] = field(default_factory=list)
    sent: list[Request] = field(default_factory=list)
    document: Response | None = None

    def __post_init__(self) -> None:
        self.watch(self.page)

    def watch(self, page: Page) -> None:
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", self._asked)
        page.on("response", self._answered)

    @property
    def course(self) -> Course:
        found = self.server.library.course("networking", self.language)
        assert found
        return found

    @property
    def module(self) -> Module:
        return self.course.modules[0]

    @property
    def words(self) -> Interface:
        catalogue = self.server.library.catalogues.get(self.language)
        return Interface(self.language, catalogue.interface if catalogue else {})

    def said(self, message: str, **values: object) -> str:
        """What the site says in the window's language."""
        return self.words.gettext(message, **values)

    def go(self, path: str) -> None:
        self.page.goto(f"{self.server.origin}/{self.language}{path}")

    def question(self, question_id: str) -> Locator:
        return self.page.locator(f"#q-{question_id}")

    def press(self, button: str, within: Locator | None = None) -> None:
        """Press the button that says this in the window's language."""
        (within or self.page.locator("main")).get_by_role("button", name=self.said(button), exact=True).click()

    def decide(self, button: Locator) -> None:
        """Press a choice of a story, with the mouse, and wait for what follows, which may come in place."""
        step = self.page.locator("[name=step]").get_attribute("value")
        button.click()
        self.page.locator(f'main:not(:has([name=step][value="{step}"]))').wait_for()

    def answer(self, question_id: str, fields: Fields) -> Locator:
        """Answer a question of the lesson that is open, with the mouse; the question, with its verdict."""
        question = self.question(question_id)
        fill(question, fields)
        question.locator("button[value=check]").click()
        question.locator(".verdict").wait_for()
        return question

    def _heard(self, message: ConsoleMessage) -> None:
        # What didn't come is told by its request, where the page itself can be told from its parts.
        if message.type in {"error", "warning"} and not message.text.startswith("Failed to load resource"):
            self.complaints.append(f"{self.page.url}: {message.text}")

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self.server.origin, "data:", "about:")):
            self.complaints.append(f"{self.page.url} asked {request.url}")
        if request.method == "POST":
            self.sent.append(request)

    def _answered(self, response: Response) -> None:
        if response.request.is_navigation_request() or response.request.resource_type == "fetch":
            self.document = response
        elif response.status >= 400 and response.request.method == "GET":
            self.complaints.append(f"{response.url}: {response.status}")


def fill(question: Locator, fields: Fields) -> None:
    """Fill a question's form in, with the mouse."""
    for name, values in fields.items():
        _fill_one(question, name, values)


def _fill_one(question: Locator, name: str, values: Sequence[str]) -> None:
    controls = question.locator(f'[name="{name}"]')
    match kind_of(controls.first):
        case "select-one":
            controls.select_option(values[0])
        case "radio" | "checkbox":
            for value in values:
                question.locator(f'[name="{name}"][value="{value}"]').check()
        case _:
            controls.fill(values[0])


def kind_of(control: Locator) -> str:
    """`radio`, `checkbox`, `select-one`, `text` or `textarea`."""
    kind: str = control.evaluate("control => control.type")
    return kind
