"""Who gets what: every address of the site, by every role. An address that nobody has declared here fails."""

from collections.abc import AsyncIterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Final

import pytest

from app.localisation.operations import keep_arrival, suggest
from app.localisation.records import Where
from app.people.intake import guess, read
from app.people.operations import add_organisation, grant_role
from app.people.operations.groups import add_code, add_group, join_by_code
from app.people.operations.intakes import add_intake
from app.people.queries import account_by_email
from app.people.roles import Role
from app.storage import Database, Writer, open_database
from tests.join.cast import Postbox, set_up_second_step, sign_up
from tests.learn.browser import Browser
from tests.learn.cast import LESSON, answer
from tests.learn.course import SELF_CHECK, small_course, with_story
from tests.learn.running import Site, run
from tests.localisation.translating import translate
from tests.web.addresses import TEXT, example, routes

pytestmark = pytest.mark.anyio

ROLES = ("nobody", "guest", "learner", "other coordinator", "coordinator", "translator", "administrator")

# For anybody. What is personal on these pages is the asker's own, found by their session.
OPEN: Final = {
    "/",
    "/healthz",
    "/readyz",
    "/language",
    "/static/{name}",
    "/media/{course}/{file}",
    "/{language}",
    "/{language}/agree",
    "/{language}/credits",
    "/{language}/forgotten",
    "/{language}/invitation",
    "/{language}/join",
    "/{language}/mute",
    "/{language}/new-password",
    "/{language}/open",
    "/{language}/privacy",
    "/{language}/progress",
    "/{language}/search",
    "/{language}/sign-in",
    "/{language}/sign-in/code",
    "/{language}/sign-out",
    "/{language}/sign-up",
    "/{language}/{course}",
    "/{language}/{course}/glossary",
    "/{language}/{course}/play/{game}",
    "/{language}/{course}/play/{game}/{number}",
    "/{language}/{course}/play/{game}/{number}/again",
    "/{language}/{course}/print",
    "/{language}/{course}/self-check",
    "/{language}/{course}/{module}",
    "/{language}/{course}/{module}/print",
    "/{language}/{course}/{module}/quiz",
    "/{language}/{course}/{module}/quiz/{number}",
    "/{language}/{course}/{module}/quiz/{number}/check",
    "/{language}/{course}/{module}/quiz/{number}/finish",
    "/{language}/{course}/{module}/quiz/{number}/{place}",
    "/{language}/{course}/{module}/{lesson}",
    "/{language}/{course}/{module}/{lesson}/{question}",
}
# For the owner of an account, about nobody but themselves.
OWNERS: Final = {
    "/{language}/account",
    "/{language}/account/add",
    "/{language}/account/delete",
    "/{language}/account/devices",
    "/{language}/account/email",
    "/{language}/account/everything",
    "/{language}/account/groups",
    "/{language}/account/name",
    "/{language}/account/password",
    "/{language}/account/second-factor",
    "/{language}/improve",
    "/{language}/improve/{domain}/{text}",
}
# For administrators with a second factor; for others who are signed in, there is nothing at these addresses.
ADMINISTRATORS: Final = {
    "/{language}/admin",
    "/{language}/admin/letters",
    "/{language}/admin/organisations",
    "/{language}/admin/people",
    "/{language}/admin/record",
    "/{language}/person/{number}",
}

