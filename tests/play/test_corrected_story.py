"""The story is corrected while people play: what they did stays theirs, and they go on where they can."""

import re
from collections.abc import Callable, Mapping

import pytest

from app.progress.tables import decision
from tests.learn.browser import Browser
from tests.learn.course import small_course
from tests.learn.kept import count, values
from tests.learn.running import Site
from tests.play.cast import GAME, again, begin, changes, choose, gauges, inside, offers, play
from tests.play.story import ENDINGS, SCENES, STORY, with_scenes

pytestmark = pytest.mark.anyio

Corrected = Callable[[Browser, Mapping[str, str]], Browser]
WITH_IDS = ("harbour/game.md", "harbour/01-story.md")
NOTE = "The story has been corrected since you played. It goes on from here."


@pytest.fixture
def corrected(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Corrected:
    """The same browser, after the site was started again with another story."""

    def change(browser: Browser, files: Mapping[str, str]) -> Browser:
        return site.again(small_course(tmp_path_factory.mktemp("corrected"), files)).moved(browser)

    return change


def renamed(*scenes: str) -> dict[str, str]:
    """The story with other ids for these scenes."""
    ids = re.compile(rf"\b({'|'.join(scenes)})\b")
    return {name: ids.sub(r"\1-again", text) if name in WITH_IDS else text for name, text in STORY.items()}


async def test_texts_and_effects_are_the_new_ones_and_what_was_lived_stays(
    maria: Browser, corrected: Corrected
) -> None:
    await play(maria, "ring")
    maria = corrected(maria, with_scenes("then: trust +1, funds -1", "then: trust +4, funds -4"))
    page = await maria.open(f"{GAME}/1")
    assert gauges(page) == ["5", "4"]


async def test_looking_back_tells_nothing_of_ways_that_were_others_then(maria: Browser, corrected: Corrected) -> None:
    await play(maria, "ring", "help", "shut")
    dusk = SCENES[SCENES.index("::: scene evening") :].replace("evening", "dusk").replace("Evening", "Dusk")
    elsewhere = SCENES.replace("goto: evening", "goto: dusk") + "\n" + dusk
    maria = corrected(maria, {**STORY, "harbour/01-story.md": elsewhere})
    told = (await maria.open(f"{GAME}/1")).main.text
    assert "“Help them.” would have led to" not in told
    assert "Without it" not in told


async def test_where_a_scene_is_gone_it_goes_on_at_the_last_that_is_left(
    maria: Browser, corrected: Corrected, site: Site
) -> None:
    await play(maria, "ring", "help")
    without = SCENES[: SCENES.index("::: scene evening")].replace("goto: evening", "goto: ending")
    maria = corrected(maria, {**STORY, "harbour/01-story.md": without.replace("drum\n  goto", "loud\n  goto")})
    page = await maria.open(f"{GAME}/1")
    assert (page.heading, page.texts("note")) == ("Noon", [NOTE])
    page = await choose(maria, page, "count")
    assert page.heading == "A quiet quay"
    assert await values(site.database, decision.c.n, decision.c.choice) == [(1, "ring"), (2, "count")]
    assert NOTE not in page.main.text


async def test_a_choice_that_is_gone_is_not_told_of_and_stops_nothing(maria: Browser, corrected: Corrected) -> None:
    await play(maria, "drum")
    start, end = SCENES.index("- Buy a drum."), SCENES.index("- Go home again.")
    maria = corrected(
        maria, {**STORY, "harbour/01-story.md": SCENES[:start] + SCENES[end:].replace("when: drum", "when: trust >= 3")}
    )
    page = await maria.open(f"{GAME}/1")
    assert (page.heading, page.texts("decided")) == ("Noon", [])
    for choice in ("help", "play"):
        page = await choose(maria, page, choice)
    assert page.heading == "A full quay"
    assert len(inside(page, "way", "li")) == 2


async def test_a_measure_that_is_new_is_as_at_the_beginning(maria: Browser, corrected: Corrected) -> None:
    await play(maria, "ring")
    game = STORY["harbour/game.md"].replace("start=trust:4,funds:5", "start=trust:4,funds:5,time:7")
    game = game.replace("start=funds:3,trust:6", "start=funds:3,trust:6,time:2")
    time = "::: measure time\n### Time\n\nHours.\n:::\n\n::: opening spring"
    maria = corrected(maria, {**STORY, "harbour/game.md": game.replace("::: opening spring", time)})
    page = await maria.open(f"{GAME}/1")
    assert gauges(page) == ["5", "4", "7"]


async def test_a_new_measure_is_as_at_another_beginning_where_the_own_is_gone(
    maria: Browser, corrected: Corrected
) -> None:
    await play(maria, "ring")
    game = STORY["harbour/game.md"]
    start, end = game.index("::: opening spring"), game.index("::: opening autumn")
    time = "::: measure time\n### Time\n\nHours.\n:::\n\n"
    game = game[:start] + time + game[end:].replace("start=funds:3,trust:6", "start=funds:3,trust:6,time:2")
    maria = corrected(maria, {**STORY, "harbour/game.md": game.replace("scene=noon", "scene=quay")})
    page = await maria.open(f"{GAME}/1")
    assert (page.heading, gauges(page)) == ("Noon", ["5", "4", "2"])
    assert [node.text for node in (await maria.open(GAME)).main.all("h3")] == ["In autumn"]
    for choice in ("help", "shut"):
        page = await choose(maria, page, choice)
    # Where it began has no name any more.
    assert (await maria.open(GAME)).links()["A full quay"] == f"{GAME}/1"
    page = await again(maria, page, 2)
    assert (page.address, page.heading, gauges(page)) == (f"{GAME}/2?anew=#note", "Noon", ["5", "4", "2"])


async def test_a_measure_that_is_gone_is_not_told_of(maria: Browser, corrected: Corrected) -> None:
    await play(maria, "ring", "count", "shut")
    await play(maria, "ring")
    game, scenes, endings = (STORY[f"harbour/{name}.md"] for name in ("game", "01-story", "02-endings"))
    start, end = game.index("::: measure trust"), game.index("::: measure funds")
    game = (game[:start] + game[end:]).replace("trust:4,", "").replace(",trust:6", "")
    scenes = re.sub("trust [+-][0-9], ", "", re.sub(", trust [+-][0-9]", "", scenes)).replace(
        "trust <= 4", "funds <= 4"
    )
    files = {"game": game, "01-story": scenes, "02-endings": endings.replace("trust", "funds")}
    maria = corrected(maria, {**STORY, **{f"harbour/{name}.md": text for name, text in files.items()}})
    page = await maria.open(f"{GAME}/2")
    assert (gauges(page), changes(page)) == (["4"], ["Funds: −1, now 4 of 10"])
    page = await maria.open(f"{GAME}/1")
    assert (page.heading, [node.text for node in inside(page, "trends", "dt")]) == ("A quiet quay", ["Funds"])


async def test_a_renamed_beginning_can_be_left_by_beginning_anew(maria: Browser, corrected: Corrected) -> None:
    await begin(maria)
    maria = corrected(maria, renamed("quay"))
    assert (await maria.open(f"{GAME}/1")).heading == "This story can’t go on"
    page = await begin(maria)
    assert (page.address, page.heading) == (f"{GAME}/2", "Six in the morning")
    assert (await choose(maria, page, "ring")).heading == "Noon"


async def test_another_beginning_is_not_mistaken_for_the_one_before_the_correction(
    maria: Browser, corrected: Corrected
) -> None:
    await begin(maria)
    game = STORY["harbour/game.md"].replace("start=trust:4,funds:5", "start=trust:7,funds:7")
    maria = corrected(maria, {**STORY, "harbour/game.md": game})
    assert gauges(await maria.open(f"{GAME}/1")) == ["4", "5"]
    page = await begin(maria)
    assert (page.address, gauges(page)) == (f"{GAME}/2", ["7", "7"])


async def test_where_several_scenes_are_gone_it_goes_back_as_far_as_it_must(
    maria: Browser, corrected: Corrected, site: Site
) -> None:
    await play(maria, "ring", "help")
    maria = corrected(maria, renamed("noon", "evening"))
    page = await maria.open(f"{GAME}/1")
    assert (page.heading, page.texts("note"), page.texts("decided")) == ("Six in the morning", [NOTE], [])
    assert gauges(page) == ["4", "5"]
    # Looking alone forgets nothing: the story may be put right again.
    assert await count(site.database, decision) == 2
    for _ in range(2):
        shown = await choose(maria, page, "drum")
        assert (shown.heading, shown.texts("note")) == ("Noon", [])
    assert await values(site.database, decision.c.n, decision.c.choice) == [(1, "drum")]


async def test_a_page_from_before_the_correction_decides_nothing(
    maria: Browser, corrected: Corrected, site: Site
) -> None:
    page = await play(maria, "ring", "help")
    maria = corrected(maria, renamed("evening"))
    shown = await choose(maria, page, "shut")
    assert (shown.heading, shown.texts("note")) == ("Noon", [NOTE])
    assert await count(site.database, decision) == 2


async def test_a_scene_in_which_nothing_is_open_any_more_is_gone_back_from(
    maria: Browser, corrected: Corrected
) -> None:
    await play(maria, "ring", "help")
    maria = corrected(maria, {**STORY, "harbour/01-story.md": SCENES.replace("{#shut}\n", "{#shut}\n  when: drum\n")})
    page = await maria.open(f"{GAME}/1")
    assert (page.heading, page.texts("note"), [*offers(page).values()]) == ("Noon", [NOTE], ["help", "count"])


async def test_a_story_that_ended_is_told_as_far_as_its_scenes_are_left(maria: Browser, corrected: Corrected) -> None:
    await play(maria, "drum", "help", "play")
    maria = corrected(maria, renamed("noon"))
    page = await maria.open(f"{GAME}/1")
    assert (page.heading, page.texts("label")[:2]) == ("A full quay", ["What came of it", "The end"])
    assert [item.all("strong")[0].text for item in inside(page, "way", "li")] == ["Six in the morning", "Evening"]
    assert inside(page, "trends", "dd")[0].text == "From 4 to 8; lowest 3, highest 8"
    assert "You came through 2 of 3 scenes." in page.main.text
    page = await again(maria, page, 3)
    assert (page.address, page.heading, [*offers(page).values()]) == (
        f"{GAME}/2?anew=#note",
        "Evening",
        ["play", "shut"],
    )


async def test_a_choice_that_was_open_and_would_not_be_today_does_no_harm(maria: Browser, corrected: Corrected) -> None:
    await play(maria, "drum", "count", "play")
    closed = SCENES.replace("  when: drum\n", "  when: drum, trust >= 9\n")
    maria = corrected(maria, {**STORY, "harbour/01-story.md": closed})
    page = await maria.open(f"{GAME}/1")
    assert (page.heading, page.texts("decided")) == ("A quiet quay", ["Play the drum."])
    assert [*offers(await again(maria, page, 3)).values()] == ["shut"]


async def test_a_story_that_was_left_is_shown_where_it_can_be(maria: Browser, corrected: Corrected) -> None:
    await play(maria, "ring", "help")
    await begin(maria, "autumn")
    maria = corrected(maria, renamed("evening"))
    page = await maria.open(f"{GAME}/1")
    assert (page.heading, page.texts("label")[0]) == ("Noon", "You left this story here")
    assert len(inside(page, "way", "li")) == 1


async def test_an_ending_that_is_gone_leaves_its_story_to_be_looked_at(maria: Browser, corrected: Corrected) -> None:
    await play(maria, "drum", "help", "play")
    maria = corrected(maria, {**STORY, "harbour/02-endings.md": ENDINGS[ENDINGS.index("::: ending quiet") :]})
    page = await maria.open(f"{GAME}/1")
    assert (page.status, page.heading, page.texts("label")[1]) == (200, "The Harbour", "The end")
    assert len(inside(page, "way", "li")) == 3
    start = await maria.open(GAME)
    assert start.links()["In spring"] == f"{GAME}/1"
    assert "You have met" not in start.main.text


async def test_a_story_of_which_nothing_is_left_says_so(maria: Browser, corrected: Corrected) -> None:
    await play(maria, "ring")
    maria = corrected(maria, renamed("quay", "noon"))
    page = await maria.open(f"{GAME}/1")
    assert page.heading == "This story can’t go on"
    assert page.links()["Begin a new story"] == GAME
    token = (await maria.open(GAME)).forms()[0].value("token")
    sent = await maria.post(f"{GAME}/1", [("token", token), ("step", "2"), ("choice", "help")])
    assert sent.heading == "This story can’t go on"
    assert [*offers(await play(maria)).values()] == ["ring", "drum", "home"]


async def test_a_game_that_the_course_gave_up_is_not_found(maria: Browser, corrected: Corrected) -> None:
    await play(maria, "ring")
    maria = corrected(maria, {})
    assert (await maria.open(f"{GAME}/1")).status == 404
