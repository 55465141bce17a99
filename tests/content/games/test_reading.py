"""From the files of a game to the game."""

from pathlib import Path

import pytest

from app.content.edition import Edition, Translation
from app.content.library import read_english
from app.content.model import Segment
from app.content.stories import Bound, Chance, Ending, Fact, Game, LessonPlace, Scene, Way
from tests.content.folders import write
from tests.content.games.harbour import ENDINGS, HARBOUR, changed, ending, opening, read_harbour, scene, story, told


@pytest.fixture(scope="module")
def game(tmp_path_factory: pytest.TempPathFactory) -> Game:
    return read_harbour(tmp_path_factory.mktemp("english"))


def test_nothing_is_wrong_with_a_sound_story(tmp_path: Path) -> None:
    assert (told(tmp_path, HARBOUR), told(tmp_path, HARBOUR, error=False)) == ([], [])


def test_a_game_belongs_to_its_course_and_says_what_it_is(game: Game) -> None:
    assert (game.id, game.course, game.language, game.minutes) == ("harbour", "demo", "en", 10)
    assert (game.title.plain, game.summary.plain) == ("The Harbour", "Lead an association through one season.")
    assert "<strong>costs</strong>" in game.intro
    assert "Where was a choice hardest?" in game.facilitator
    assert "hardest" not in game.intro
    assert str(game.place.file).endswith("harbour/game.md")


def test_measures_and_people_have_a_name_and_words_about_them(game: Game) -> None:
    assert [(each.id, each.name.plain) for each in game.measures] == [("trust", "Trust"), ("funds", "Funds")]
    assert game.measures[1].about == "<p>How long the account will last.</p>"
    anna = game.person("anna")
    assert anna
    assert (anna.name.plain, anna.about) == ("Anna", "<p>Knows every boat.</p>")
    assert game.person("bert") is None


def test_an_opening_starts_with_the_measures_in_their_order_whatever_theirs_is(game: Game) -> None:
    assert [(each.id, each.scene, each.start) for each in game.openings] == [
        ("spring", "quay", (4, 5)),
        ("autumn", "evening", (6, 3)),
    ]
    assert game.openings[0].about == "<p>The boats are still on land.</p>"


def test_a_scene_has_a_place_a_person_and_paragraphs_with_their_conditions(game: Game) -> None:
    quay = game.scenes["quay"]
    assert [*game.scenes] == ["quay", "evening"]
    assert (quay.id, quay.title.plain, quay.art, quay.who) == ("quay", "Six in the morning", "harbour", "anna")
    assert [(each.html, each.when) for each in quay.text] == [
        ("<p>Anna has opened the shed.</p>", ()),
        ("<p>The drum is still in its box.</p>", ((Fact("drum", happened=True),),)),
    ]
    assert (game.scenes["evening"].art, game.scenes["evening"].who) == ("", "")
    assert (quay.place.line, game.scenes["evening"].place.line) == (1, 25)


def test_a_choice_has_everything_that_stands_under_it(game: Game) -> None:
    ring, buy = game.scenes["quay"].choices
    assert (ring.key, ring.text.plain, ring.when) == ("ring", "Ring the others one by one.", ())
    assert (ring.effects, ring.happens, ring.undone) == ((1, -2), frozenset(), frozenset())
    assert ring.ways == (Way("quay", ((Chance(1, 3),),)), Way("evening", ()))
    assert ring.lesson == LessonPlace("first", "start", "")
    assert [(each.html, each.when) for each in ring.consequence] == [
        ("<p>Two come.</p>", ()),
        ("<p>One brought a drum.</p>", ((Bound(1, "<=", 3),),)),
    ]
    assert buy.when == ((Bound(1, ">=", 3), Fact("drum", happened=False)), (Bound(0, ">=", 8),))
    assert (buy.effects, buy.happens) == ((-1, -1), frozenset({"drum"}))
    assert buy.ways == (Way("evening", ((Bound(0, "<=", 7),),)), Way("ending", ()))
    assert buy.lesson == LessonPlace("first", "start", "who-signs")
    assert game.scenes["evening"].choices[0].undone == frozenset({"drum"})
    assert game.scenes["quay"].choice("buy") == buy
    assert game.scenes["quay"].choice("sell") is None


def test_endings_keep_the_order_of_the_files_and_have_alternatives(game: Game) -> None:
    assert [each.id for each in game.endings] == ["full-quay", "quiet-quay"]
    full, quiet = game.endings
    assert full.when == ((Bound(0, ">=", 7),), (Bound(0, ">=", 6), Fact("drum", happened=True)))
    assert (full.title.plain, full.art, full.who) == ("A full quay", "harbour", "anna")
    assert quiet.when == ()
    assert quiet.text[1].when == ((Fact("autumn", happened=True),),)
    assert game.ending("quiet-quay") == quiet
    assert game.ending("loud-quay") is None


