"""What holds for every answer of the site, whatever was asked."""

import re

import pytest

from tests.learn.browser import Browser, Page
from tests.learn.cast import LESSON, QUIZ, answer, begin_quiz, complete_lessons, take_quiz
from tests.learn.course import QUIZ_WRONG
from tests.learn.kept import counts
from tests.learn.running import Site
from tests.web.addresses import addresses

pytestmark = pytest.mark.anyio

SECURITY = {
    "content-security-policy": "default-src 'none'; base-uri 'none'; connect-src 'self'; form-action 'self'; "
    "frame-ancestors 'none'; img-src 'self'; script-src 'self'; style-src 'self'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
}


# What links in letters lead to; without what is in the letter, they count no longer.
OF_LETTERS = {"/en/open", "/en/new-password", "/en/agree", "/en/invitation", "/en/mute"}

# What no browser opens as a page.
PART = {**dict.fromkeys(SECURITY), "x-content-type-options": "nosniff"}


def security(page: Page) -> dict[str, str | None]:
    return {name: page.headers.get(name) for name in SECURITY}


async def stylesheet(browser: Browser) -> str:
    page = await browser.open("/en")
    return next(link.attributes["href"] for link in page.root.all("link") if link.attributes["rel"] == "stylesheet")


async def play(browser: Browser) -> None:
    """Begin a story."""
    page = await browser.open("/en/demo/play/harbour")
    await browser.send(page.forms()[0], "Begin here")


async def every_page(site: Site, browser: Browser) -> list[Page]:
    """Every address opened, and every address that takes a form sent a form with nothing in it."""
    names = [*addresses(site, "GET", await stylesheet(browser))]
    pages = [await browser.open(address, follow=False) for address in names]
    return pages + [await browser.post(address, [], follow=False) for address in addresses(site, "POST")]


async def test_every_address_has_an_example_that_is_there(site: Site, maria: Browser) -> None:
    await take_quiz(maria)
    await play(maria)
    for address in addresses(site, "GET", await stylesheet(maria)):
        page = await maria.open(address)
        assert (address, page.status) == (address, 410 if address in OF_LETTERS else 200)


async def test_every_answer_carries_the_security_headers(site: Site, ioana: Browser, maria: Browser) -> None:
    await take_quiz(maria)
    for browser in (ioana, maria):
        for page in await every_page(site, browser):
            expected = PART if page.address.startswith("/static/") else SECURITY
            assert (page.address, security(page)) == (page.address, expected)


@pytest.mark.parametrize(
    ("method", "address", "status"),
    [
        ("GET", "/", 302),
        ("GET", "/nothing", 404),
        ("GET", "/en/nothing/at/all/here/ever/again", 404),
        ("GET", "/en/", 308),
        ("GET", f"{LESSON}/", 308),
        ("GET", "/static/site.css", 404),
        ("GET", "/media/demo/nothing.svg", 404),
        ("POST", "/en", 403),
        ("PUT", "/en", 403),
        ("DELETE", LESSON, 403),
        ("TRACE", "/en", 403),
        ("OPTIONS", "/en", 405),
        ("GET", f"{QUIZ}/1/finish", 303),
    ],
)
async def test_every_refusal_carries_them_too(method: str, address: str, status: int, ioana: Browser) -> None:
    response = await ioana.client.request(method, address)
    assert response.status_code == status
    assert {name: response.headers.get(name) for name in SECURITY} == SECURITY


@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        ("/en", "GET, HEAD"),
        (LESSON, "GET, HEAD, POST"),
        (f"{LESSON}/who-signs", "GET, HEAD, POST"),
        ("/en/progress", "GET, HEAD, POST"),
        ("/en/search", "GET, HEAD"),
    ],
)
async def test_a_method_that_is_refused_is_told_which_are_not(address: str, allowed: str, ioana: Browser) -> None:
    response = await ioana.client.request("PUT", address, headers={"sec-fetch-site": "same-origin"})
    assert (response.status_code, response.headers["allow"]) == (405, allowed)


