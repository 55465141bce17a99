"""A browser without scripts: pages, cookies, and forms that are filled in and sent as they are found in the page."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urldefrag, urlencode, urljoin, urlsplit

import httpx

from tests.learn.markup import Node, parse

Pairs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it arrived; `address` has no scheme and host, but the fragment that a browser would scroll to."""

    address: str
    status: int
    headers: httpx.Headers
    markup: str
    root: Node

    @property
    def heading(self) -> str:
        return self.root.all("h1")[0].text

    @property
    def main(self) -> Node:
        return self.root.by_id("page-main")

    def texts(self, css_class: str) -> list[str]:
        return self.main.texts(css_class)

    def links(self) -> dict[str, str]:
        return self.main.links()

    def question(self, name: str) -> Node:
        return self.root.by_id(f"q-{name}")

    def forms(self) -> "list[Form]":
        """Those of the page's own part."""
        return [Form(node, self.root) for node in self.main.all("form")]

    def form(self, button: str) -> "Form":
        """The form with this button, wherever on the page."""
        forms = [Form(node, self.root) for node in self.root.all("form")]
        return next(form for form in forms if button in form.buttons)

    def form_of(self, name: str) -> "Form":
        """The form of a question in a lesson."""
        return Form(self.question(name).all("form")[0], self.root)


class Form:
    """A form with its fields as they are filled in. What it doesn't offer can't be chosen."""

    def __init__(self, node: Node, root: Node) -> None:
        self.action = node.attributes.get("action", "")
        self.method = node.attributes.get("method", "get")
        name = node.attributes.get("id")
        outside = [button for button in root.all("button") if name and button.attributes.get("form") == name]
        self.buttons = {button.text: button.attributes for button in [*outside, *node.all("button")]}
        self.fields = [_Field(each) for each in node if each.tag in {"input", "select", "textarea"}]

    def value(self, name: str) -> str:
        return next(value for field in self.fields for key, value in field.pairs if key == name)

    def values(self) -> Pairs:
        """What people see filled in or chosen."""
        return [pair for field in self.fields if field.kind != "hidden" for pair in field.pairs]

    def choose(self, *keys: str) -> "Form":
        """Tick these options and no other."""
        options = [field for field in self.fields if field.kind in {"radio", "checkbox"}]
        offered = {field.offered for field in options}
        assert set(keys) <= offered, f"{keys} of {offered}"
        assert len(keys) < 2 or options[0].kind == "checkbox"
        for field in options:
            field.chosen = field.offered in keys
        return self

    def place(self, places: Mapping[str, str]) -> "Form":
        """Choose in each list, by the key of its item."""
        lists = {field.name: field for field in self.fields if field.kind == "select"}
        for item, place in places.items():
            field = lists[f"answer.{item}"]
            assert place in field.choices, f"{place} of {field.choices}"
            field.value = place
        return self

    def write(self, text: str, name: str = "answer") -> "Form":
        field = next(each for each in self.fields if each.name == name)
        assert field.kind in {"text", "textarea", "search", "email", "password", "date", "number", "select"}
        field.value = text
        return self

    def pairs(self, button: str) -> Pairs:
        """What is sent when this button is pressed."""
        pressed = self.buttons[button]
        chosen = [pair for field in self.fields for pair in field.pairs]
        return [*chosen, (pressed["name"], pressed.get("value", ""))] if "name" in pressed else chosen


class _Field:
    def __init__(self, node: Node) -> None:
        self.name = node.attributes.get("name", "")
        self.kind = node.attributes.get("type", "text") if node.tag == "input" else node.tag
        self.offered = node.attributes.get("value", "on")
        self.chosen = "checked" in node.attributes
        options = node.all("option")
        self.choices = [option.attributes["value"] for option in options]
        selected = [option.attributes["value"] for option in options if "selected" in option.attributes]
        self.value = (
            (selected or self.choices)[0]
            if options
            else node.raw.removeprefix("\n") or node.attributes.get("value", "")
        )

    @property
    def pairs(self) -> Pairs:
        if self.kind in {"radio", "checkbox"}:
            return [(self.name, self.offered)] if self.chosen else []
        text = "\r\n".join(self.value.splitlines()) if self.kind == "textarea" else self.value
        return [(self.name, text)]


class Browser:
    """One browser on one device. It tells the server what browsers tell about where a form comes from."""

    def __init__(self, app: httpx.ASGITransport, origin: str) -> None:
        self.client = httpx.AsyncClient(transport=app, base_url=origin)

    @property
    def cookies(self) -> dict[str, str]:
        return {cookie.name: cookie.value or "" for cookie in self.client.cookies.jar}

    async def open(self, address: str, *, follow: bool = True, headers: Mapping[str, str] | None = None) -> Page:
        response = await self.client.get(address, headers=headers)
        page = _page(response, urldefrag(address).fragment)
        return await self._followed(page) if follow else page

    async def send(self, form: Form, button: str, *, follow: bool = True) -> Page:
        """Press a button of a form and see what comes."""
        pairs = form.pairs(button)
        if form.method == "get":
            return await self.open(f"{form.action}?{urlencode(pairs)}", follow=follow)
        return await self.post(form.action, pairs, follow=follow)

    async def post(self, address: str, pairs: Pairs, *, follow: bool = True) -> Page:
        """Send a form; for those that no page has (any longer)."""
        response = await self.client.post(
            address,
            content=urlencode(pairs),
            headers={"content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin"},
        )
        page = _page(response, urldefrag(address).fragment)
        if follow and page.status in {307, 308}:
            return await self.post(page.headers["location"], pairs)
        return await self._followed(page) if follow else page

    async def _followed(self, page: Page) -> Page:
        for _ in range(5):
            if page.status not in {301, 302, 303, 307, 308}:
                return page
            page = await self.open(urljoin(page.address, page.headers["location"]), follow=False)
        raise AssertionError(f"{page.address} leads in a circle")


def _page(response: httpx.Response, fragment: str) -> Page:
    parts = urlsplit(str(response.request.url))
    address = parts.path + (f"?{parts.query}" if parts.query else "") + (f"#{fragment}" if fragment else "")
    return Page(address, response.status_code, response.headers, response.text, parse(response.text))