def test_a_picture_is_silent_to_a_screen_reader_and_otherwise_as_drawn(game: Game) -> None:
    assert game.art == {
        "harbour": '<svg viewBox="0 0 8 8" aria-hidden="true"><path class="ink" d="M1 1h6" /></svg>',
        "anna": '<svg viewBox="0 0 8 8" aria-hidden="true"><path class="accent" d="M1 1h6" /></svg>',
    }


def test_every_text_is_a_segment_with_its_context_and_without_its_condition(game: Game) -> None:
    assert [(each.context, each.source) for each in game.segments] == [
        ("meta/game/harbour/title", "The Harbour"),
        ("meta/game/harbour/summary", "Lead an association through one season."),
        ("", "Every choice **costs** something."),
        ("measure/trust/title", "Trust"),
        ("measure/trust/text", "How far people rely on you."),
        ("measure/funds/title", "Funds"),
        ("measure/funds/text", "How long the account will last."),
        ("opening/spring/title", "In spring"),
        ("opening/spring/text", "The boats are still on land."),
        ("opening/autumn/title", "In autumn"),
        ("opening/autumn/text", "The boats are on land again."),
        ("person/anna/title", "Anna"),
        ("person/anna/text", "Knows every boat."),
        ("", "Where was a choice hardest?"),
        ("scene/quay/title", "Six in the morning"),
        ("scene/quay/text", "Anna has opened the shed."),
        ("scene/quay/text", "The drum is still in its box."),
        ("scene/quay/choice/ring", "Ring the others one by one."),
        ("scene/quay/consequence/ring", "Two come."),
        ("scene/quay/consequence/ring", "One brought a drum."),
        ("scene/quay/choice/buy", "Buy a drum."),
        ("scene/quay/consequence/buy", "It is loud."),
        ("scene/evening/title", "Evening"),
        ("scene/evening/text", "The quay is empty."),
        ("scene/evening/choice/sell", "Sell the drum."),
        ("scene/evening/consequence/sell", "Gone."),
        ("scene/evening/choice/wait", "Wait for the morning."),
        ("scene/evening/consequence/wait", "It is cold."),
        ("scene/evening/choice/home", "Go home."),
        ("scene/evening/consequence/home", "Tomorrow, then."),
        ("ending/full-quay/title", "A full quay"),
        ("ending/full-quay/text", "They come without being rung."),
        ("ending/quiet-quay/title", "A quiet quay"),
        ("ending/quiet-quay/text", "Anna shuts the shed."),
        ("ending/quiet-quay/text", "In autumn it is dark by then."),
    ]


def test_a_segment_knows_where_it_stands(game: Game) -> None:
    lines = {each.source: each.place.line for each in game.segments}
    found = [lines[text] for text in ("Funds", "Buy a drum.", "It is loud.", "In autumn it is dark by then.")]
    assert found == [17, 16, 22, 14]


def in_greek(*, without: str = "", stale: str = "") -> Edition:
    """Everything translated, but for the one English text that has no translation or only an older one."""

    def translate(domain: str, segment: Segment) -> Translation | None:
        if domain != "demo.harbour" or segment.source == without:
            return None
        return Translation(f"ελ {segment.source}", stale=segment.source == stale)

    return Edition("el", translate)


def words(game: Game, scene_id: str) -> list[str]:
    """All texts of a scene or an ending."""
    place = game.scenes.get(scene_id) or game.ending(scene_id)
    assert place
    found: list[str] = [place.title.html, *(each.html for each in place.text)]
    for each in game.scenes[scene_id].choices if scene_id in game.scenes else ():
        found += [each.text.html, *(paragraph.html for paragraph in each.consequence)]
    return found


def languages(game: Game) -> dict[str, set[str]]:
    """The languages in which the texts of each scene and ending are; English ones say that they are."""
    names = [*game.scenes, *(each.id for each in game.endings)]
    return {
        name: {"en" if '<span lang="en">' in text else "el" if "ελ " in text else "?" for text in words(game, name)}
        for name in names
    }


IN_GREEK = {name: {"el"} for name in ("quay", "evening", "full-quay", "quiet-quay")}
OF_SCENES = {
    "title": ("Six in the morning", "quay"),
    "paragraph": ("Anna has opened the shed.", "quay"),
    "conditional paragraph": ("The drum is still in its box.", "quay"),
    "choice": ("Go home.", "evening"),
    "consequence": ("It is loud.", "quay"),
    "conditional consequence": ("One brought a drum.", "quay"),
    "title of an ending": ("A full quay", "full-quay"),
    "paragraph of an ending": ("In autumn it is dark by then.", "quiet-quay"),
}


