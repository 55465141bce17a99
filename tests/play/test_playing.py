"""A story from its beginning to its end, whatever is pressed how often."""

from pathlib import Path

import pytest

from app.people.tables import person
from app.progress.runs import MOST_DECISIONS
from app.progress.tables import decision, run
from tests.learn.browser import Browser
from tests.learn.course import small_course
from tests.learn.kept import count, values
from tests.learn.running import Site
from tests.play.cast import GAME, again, begin, changes, choose, gauges, inside, offers, play
from tests.play.story import ENDINGS, with_scenes

pytestmark = pytest.mark.anyio


async def test_a_visitor_sees_what_it_is_and_leaves_no_trace(ioana: Browser, site: Site) -> None:
    page = await ioana.open(GAME)
    assert (page.status, page.heading, ioana.cookies) == (200, "The Harbour", {})
    assert [node.text for node in page.main.all("h3")] == ["In spring", "In autumn"]
    assert [node.text for node in page.main.all("dt")] == ["Trust", "Funds"]
    assert "Your stories so far" not in page.main.text
    assert await count(site.database, person) == 0


async def test_the_course_leads_to_it(ioana: Browser) -> None:
    for address in ("/en", "/en/demo"):
        links = (await ioana.open(address)).links()
        assert (links["Play: The Harbour"], links["The Harbour"]) == (GAME, GAME)
    assert (await ioana.open("/en/demo/first")).links()["The Harbour"] == GAME


async def test_progress_leads_to_it(maria: Browser) -> None:
    await begin(maria)
    assert (await maria.open("/en/progress")).links()["The Harbour"] == GAME


async def test_beginning_makes_a_guest_and_shows_the_first_scene(maria: Browser, site: Site) -> None:
    page = await begin(maria)
    assert (page.address, page.heading, [*maria.cookies]) == (f"{GAME}/1", "Six in the morning", ["session"])
    assert offers(page) == {"Ring the others.": "ring", "Buy a drum.": "drum", "Go home again.": "home"}
    assert gauges(page) == ["4", "5"]
    assert await values(site.database, run.c.number, run.c.opening, run.c.ending) == [(1, "spring", None)]


async def test_beginning_twice_with_one_form_begins_one_story(maria: Browser, site: Site) -> None:
    start = await maria.open(GAME)
    form = start.forms()[0]
    for _ in range(2):
        page = await maria.post(form.action, [("token", form.value("token")), ("opening", "spring")])
        assert page.address == f"{GAME}/1"
    assert await count(site.database, run) == 1


@pytest.mark.parametrize(("token", "opening"), [("", "spring"), ("x" * 43, "nowhere"), ("right", "nowhere")])
async def test_a_form_that_no_page_has_begins_nothing(maria: Browser, site: Site, token: str, opening: str) -> None:
    given = (await maria.open(GAME)).forms()[0].value("token") if token == "right" else token
    page = await maria.post(GAME, [("token", given), ("opening", opening)])
    assert page.address == GAME
    assert await count(site.database, run) == 0


async def test_a_choice_tells_what_came_of_it_and_why(maria: Browser) -> None:
    page = await choose(maria, await begin(maria), "ring")
    assert (page.address, page.heading) == (f"{GAME}/1#after", "Noon")
    after = page.root.by_id("after")
    assert [node.text for node in after.all("p")][1:3] == ["Ring the others.", "Two come."]
    assert changes(page) == ["Trust: +1, now 5 of 10", "Funds: −1, now 4 of 10"]
    assert after.links() == {"Why? Read “The agreement”": "/en/demo/first/start#who-signs"}


async def test_what_is_told_depends_on_what_came_before(maria: Browser) -> None:
    page = await begin(maria)
    assert "It is cold." in page.main.text
    page = await choose(maria, page, "drum")
    assert "The account is nearly empty." in page.main.text
    page = await choose(maria, page, "count")
    assert [*offers(page).values()] == ["play", "shut"]
    assert [*offers(await play(maria, "ring", "count")).values()] == ["shut"]


async def test_a_double_click_counts_once(maria: Browser, site: Site) -> None:
    page = await begin(maria)
    for _ in range(2):
        shown = await choose(maria, page, "drum")
        assert (shown.heading, shown.texts("note")) == ("Noon", [])
    assert await values(site.database, decision.c.n, decision.c.choice) == [(1, "drum")]