async def test_no_address_sets_a_cookie_before_the_first_answer(site: Site, ioana: Browser) -> None:
    for page in await every_page(site, ioana):
        cleared = ["session=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax"] if page.address == "/en/progress" else []
        assert (page.address, page.headers.get_list("set-cookie") in ([], cleared)) == (page.address, True)
    assert ioana.cookies == {}
    assert (await counts(site.database))["person"] == 0


async def test_head_is_get_without_the_body(site: Site, ioana: Browser, maria: Browser) -> None:
    await answer(maria, LESSON, "who-signs")
    for browser in (ioana, maria):
        for address in addresses(site, "GET", await stylesheet(browser)):
            got = await browser.client.get(address)
            head = await browser.client.head(address)
            assert (address, head.status_code, head.content) == (address, got.status_code, b"")
            names = {"content-type", "cache-control", "location", "etag"}
            assert {name: head.headers.get(name) for name in names} == {name: got.headers.get(name) for name in names}


async def test_no_page_has_script_or_style_in_it(site: Site, maria: Browser) -> None:
    await answer(maria, LESSON, "who-signs", lambda form: form.choose("lead"))
    await take_quiz(maria, QUIZ_WRONG)
    await begin_quiz(maria)
    pages = await every_page(site, maria)
    pages += [await maria.open(f"{QUIZ}/2/{number}") for number in (1, 2, 3, "check")]
    for page in pages:
        for node in page.root:
            assert (node.tag, [name for name in node.attributes if re.match("on|style", name)]) == (node.tag, [])
            assert node.tag != "style"
            assert node.tag != "script" or (node.raw, node.attributes["type"]) == ("", "module")


async def test_no_page_loads_anything_from_elsewhere(site: Site, maria: Browser) -> None:
    await take_quiz(maria)
    for page in await every_page(site, maria):
        loaded = [
            node.attributes[name]
            for node in page.root
            for name in ("src", "srcset", "data", "poster", "action", "formaction")
            if name in node.attributes
        ]
        loaded += [
            node.attributes["href"]
            for node in page.root.all("link")
            if node.attributes["rel"] in {"icon", "stylesheet"}
        ]
        assert [address for address in loaded if not re.match(r"/[a-z]", address)] == []


async def test_every_link_of_the_site_leads_somewhere(site: Site, maria: Browser) -> None:
    await complete_lessons(maria)
    await take_quiz(maria, QUIZ_WRONG)
    await begin_quiz(maria)
    seen: dict[str, int] = {}
    waiting = ["/en"]
    while waiting:
        page = await maria.open(waiting.pop())
        links = {node.attributes["href"] for node in page.root if "href" in node.attributes}
        for address in sorted(link for link in links if link.startswith("/")):
            if address not in seen:
                target = await maria.open(address)
                seen[address] = target.status
                fragment = address.partition("#")[2]
                ids = {node.attributes["id"] for node in target.root if "id" in node.attributes}
                assert not fragment or (address, fragment in ids) == (address, True)
                waiting.append(address)
    assert set(seen.values()) == {200}
    assert len(seen) > 20


async def test_every_id_on_a_page_is_there_once_and_every_reference_has_its_id(site: Site, maria: Browser) -> None:
    await answer(maria, LESSON, "who-signs")
    await take_quiz(maria, QUIZ_WRONG)
    await begin_quiz(maria)
    for page in [*await every_page(site, maria), await maria.open(f"{QUIZ}/2/1"), await maria.open(f"{QUIZ}/1")]:
        ids = [node.attributes["id"] for node in page.root if "id" in node.attributes]
        assert sorted(ids) == sorted(set(ids))
        wanted = {
            reference
            for node in page.root
            for name in ("for", "aria-labelledby", "aria-describedby")
            for reference in node.attributes.get(name, "").split()
        }
        assert (page.address, wanted - set(ids)) == (page.address, set())