# For who coordinates anything.
COORDINATORS: Final = {"/{language}/coordinate"}
# For who coordinates the organisation in the address, which is 1, with a second factor.
OURS: Final = {
    "/{language}/coordinate/{desk}",
    "/{language}/coordinate/{desk}/group/{group}",
    "/{language}/coordinate/{desk}/group/{group}/bring",
    "/{language}/coordinate/{desk}/group/{group}/change",
    "/{language}/coordinate/{desk}/group/{group}/delete",
    "/{language}/coordinate/{desk}/group/{group}/list/{intake}",
    "/{language}/coordinate/{desk}/message",
    "/{language}/coordinate/{desk}/new-group",
    "/{language}/coordinate/{desk}/people",
    "/{language}/coordinate/{desk}/people.csv",
    "/{language}/coordinate/{desk}/people.xlsx",
    "/{language}/coordinate/{desk}/person/{number}",
    "/{language}/coordinate/{desk}/questions",
    "/{language}/coordinate/{desk}/report",
    "/{language}/coordinate/{desk}/story/{game}",
    "/{language}/coordinate/{desk}/story/{game}/sheet",
}
# For administrators, translators and reviewers.
TRANSLATORS: Final = {"/{language}/translation-problems"}
# For who translates into any language.
ANY_TARGET: Final = {"/{language}/translate"}
# For who translates into the language in the address, which is Greek.
GREEK: Final = {
    "/{language}/translate/{target}",
    "/{language}/translate/{target}/files",
    "/{language}/translate/{target}/files/arrived/{number}",
    "/{language}/translate/{target}/files/{name}",
    "/{language}/translate/{target}/glossary",
    "/{language}/translate/{target}/questions",
    "/{language}/translate/{target}/suggestions",
    "/{language}/translate/{target}/suggestions/{number}",
    "/{language}/translate/{target}/{domain}",
    "/{language}/translate/{target}/{domain}/{text}",
    "/{language}/translate/{target}/{domain}/{text}/look",
}
# There, deciding is for who reviews: sent by a translator, it is as if nothing were there.
REVIEWERS: Final = {
    "/{language}/translate/{target}/questions",
    "/{language}/translate/{target}/suggestions",
    "/{language}/translate/{target}/suggestions/{number}",
    "/{language}/translate/{target}/{domain}",
}

GREEK_FILE: Final = b'msgid ""\nmsgstr "Language: el\\nX-Export-Domain: demo.first\\n"\n'
_OWN: Final = ("quiz/{number}", "{game}/{number}", "{name}")
SIGN_IN, ABSENT, SERVED = "sign in", "absent", "served"


@pytest.fixture
async def sqlite_database(sqlite_url: str) -> AsyncIterator[Database]:
    opened = open_database(sqlite_url)
    yield opened
    await opened.close()


@pytest.fixture
def site(sqlite_database: Database, tmp_path: Path) -> Site:
    courses = small_course(tmp_path, {"self-check.md": SELF_CHECK, **with_story()})
    (courses / "demo/media").mkdir()
    (courses / "demo/media/plan.svg").write_text("<svg/>", encoding="utf-8")
    translate(courses, tmp_path / "locales", "el", lambda message: message.source)
    return run(sqlite_database, courses, post=Postbox(reaches_people=False), locales=tmp_path / "locales")


@pytest.fixture
async def cast(site: Site) -> Mapping[str, Browser]:
    """A browser of somebody in each role."""
    browsers = {name: site.browser() for name in ROLES}
    for name in ROLES[2:]:
        await sign_up(browsers[name], name, f"{name.replace(' ', '.')}@example.org")
        if name not in {"learner", "translator"}:
            await set_up_second_step(browsers[name], site)
    await answer(browsers["guest"], LESSON, "who-signs")
    await _grant(site)
    return browsers


async def _grant(site: Site) -> None:
    roles = {
        "other coordinator": Role("coordinator", "2"),
        "coordinator": Role("coordinator", "1"),
        "translator": Role("translator", "el"),
        "administrator": Role("administrator"),
    }
    now = site.clock()

    async def work(writer: Writer) -> None:
        for title in ("Ours", "Theirs"):
            await add_organisation(writer, title=title, actor="", now=now)
        for name, role in roles.items():
            found = await account_by_email(writer, email=f"{name.replace(' ', '.')}@example.org")
            assert found
            await grant_role(writer, to=found, what=role, actor="", now=now)
        await _group(writer, now)
        await _translating(writer, now)

    await site.database.write(work)


