"""What browsers may keep: nothing personal, and of a visitor's pages what they ask for again."""

import pytest

from tests.learn.browser import Browser
from tests.learn.cast import LESSON, QUIZ, answer, take_quiz
from tests.play.cast import GAME, begin, play

pytestmark = pytest.mark.anyio

SAME_FOR_ALL = ("/en/demo/glossary", "/en/credits", "/en/privacy")
OF_VISITORS = ("/en", "/en/demo", "/en/demo/first", *SAME_FOR_ALL)
PLAYED = (GAME, f"{GAME}/1", f"{GAME}/2")
PERSONAL = ("/en", "/en/demo", "/en/demo/first", LESSON, "/en/progress", QUIZ, f"{QUIZ}/1", *PLAYED)


async def test_personal_pages_are_not_kept(maria: Browser) -> None:
    await answer(maria, LESSON, "who-signs")
    await take_quiz(maria)
    await play(maria, "home", opening="autumn")
    await begin(maria)
    for address in PERSONAL:
        page = await maria.open(address)
        assert (address, page.headers["cache-control"], page.headers.get("etag")) == (address, "no-store", None)


@pytest.mark.parametrize("address", [LESSON, GAME])
async def test_a_page_with_a_nonce_is_not_kept(ioana: Browser, address: str) -> None:
    first, second = await ioana.open(address), await ioana.open(address)
    assert first.headers["cache-control"] == "no-store"
    assert first.forms()[0].value("token") != second.forms()[0].value("token")


@pytest.mark.parametrize("address", OF_VISITORS)
async def test_a_visitors_page_that_has_not_changed_is_not_sent_again(address: str, ioana: Browser) -> None:
    page = await ioana.open(address)
    assert page.headers["cache-control"] == "private, no-cache"
    again = await ioana.client.get(address, headers={"if-none-match": page.headers["etag"]})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", page.headers["etag"])
    other = await ioana.client.get(address, headers={"if-none-match": 'W/"of another time"'})
    assert (other.status_code, other.text) == (200, page.markup)


async def test_what_a_visitor_kept_is_not_shown_to_a_learner(maria: Browser) -> None:
    kept = (await maria.open("/en/demo")).headers["etag"]
    await answer(maria, LESSON, "who-signs")
    page = await maria.open("/en/demo", headers={"if-none-match": kept})
    assert (page.status, len(page.texts("missing"))) == (200, 2)


@pytest.mark.parametrize("address", [*OF_VISITORS, LESSON, QUIZ])
async def test_pages_are_compressed_for_those_who_can_read_it(address: str, ioana: Browser) -> None:
    plain = await ioana.client.get(address, headers={"accept-encoding": "identity"})
    packed = await ioana.client.get(address, headers={"accept-encoding": "gzip"})
    assert plain.headers.get("content-encoding") is None
    assert packed.headers["content-encoding"] == "gzip"
    assert {response.headers["vary"] for response in (plain, packed)} == {"accept-encoding, cookie"}
    assert int(packed.headers["content-length"]) < int(plain.headers["content-length"])
    assert [line for line in packed.text.split("\n") if "token" not in line] == [
        line for line in plain.text.split("\n") if "token" not in line
    ]


async def test_files_are_kept_for_good_under_an_address_of_their_content(ioana: Browser) -> None:
    page = await ioana.open("/en")
    links = [node.attributes[name] for node in page.root for name in ("href", "src") if name in node.attributes]
    files = [address for address in links if address.startswith("/static/")]
    kinds = {}
    for address in files:
        response = await ioana.client.get(address)
        assert response.headers["cache-control"] == "public, max-age=31536000, immutable"
        kinds[address.rpartition(".")[2]] = response.headers["content-type"]
    assert kinds == {
        "svg": "image/svg+xml; charset=utf-8",
        "css": "text/css; charset=utf-8",
        "js": "text/javascript; charset=utf-8",
    }


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip", "gzip"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("gzip;q=0.0", None),
        ("bright, gzipped", None),
        ("", None),
    ],
)
async def test_a_stylesheet_comes_in_the_smallest_form_that_the_browser_takes(
    ioana: Browser, accepted: str, coding: str | None
) -> None:
    page = await ioana.open("/en")
    address = next(link.attributes["href"] for link in page.root.all("link") if link.attributes["rel"] == "stylesheet")
    whole = await ioana.client.get(address, headers={"accept-encoding": "identity"})
    sent = await ioana.client.get(address, headers={"accept-encoding": accepted})
    assert (sent.headers.get("content-encoding"), sent.headers["vary"]) == (coding, "accept-encoding")
    assert sent.text == whole.text
