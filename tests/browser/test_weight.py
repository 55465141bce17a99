"""A first visit to any page is at most 14,336 bytes on the wire: what TCP sends in its first flight."""

import http.client
from collections import Counter
from itertools import count
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.browser import scenes
from tests.browser.window import LANGUAGES, LESSONS, Window, Windows

pytestmark = pytest.mark.browser

MOST_BYTES = 14_336
PLAY = "/networking/play/common-cause"


def first_visit(window: Window, path: str) -> Counter[str]:
    """Bytes of headers and bodies, by address, of what the browser fetches for a page; pictures in its text apart."""
    weights: Counter[str] = Counter()
    addresses: dict[str, str] = {}

    def answered(event: dict[str, Any]) -> None:
        if event["type"] != "Image":
            addresses[event["requestId"]] = event["response"]["url"]

    def finished(event: dict[str, Any]) -> None:
        if event["requestId"] in addresses:
            weights[addresses[event["requestId"]]] += int(event["encodedDataLength"])

    session = window.page.context.new_cdp_session(window.page)
    session.on("Network.responseReceived", answered)
    session.on("Network.loadingFinished", finished)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    window.page.goto(f"{window.server.origin}/{window.language}{path}", wait_until="networkidle")
    session.detach()
    icon = str(window.page.locator("link[rel=icon]").evaluate("link => link.href"))
    # Whether a browser without a window asks for the icon is its own affair.
    weights.setdefault(icon, weight_of(icon))
    return weights


def weight_of(address: str) -> int:
    """Bytes of headers and body, asked for as a browser does."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(str(parts.hostname), parts.port or 80)
    try:
        connection.request("GET", parts.path, headers={"Accept-Encoding": "gzip, deflate, br, zstd"})
        response = connection.getresponse()
        head = sum(len(f"{name}: {value}\r\n") for name, value in response.getheaders())
        return len("HTTP/1.1 200 OK\r\n") + head + len("\r\n") + len(response.read())
    finally:
        connection.close()


def too_heavy(weights: dict[str, Counter[str]]) -> dict[str, int]:
    largest = max(weights, key=lambda path: weights[path].total())
    print(f"Largest: {largest}, {weights[largest].total()} bytes: {dict(weights[largest])}")  # noqa: T201 - for who asks
    return {path: parts.total() for path, parts in weights.items() if parts.total() > MOST_BYTES}


def test_every_lesson_is_light(windows: Windows, language: str) -> None:
    window = windows(language=language)
    lessons = [(module.id, lesson.id) for module in window.course.modules for lesson in module.lessons]
    paths = [f"/networking/{module}/{lesson}" for module, lesson in lessons]
    assert too_heavy({path: first_visit(window, path) for path in paths}) == {}


def test_every_other_page_of_a_learner_is_light(windows: Windows, language: str) -> None:
    window = windows(language=language)
    paths = ["", "/search", "/search?q=partner", "/progress", "/credits", "/privacy", "/nothing/here"]
    paths += ["/networking", "/networking/glossary"]
    paths += ["/networking/self-check", "/networking/self-check?sent="]
    modules = [module.id for module in window.course.modules]
    paths += [f"/networking/{module}{page}" for module in modules for page in ("", "/quiz", "/gone")]
    assert too_heavy({path: first_visit(window, path) for path in paths}) == {}


def test_every_page_of_a_story_is_light(windows: Windows, language: str) -> None:
    window = windows(language=language)
    weights = {"before": first_visit(window, PLAY)}
    window.page.locator("button[name=opening]").nth(LANGUAGES.index(language) % 3).click()
    window.page.locator(".offers").wait_for()
    run = f"{PLAY}/1"
    for number in count():
        if not window.page.locator(".offers").count():
            break
        if number % 3 == 0:
            weights[window.page.title()] = first_visit(window, run)
        window.decide(window.page.locator(".offers button").first)
    weights["the end"] = first_visit(window, run)
    weights["with a story played"] = first_visit(window, PLAY)
    assert too_heavy(weights) == {}


def test_pages_with_progress_are_light(windows: Windows, language: str) -> None:
    window = windows(language=language)
    for _state in scenes.quiz(window):
        pass
    paths = ["", "/networking", "/progress", LESSONS, f"{LESSONS}/quiz", f"{LESSONS}/quiz/1"]
    assert too_heavy({path: first_visit(window, path) for path in paths}) == {}
