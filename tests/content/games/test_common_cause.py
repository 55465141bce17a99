"""The story as it is shipped: long enough, fair to whoever decides at random, and about what the lessons teach."""

from pathlib import Path

import pytest

from app.content.games.sampling import Sample, sample
from app.content.library import load
from app.content.model import Course
from app.content.stories import Ending, Game, Scene
from tests.content.games.building import chance

COURSES = Path(__file__).parents[3] / "courses"
RUNS = 6000


@pytest.fixture(scope="module")
def course() -> Course:
    return load(COURSES).courses["networking"]["en"]


@pytest.fixture(scope="module")
def game(course: Course) -> Game:
    found = course.game("common-cause")
    assert found
    return found


@pytest.fixture(scope="module")
def sampled(game: Game) -> Sample:
    return sample(game, RUNS, chance(20))


def test_it_has_many_scenes_and_endings_and_begins_in_several_places(game: Game) -> None:
    assert len(game.scenes) >= 40
    assert len(game.endings) >= 6
    assert len(game.openings) >= 2


def test_a_run_takes_twelve_to_twenty_decisions(sampled: Sample) -> None:
    assert sampled.unfinished == {}
    assert sampled.steps.total() == RUNS
    assert (min(sampled.steps) >= 12, max(sampled.steps) <= 20) == (True, True), sampled.steps


def test_from_each_opening_every_ending_is_neither_rare_nor_usual(game: Game, sampled: Sample) -> None:
    for opening in game.openings:
        counts = sampled.endings[opening.id]
        shares = {ending.id: counts[ending.id] / counts.total() for ending in game.endings}
        assert (opening.id, {name: share for name, share in shares.items() if not 0.03 <= share <= 0.4}) == (
            opening.id,
            {},
        )


def test_every_choice_of_it_is_made_by_somebody(game: Game, sampled: Sample) -> None:
    written = {(scene.id, choice.key) for scene in game.scenes.values() for choice in scene.choices}
    assert sampled.choices.keys() == written


def test_every_choice_names_a_lesson_and_every_module_that_teaches_is_named(course: Course, game: Game) -> None:
    lessons = {(module.id, lesson.id) for module in course.modules for lesson in module.lessons}
    named = {(choice.lesson.module, choice.lesson.lesson) for scene in game.scenes.values() for choice in scene.choices}
    assert named <= lessons
    assert {module for module, _ in named} == {module for module, _ in lessons}


def test_every_scene_leaves_a_decision_to_make(game: Game) -> None:
    assert {scene.id: len(scene.choices) for scene in game.scenes.values() if len(scene.choices) < 2} == {}


def test_every_scene_and_ending_has_a_picture(game: Game) -> None:
    places: list[Scene | Ending] = [*game.scenes.values(), *game.endings]
    assert [each.id for each in places if each.art not in game.art] == []
    assert "cover" in game.art
    assert {each.id for each in game.people} <= game.art.keys()


def test_there_is_something_to_talk_about_afterwards(game: Game) -> None:
    assert game.facilitator.count("<li") >= 3