async def test_an_old_page_changes_nothing_and_says_so(maria: Browser, site: Site) -> None:
    first = await begin(maria)
    await choose(maria, first, "drum")
    shown = await choose(maria, first, "ring")
    assert (shown.heading, shown.texts("note")) == ("Noon", ["That was decided already. The story goes on here."])
    assert await values(site.database, decision.c.n, decision.c.choice) == [(1, "drum")]


async def test_an_old_page_of_a_story_that_is_over_leads_to_its_end(maria: Browser) -> None:
    first = await begin(maria)
    page = first
    for choice in ("drum", "count", "play"):
        page = await choose(maria, page, choice)
    shown = await choose(maria, first, "ring")
    assert (shown.address, shown.heading) == (f"{GAME}/1?already=#note", "A quiet quay")
    assert shown.texts("note") == ["That was decided already. This is how the story ended."]


async def test_an_old_page_of_a_story_that_was_left_says_that_nothing_more_is_decided(maria: Browser) -> None:
    page = await play(maria, "ring")
    await begin(maria, "autumn")
    shown = await choose(maria, page, "help")
    assert (shown.address, shown.texts("label")[0]) == (f"{GAME}/1?already=#note", "You left this story here")
    assert shown.texts("note") == ["You have begun another story since. In this one nothing more is decided."]


@pytest.mark.parametrize("choice", ["play", "nothing", ""])
async def test_what_is_not_open_cannot_be_chosen(maria: Browser, site: Site, choice: str) -> None:
    page = await play(maria, "ring", "help")
    token = page.forms()[0].value("token")
    shown = await maria.post(f"{GAME}/1", [("token", token), ("step", "3"), ("choice", choice)])
    assert shown.heading == "Evening"
    assert shown.texts("note") == ["That can’t be done here any more. Choose again."]
    assert await count(site.database, decision) == 2


async def test_a_form_with_a_wrong_token_decides_nothing(maria: Browser, site: Site) -> None:
    await begin(maria)
    page = await maria.post(f"{GAME}/1", [("token", "wrong"), ("step", "1"), ("choice", "ring")])
    assert page.heading == "Six in the morning"
    assert await count(site.database, decision) == 0


async def test_an_ending_is_named_and_the_way_to_it_told(maria: Browser) -> None:
    page = await play(maria, "drum", "count", "play")
    assert (page.heading, page.texts("label")[1]) == ("A quiet quay", "The end")
    assert "Anna shuts the shed." in page.main.text
    assert page.texts("missing") == ["You have met 1 of 2 endings."]
    assert [item.all("strong")[0].text for item in inside(page, "way", "li")] == [
        "Six in the morning",
        "Noon",
        "Evening",
    ]
    assert [node.text for node in inside(page, "trends", "dd")] == [
        "From 4 to 5; lowest 2, highest 5",
        "From 5 to 3; lowest 3, highest 5",
    ]
    assert "You came through 3 of 3 scenes." in page.main.text
    assert "/en/demo/first/kinds" in [node.attributes["href"] for node in inside(page, "ways", "a")]


async def test_turning_points_tell_what_came_back_and_what_others_would_have_opened(maria: Browser) -> None:
    told = (await play(maria, "ring", "help", "shut")).main.text
    assert "“Buy a drum.” would have opened this in “Evening”: “Play the drum.”" in told
    assert "would have led to" not in told
    told = (await play(maria, "home", "shut")).main.text
    assert "“Ring the others.” would have led to “Noon”." in told
    told = (await play(maria, "drum", "help", "play")).main.text
    assert "It came back in “Evening”." in told


async def test_turning_points_tell_what_decided_the_ending(maria: Browser) -> None:
    page = await play(maria, "help", "shut", opening="autumn")
    assert page.heading == "A full quay"
    told = [item.text for item in inside(page, "turns", "li")]
    assert "Trust: +2. This helped to decide the ending." in told
    assert "Trust: −1. This helped to decide the ending." not in told