async def _group(writer: Writer, now: datetime) -> None:
    """A group of the first organisation, with the learner in it, and a list of people that was brought."""
    await add_group(
        writer,
        organisation_id=1,
        title="Autumn",
        course="demo",
        starts_on=now.date(),
        due_on=None,
        actor="",
        now=now,
    )
    await add_code(writer, group_id=1, code="AAAAA", most_uses=1, expires_at=now.replace(year=2030), actor="", now=now)
    learner = await account_by_email(writer, email="learner@example.org")
    assert learner
    assert learner.person_id == 1
    await join_by_code(writer, code="AAAAA", who=learner, mute_token="m", now=now)
    sheet = read("jan@example.pl")
    await add_intake(writer, group_id=1, person_id=1, sheet=sheet, columns=guess(sheet), now=now)


async def _translating(writer: Writer, now: datetime) -> None:
    """A suggestion for a Greek text, and a file with translations that the translator brought."""
    translator = await account_by_email(writer, email="translator@example.org")
    assert translator
    where = Where("el", *TEXT)
    await suggest(
        writer, where=where, source="Goals and dates.", before=("",), texts=("x",), note="", author="l", now=now
    )
    await keep_arrival(writer, person_id=translator.person_id, target="el", name="el.po", data=GREEK_FILE, now=now)


# By the addresses that are for some roles only, those roles.
ROLES_OF: Final = (
    (COORDINATORS, {"coordinator", "other coordinator"}),
    (OURS, {"coordinator"}),
    (TRANSLATORS, {"translator", "administrator"}),
    (ANY_TARGET | GREEK, {"translator"}),
    (OWNERS, {*ROLES}),
    (ADMINISTRATORS, {"administrator"}),
)


def allowed(path: str, role: str, method: str) -> str:
    """What somebody in a role is to get."""
    if path in OPEN:
        return SERVED
    if role in {"nobody", "guest"}:
        return SIGN_IN
    if path in REVIEWERS and method == "POST":
        return ABSENT
    return SERVED if any(path in paths and role in roles for paths, roles in ROLES_OF) else ABSENT


async def got(browser: Browser, method: str, address: str) -> str:
    page = await (browser.open(address, follow=False) if method == "GET" else browser.post(address, [], follow=False))
    signed_out = page.status == 403 and page.heading == "This was not saved"
    if signed_out or "/sign-in?next=" in page.headers.get("location", ""):
        return SIGN_IN
    return ABSENT if page.status == 404 else SERVED


async def test_every_address_is_declared_once(site: Site) -> None:
    declared = [*OPEN, *OWNERS, *ADMINISTRATORS, *COORDINATORS, *OURS, *TRANSLATORS, *ANY_TARGET, *GREEK]
    assert sorted({route.path for route in routes(site)}) == sorted(declared)


@pytest.mark.parametrize("role", ROLES)
async def test_everybody_gets_what_is_theirs_and_nothing_else(
    role: str, site: Site, cast: Mapping[str, Browser]
) -> None:
    # What ends the session comes last.
    found = sorted(routes(site), key=lambda route: (route.path.endswith(("sign-out", "progress")), route.path))
    wrong = {}
    for route in found:
        for method in sorted({"GET", "POST"} & {*(route.methods or ())}):
            # Only what is translated can be improved.
            address = example(route.path).replace("/en/improve", "/el/improve")
            if route.path in OPEN and any(part in route.path for part in _OWN):
                # There is none of theirs, which is a 404 for everybody; see test_strangers.py of these jobs.
                continue
            outcome = await got(cast[role], method, address)
            if outcome != allowed(route.path, role, method):
                wrong[method, address] = outcome
    assert wrong == {}


async def test_an_administrator_without_the_second_step_gets_nothing_but_the_way_to_it(
    site: Site, cast: Mapping[str, Browser]
) -> None:
    found = await account_by_email(site.database, email="learner@example.org")
    assert found
    now = site.clock()
    await site.database.write(lambda w: grant_role(w, to=found, what=Role("administrator"), actor="", now=now))
    for path in sorted(ADMINISTRATORS):
        page = await cast["learner"].open(example(path), follow=False)
        assert (path, page.headers.get("location")) == (path, "/en/account/second-factor")
    relaxed = site.again(second_factor=False).moved(cast["learner"])
    assert (await relaxed.open("/en/admin")).status == 200
