"""`next` leads to the site's own pages only; a real browser is asked in tests/browser/test_next.py."""

from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.web.own_path import own_path
from tests.join.cast import PASSWORD, sign_up, write
from tests.learn.browser import Browser

ELSEWHERE = [
    "//evil.example",
    "/\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "\\\\evil.example",
    "https://evil.example",
    "https:/evil.example",
    "http:evil.example",
    "javascript:alert(1)",
    " //evil.example",
    "/ /evil.example",
    "///evil.example",
    "/%09/evil.example\\",
    "evil.example",
    "",
    "?next=1",
    "#",
]


@pytest.mark.parametrize("wanted", ELSEWHERE)
def test_what_leads_elsewhere_leads_home(wanted: str) -> None:
    assert own_path(wanted, "/home") == "/home"


@pytest.mark.parametrize(
    ("wanted", "path"),
    [
        ("/en/account", "/en/account"),
        ("/en/search?q=a&b=c%20d", "/en/search?q=a&b=c%20d"),
        ("/el/networking#x", "/el/networking"),
        ("/en/search?q=σχέση", "/en/search?q=%CF%83%CF%87%CE%AD%CF%83%CE%B7"),
        ("/en/a//b", "/en/a//b"),
    ],
)
def test_a_path_of_the_site_is_kept(wanted: str, path: str) -> None:
    assert own_path(wanted, "/home") == path


@given(st.text(alphabet="/\\:?#@. \t\nehtps%09evil", max_size=30))
def test_whatever_is_wanted_stays_on_the_site(wanted: str) -> None:
    led = own_path(wanted, "/home")
    assert led.isascii()
    assert urlsplit(urljoin("https://learn.example/en/sign-in", led.replace("\\", "/"))).netloc == "learn.example"


@pytest.mark.anyio
@pytest.mark.parametrize("wanted", ELSEWHERE)
async def test_signing_in_leads_to_the_account_instead(wanted: str, maria: Browser, stefan: Browser) -> None:
    await sign_up(maria)
    page = await stefan.open("/en/sign-in")
    pairs = write(page.form("Sign in"), email="maria@example.org", password=PASSWORD).pairs("Sign in")
    sent = [(name, wanted if name == "next" else value) for name, value in pairs]
    page = await stefan.post("/en/sign-in", sent, follow=False)
    assert page.headers["location"] == "/en/account"
