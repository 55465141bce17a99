"""How people get the language they read, and another one."""

from pathlib import Path

import pytest

from app.storage import Database
from tests.learn.browser import Browser
from tests.learn.cast import KINDS, LESSON
from tests.learn.course import small_course
from tests.learn.running import Site, run
from tests.localisation.translating import translate

pytestmark = pytest.mark.anyio


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small course, with nothing translated into Greek, Polish and Romanian."""
    folder = tmp_path_factory.mktemp("languages")
    courses = small_course(folder)
    for language in ("el", "pl", "ro"):
        translate(courses, folder / "locales", language, lambda _: "")
    return folder


@pytest.fixture
def site(sqlite_database: Database, folder: Path) -> Site:
    return run(sqlite_database, folder / "courses", locales=folder / "locales")


@pytest.fixture
def eleni(site: Site) -> Browser:
    """Who comes for the first time."""
    return site.browser()


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("el", "el"),
        ("el-GR,el;q=0.9,en;q=0.8", "el"),
        ("ro-MD", "ro"),
        ("pl_PL", "pl"),
        ("PL", "pl"),
        ("de-DE,de;q=0.9,pl;q=0.3,en;q=0.2", "pl"),
        ("en;q=0.4, ro;q=0.7", "ro"),
        ("el;q=0, pl;q=0.1", "pl"),
        ("de", "en"),
        ("", "en"),
        ("*", "en"),
        ("el;q=two", "en"),
        (";;,,;q=", "en"),
        ("elx,e,eng", "en"),
    ],
)
async def test_a_first_visit_leads_to_the_language_that_the_browser_likes_best(
    eleni: Browser, accepted: str, language: str
) -> None:
    page = await eleni.open("/", follow=False, headers={"accept-language": accepted})
    assert (page.status, page.headers["location"]) == (302, f"/{language}")
    assert page.headers["vary"] == "accept-language, cookie"


async def test_a_language_that_was_chosen_is_remembered_in_this_browser_alone(eleni: Browser, site: Site) -> None:
    await eleni.open("/el")
    assert eleni.cookies == {}
    page = await eleni.open(LESSON)
    page = await eleni.send(page.form("Polski"), "Polski")
    assert page.address == LESSON.replace("/en/", "/pl/")
    assert page.root.all("html")[0].attributes["lang"] == "pl"
    assert eleni.cookies == {"language": "pl"}
    again = await eleni.open("/", follow=False, headers={"accept-language": "el"})
    assert again.headers["location"] == "/pl"
    stranger = await site.browser().open("/", follow=False, headers={"accept-language": "el"})
    assert stranger.headers["location"] == "/el"


async def test_the_cookie_holds_the_language_for_a_year_and_no_script_reads_it(eleni: Browser) -> None:
    page = await eleni.open("/en")
    answer = await eleni.send(page.form("Română"), "Română", follow=False)
    assert answer.headers["set-cookie"] == "language=ro; Max-Age=31536000; Path=/; HttpOnly; SameSite=Lax"


async def test_on_https_the_cookie_stays_there(site: Site) -> None:
    secure = site.again(base_url="https://learn.test", locales=site.courses.parent / "locales").browser()
    page = await secure.open("/en")
    answer = await secure.send(page.form("Română"), "Română", follow=False)
    assert answer.headers["set-cookie"].endswith("; SameSite=Lax; Secure")


@pytest.mark.parametrize(
    "address",
    [
        "/en",
        "/en/demo",
        "/en/demo/first",
        LESSON,
        "/en/demo/first/quiz",
        "/en/demo/glossary",
        "/en/credits",
        "/en/search?q=sign+both",
    ],
)
async def test_every_page_keeps_its_place_in_another_language(eleni: Browser, address: str) -> None:
    page = await eleni.open(address)
    page = await eleni.send(page.form("Ελληνικά"), "Ελληνικά")
    assert (page.address, page.status) == (address.replace("/en", "/el", 1), 200)


async def test_every_page_names_its_other_languages_to_search_engines(eleni: Browser) -> None:
    page = await eleni.open(LESSON)
    alternates = {
        link.attributes["hreflang"]: link.attributes["href"]
        for link in page.root.all("link")
        if link.attributes.get("rel") == "alternate"
    }
    lesson = LESSON.removeprefix("/en")
    assert alternates == {code: f"http://learn.test/{code}{lesson}" for code in ("en", "el", "pl", "ro")}


async def test_the_switch_names_each_language_in_itself(eleni: Browser) -> None:
    page = await eleni.open("/el")
    buttons = [node for node in page.root.all("button") if node.attributes.get("name") == "language"]
    assert [(node.attributes["lang"], node.text) for node in buttons] == [
        ("en", "English"),
        ("pl", "Polski"),
        ("ro", "Română"),
    ]


@pytest.mark.parametrize(
    ("to", "location"),
    [
        ("", "/pl"),
        ("/demo", "/pl/demo"),
        ("//evil.test", "/pl//evil.test"),
        ("https://evil.test", "/pl"),
        ("/\\evil.test", "/pl/%5Cevil.test"),
        ("/a\r\nset-cookie: x=y", "/pl/a%0D%0Aset-cookie%3A%20x=y"),
        ("/ελ", "/pl/%CE%B5%CE%BB"),
    ],
)
async def test_the_switch_never_leads_to_another_site(eleni: Browser, to: str, location: str) -> None:
    answer = await eleni.post("/language", [("to", to), ("language", "pl")], follow=False)
    assert (answer.status, answer.headers["location"]) == (303, location)


async def test_a_language_that_the_site_does_not_have_is_not_remembered(eleni: Browser) -> None:
    answer = await eleni.post("/language", [("to", "/demo"), ("language", "xx")], follow=False)
    assert (answer.headers["location"], "set-cookie" in answer.headers) == ("/", False)
    await eleni.open("/", headers={"cookie": "language=xx", "accept-language": "ro"})
    assert (await eleni.open("/xx/demo")).status == 404


async def test_another_site_cannot_choose(eleni: Browser) -> None:
    answer = await eleni.client.post("/language", content="language=pl", headers={"origin": "http://evil.test"})
    assert answer.status_code == 403


async def test_a_site_with_english_alone_offers_no_switch(sqlite_database: Database, tmp_path: Path) -> None:
    page = await run(sqlite_database, small_course(tmp_path / "english")).browser().open(KINDS)
    assert "language" not in [node.attributes.get("name") for node in page.root.all("button")]
