"""A story as a drawing for its authors."""

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given

from app.content.games.exploring import targets
from app.content.games.graph import draw
from app.content.stories import END, Game
from tests.content.games.building import games
from tests.content.games.harbour import HARBOUR, changed, choice, ending, read_harbour, scene, story

SVG = "{http://www.w3.org/2000/svg}"


def parsed(drawing: str) -> ET.Element:
    return ET.fromstring(drawing)  # noqa: S314 - drawn by the program itself


def boxes(drawing: str) -> dict[str, tuple[str, str]]:
    """What stands in each box, with its title and its kind."""
    found = {}
    for group in parsed(drawing).iter(f"{SVG}g"):
        title, box, label = group
        found[str(label.text)] = (str(title.text), box.get("class", ""))
    return found


def lines(drawing: str) -> list[tuple[str, str]]:
    """The choices that each line stands for, and its kind."""
    return sorted((str(path[0].text), path.get("class", "")) for path in parsed(drawing).iter(f"{SVG}path"))


def test_a_drawing_names_each_scene_and_ending(tmp_path: Path) -> None:
    drawing = draw(read_harbour(tmp_path, HARBOUR))
    assert boxes(drawing) == {
        "quay": ("Six in the morning", "opening"),
        "evening": ("Evening", "opening"),
        "full-quay": ("A full quay", "ending"),
        "quiet-quay": ("A quiet quay", "ending"),
    }


def test_an_ending_whose_name_ends_like_another_keeps_its_own_title(tmp_path: Path) -> None:
    files = changed("harbour/02-endings.md", "::: ending full-quay", "::: ending quay")
    drawing = boxes(draw(read_harbour(tmp_path, files)))
    assert drawing["quiet-quay"] == ("A quiet quay", "ending")


def test_lines_join_scenes_with_what_is_chosen_and_those_that_lead_back_are_told_apart(tmp_path: Path) -> None:
    quay = scene("quay", choice("on", "pier"), choice("also", "pier if trust >= 6 | ending"))
    pier = scene("pier", choice("back", "quay"), choice("out", "ending"))
    drawing = draw(read_harbour(tmp_path, story(quay, pier, ending("end"))))
    assert lines(drawing) == [("also", ""), ("back", "back"), ("on, also", ""), ("out", "")]


def test_scenes_stand_below_those_that_lead_to_them(tmp_path: Path) -> None:
    names = ["quay", "pier", "shed", "tower"]
    scenes = [scene(one, choice("on", other)) for one, other in zip(names, [*names[1:], "ending"], strict=True)]
    drawing = parsed(draw(read_harbour(tmp_path, story(*scenes, ending("end")))))
    heights = {str(group[2].text): float(group[1].get("y", "")) for group in drawing.iter(f"{SVG}g")}
    assert sorted(heights, key=heights.__getitem__) == [*names, "end"]
    assert len({*heights.values()}) == 5


def test_signs_of_markup_in_a_title_are_only_signs(tmp_path: Path) -> None:
    files = changed("harbour/01-story.md", "### Evening", '### Evening & "night" < 5')
    assert boxes(draw(read_harbour(tmp_path, files)))["evening"][0] == 'Evening & "night" < 5'


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("goto: evening if trust <= 7 | ending", "goto: nowhere | ending"),
        ("::: scene evening", "::: scene night"),
        ("::: scene quay", "::: scene key"),
    ],
)
def test_a_story_that_names_a_scene_that_is_not_there_is_drawn_without_it(tmp_path: Path, old: str, new: str) -> None:
    game = read_harbour(tmp_path, changed("harbour/01-story.md", old, new))
    assert boxes(draw(game)).keys() == {*game.scenes, "full-quay", "quiet-quay"}


@given(games())
def test_any_story_is_drawn_whole_and_without_one_box_over_another(game: Game) -> None:
    drawing = parsed(draw(game))
    found = [(box.get("x"), box.get("y")) for box in drawing.iter(f"{SVG}rect")]
    assert len({*found}) == len(found)
    width, height = (float(number) for number in str(drawing.get("viewBox")).split()[2:])
    assert all(0 <= float(str(x)) < width and 0 <= float(str(y)) < height for x, y in found)
    labels = {str(label.text) for label in drawing.iter(f"{SVG}text")}
    ends = any(END in targets(game, name) for name in game.scenes)
    assert labels == {*game.scenes, *(["one", "other"] if ends else [])}