async def test_a_turning_point_tells_where_the_story_would_have_come_without_it(site: Site, tmp_path: Path) -> None:
    without_ring = {"harbour/02-endings.md": ENDINGS.replace("when: trust >= 6", "when: ring")}
    noted = with_scenes("then: trust +1, funds -1", "then: trust +1, funds -1, ring")
    maria = site.again(small_course(tmp_path / "noted", {**noted, **without_ring})).browser()
    page = await play(maria, "ring", "help", "shut")
    assert page.heading == "A full quay"
    assert "Without it, the story would have come to “A quiet quay”." in page.main.text


async def test_what_two_decisions_noted_is_told_of_neither(site: Site, tmp_path: Path) -> None:
    both = with_scenes("then: trust +1, funds -1", "then: trust +1, funds -1, loud")
    scenes = both["harbour/01-story.md"].replace("then: trust +2, funds -1", "then: trust +2, funds -1, loud")
    ends = ENDINGS.replace("when: trust >= 6", "when: loud")
    files = {**both, "harbour/01-story.md": scenes, "harbour/02-endings.md": ends}
    maria = site.again(small_course(tmp_path / "both", files)).browser()
    page = await play(maria, "ring", "help", "shut")
    assert page.heading == "A full quay"
    assert "Without it" not in page.main.text
    assert "Without it" in (await play(maria, "ring", "count", "shut")).main.text