def test_a_story_is_translated(tmp_path: Path) -> None:
    game = read_harbour(tmp_path, edition=in_greek())
    assert languages(game) == IN_GREEK
    assert game.title.plain == "ελ The Harbour"
    assert game.measures[0].about == "<p>ελ How far people rely on you.</p>"
    assert game.scenes["quay"].text[1].html == "<p>ελ The drum is still in its box.</p>"


@pytest.mark.parametrize(("text", "of"), OF_SCENES.values(), ids=OF_SCENES.keys())
@pytest.mark.parametrize("how", ["without", "stale"])
def test_a_scene_with_one_untranslated_text_is_english_as_a_whole_and_others_are_not(
    tmp_path: Path, text: str, of: str, how: str
) -> None:
    edition = in_greek(without=text) if how == "without" else in_greek(stale=text)
    game = read_harbour(tmp_path, edition=edition)
    assert languages(game) == {**IN_GREEK, of: {"en"}}
    assert all("ελ" not in each for each in words(game, of))


def test_an_untranslated_measure_leaves_the_scenes_as_they_are(tmp_path: Path) -> None:
    game = read_harbour(tmp_path, edition=in_greek(without="Trust"))
    assert languages(game) == IN_GREEK
    assert game.measures[0].about == '<p><span lang="en">How far people rely on you.</span></p>'
    assert game.measures[1].about == "<p>ελ How long the account will last.</p>"


def structure(game: Game) -> list[object]:
    """All that isn't words."""
    places: list[Scene | Ending] = [*game.scenes.values(), *game.endings]
    return [
        [each.id for each in (*game.measures, *game.people)],
        [(each.id, each.scene, each.start) for each in game.openings],
        [(each.id, each.art, each.who, [part.when for part in each.text], each.place) for each in places],
        [
            (each.key, each.when, each.effects, each.happens, each.undone, each.ways, each.lesson, each.place)
            for scene in game.scenes.values()
            for each in scene.choices
        ],
        [part.when for scene in game.scenes.values() for each in scene.choices for part in each.consequence],
        [each.when for each in game.endings],
        game.art,
        game.segments,
    ]


@pytest.mark.parametrize("hostile", ['ελ {when="gone"}', "- ελ {#other}\n  goto: gone", "### ελ", ":::", "when: gone"])
def test_a_translation_changes_no_structure(tmp_path: Path, game: Game, hostile: str) -> None:
    edition = Edition("el", lambda _domain, _segment: Translation(hostile))
    assert structure(read_harbour(tmp_path, edition=edition)) == structure(game)


def test_the_game_stands_in_the_course_that_names_it(tmp_path: Path) -> None:
    (course,) = read_english(write(tmp_path, HARBOUR))
    assert [each.id for each in course.games] == ["harbour"]
    assert course.game("harbour") == course.games[0]
    assert course.game("first") is None


def test_a_scene_may_stand_in_any_file(tmp_path: Path) -> None:
    files = {**HARBOUR, "harbour/02-endings.md": "", "harbour/00-first.md": ENDINGS}
    assert told(tmp_path, files) == []


def test_a_measure_may_be_alone(tmp_path: Path) -> None:
    files = story(
        scene("quay", "- Wait. {#wait}\n  goto: ending\n  lesson: first/start\n  > Done.\n"),
        ending("end"),
        openings=(opening("spring", "quay", "trust:10"),),
    )
    game = str(files["harbour/game.md"])
    before, after = game.split("::: measure funds")
    files["harbour/game.md"] = before + after.split(":::\n", 1)[1]
    assert told(tmp_path, files) == []


def test_a_picture_may_be_as_large_as_is_allowed(tmp_path: Path) -> None:
    start, end = '<svg><path d="', '"/></svg>'
    picture = start + "1" * (2000 - len(start + end)) + end
    assert told(tmp_path, {**HARBOUR, "harbour/art/harbour.svg": picture}) == []
    one_more = changed("harbour/art/harbour.svg", start, f"{start}1", {**HARBOUR, "harbour/art/harbour.svg": picture})
    assert told(tmp_path, one_more)[-1].startswith("art/harbour.svg:1: the picture is larger than 2000 bytes; ")


def test_effects_on_the_same_measure_add_up(tmp_path: Path) -> None:
    files = changed("harbour/01-story.md", "then: trust +1, funds -2", "then: trust +3, funds -2, trust -1")
    assert read_harbour(tmp_path, files).scenes["quay"].choices[0].effects == (2, -2)