async def test_what_a_later_decision_undoes_would_have_been_gone_as_well(site: Site, tmp_path: Path) -> None:
    noted = with_scenes("then: trust +1, funds -1", "then: trust +1, funds -1, loud")
    scenes = noted["harbour/01-story.md"].replace("then: trust +2, funds -1", "then: trust +2, funds -1, not loud")
    files = {**noted, "harbour/01-story.md": scenes, "harbour/02-endings.md": ENDINGS.replace("trust >= 6", "loud")}
    maria = site.again(small_course(tmp_path / "undone", files)).browser()
    page = await play(maria, "ring", "help", "shut")
    told = {item.all("strong")[0].text: item.text for item in inside(page, "turns", "li") if item.all("strong")}
    assert "Without it, the story would have come to “A full quay”." in told["Noon"]
    assert "Without it" not in told.get("Six in the morning", "")


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_story_that_goes_in_circles_ends_at_some_time_and_is_looked_back_on_once(
    site: Site, tmp_path: Path
) -> None:
    circle = with_scenes("then: trust +2, funds -1\n  goto: evening", "then: trust +2, funds -1\n  goto: quay")
    maria = site.again(small_course(tmp_path / "circle", circle)).browser()
    page = await play(maria, "drum", *(["help", "ring"] * 2), "help")
    assert page.heading == "Six in the morning"
    page = await play(maria, "drum", *(["help", "ring"] * 2), "count", "play")
    told = page.main.text
    assert told.count("It came back in “Evening”.") == 1
    assert "would have led to “Six in the morning”" not in told
    page = await play(maria, *(["ring", "help"] * (MOST_DECISIONS // 2)))
    page = await choose(maria, page, "ring")
    assert page.heading == "This story can’t go on"
    assert page.links() | {"Begin a new story": GAME} == page.links()


async def test_what_cannot_fall_any_further_is_told(site: Site, tmp_path: Path) -> None:
    dear = with_scenes("then: funds +1, trust -2", "then: funds +1, trust -9")
    maria = site.again(small_course(tmp_path / "dear", dear)).browser()
    page = await play(maria, "home")
    assert changes(page) == ["Trust: −4, now 0 of 10", "Funds: +1, now 6 of 10"]
    page = await choose(maria, page, "shut")
    assert changes(page) == ["Trust: stays at 0 of 10", "Funds: +1, now 7 of 10"]


async def test_playing_again_from_a_decision_begins_a_story_that_stands_there(maria: Browser, site: Site) -> None:
    end = await play(maria, "drum", "count", "play")
    for _ in range(2):
        page = await again(maria, end, 3)
        assert (page.address, page.heading) == (f"{GAME}/2?anew=#note", "Evening")
        assert page.root.by_id("note").text == "This is a new story. The one that you played before stays as it is."
        assert [*offers(page).values()] == ["play", "shut"]
    page = await choose(maria, page, "shut")
    assert page.heading == "A quiet quay"
    assert await values(site.database, run.c.number, run.c.ending) == [(1, "quiet-quay"), (2, "quiet-quay")]
    assert (await maria.open(f"{GAME}/1")).texts("decided") == ["Play the drum."]
    assert (await maria.open(f"{GAME}/1/again")).address == f"{GAME}/1"


async def test_playing_again_from_the_first_decision_begins_where_the_story_began(maria: Browser) -> None:
    page = await again(maria, await play(maria, "drum", "count", "play"), 1)
    assert (page.heading, gauges(page)) == ("Six in the morning", ["4", "5"])
    assert page.main.all(within="after") == []


@pytest.mark.parametrize("n", ["0", "4", "-1", "x", ""])
async def test_there_is_no_playing_again_from_a_decision_that_was_not_made(maria: Browser, site: Site, n: str) -> None:
    token = (await play(maria, "drum", "count", "play")).forms()[0].value("token")
    page = await maria.post(f"{GAME}/1/again", [("token", token), ("n", n)])
    assert (page.address, page.heading) == (f"{GAME}/1", "A quiet quay")
    assert await count(site.database, run) == 1


async def test_a_story_that_was_left_at_once_has_no_way_to_tell(maria: Browser) -> None:
    await begin(maria)
    await begin(maria, "autumn")
    page = await maria.open(f"{GAME}/1")
    assert (page.status, page.heading, page.texts("label")) == (200, "Six in the morning", ["You left this story here"])
    assert page.forms() == []
    assert page.links()["Begin a new story"] == GAME


async def test_a_new_story_leaves_the_open_one_which_can_be_looked_at(maria: Browser, site: Site) -> None:
    await play(maria, "ring")
    start = await maria.open(GAME)
    assert start.links()["Go on with your story"] == f"{GAME}/1"
    assert "A new story leaves this one where it is. You can still look at it." in start.main.text
    page = await begin(maria, "autumn")
    assert (page.address, page.heading) == (f"{GAME}/2", "Noon")
    left = await maria.open(f"{GAME}/1")
    assert (left.heading, left.texts("label")[0]) == ("Noon", "You left this story here")
    start = await maria.open(GAME)
    assert "In spring – left before the end" in start.links()
    assert "You have met" not in start.main.text
    # A page of the story that was left decides nothing in it.
    token = page.forms()[0].value("token")
    await maria.post(f"{GAME}/1", [("token", token), ("step", "2"), ("choice", "help")])
    assert await count(site.database, decision) == 1


async def test_earlier_stories_are_listed_with_how_they_ended(maria: Browser) -> None:
    await play(maria, "drum", "help", "play")
    await play(maria, "ring", "count", "shut")
    start = await maria.open(GAME)
    assert "You have met 2 of 2 endings." in start.main.text
    found = {label: href for label, href in start.links().items() if "quay" in label}
    assert found == {"In spring – A quiet quay": f"{GAME}/2", "In spring – A full quay": f"{GAME}/1"}


async def test_endings_count_however_long_ago_they_were_met(maria: Browser) -> None:
    await play(maria, "drum", "help", "play")
    for _ in range(12):
        await begin(maria, "autumn")
        await begin(maria, "spring")
    start = await maria.open(GAME)
    assert "You have met 1 of 2 endings." in start.main.text
    assert len(start.main.all("li", within="attempts")) < 24
    assert "You have met 1 of 2 endings." in (await maria.open(f"{GAME}/1")).main.text


async def test_an_ended_story_takes_no_further_choice(maria: Browser, site: Site) -> None:
    page = await play(maria, "ring", "help")
    await choose(maria, page, "shut")
    await choose(maria, page, "shut")
    token = page.forms()[0].value("token")
    shown = await maria.post(f"{GAME}/1", [("token", token), ("step", "4"), ("choice", "shut")])
    assert shown.heading == "A full quay"
    assert await count(site.database, decision) == 3


async def test_what_is_not_there_is_not_found(maria: Browser) -> None:
    await begin(maria)
    for address in ("/en/demo/play/nothing", f"{GAME}/2", f"{GAME}/0", f"{GAME}/x", "/en/nothing/play/harbour"):
        assert (address, (await maria.open(address)).status) == (address, 404)
