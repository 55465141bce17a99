"""What the check tells of a story that is written well and can't be played well."""

from pathlib import Path

import pytest

from app.content.games import exploring, faults
from tests.content.games.harbour import HARBOUR, Files, choice, ending, opening, scene, story, told

END = ending("end")
OUT = choice("out", "ending")


def told_of(root: Path, *parts: str, openings: tuple[str, ...] | None = None) -> list[str]:
    """The errors of a story that begins at the quay with 5 of everything, in spring unless it has other openings."""
    return told(root, story(*parts, openings=openings) if openings else story(*parts))


def test_a_story_with_a_loop_and_an_exit_is_sound(tmp_path: Path) -> None:
    around = choice("around", "pier", then="trust +1, funds -1")
    back = choice("back", "quay", then="trust -1, funds +1")
    files = story(scene("quay", around, OUT), scene("pier", back), END)
    assert told(tmp_path, files) == []
    assert told(tmp_path, files, error=False) == []


def test_a_scene_that_nobody_comes_to_is_told(tmp_path: Path) -> None:
    island = scene("island", choice("swim", "island", when=("trust >= 9",)))
    assert told_of(tmp_path, scene("quay", OUT), island, END) == [
        'island.md:1: the scene "island" is never reached; let a choice lead there, or remove it'
    ]


def test_a_scene_behind_a_way_that_never_holds_is_told(tmp_path: Path) -> None:
    row = choice("row", "island if trust >= 6 | ending", then="funds -1")
    assert told_of(tmp_path, scene("quay", row), scene("island", OUT), END) == [
        'island.md:1: the scene "island" is never reached; let a choice lead there, or remove it'
    ]


def test_a_scene_behind_a_way_that_holds_by_chance_is_reached(tmp_path: Path) -> None:
    row = choice("row", "island if chance 1 in 99 | ending")
    assert told_of(tmp_path, scene("quay", row), scene("island", OUT), END) == []


def test_a_scene_in_which_nothing_is_open_is_told(tmp_path: Path) -> None:
    pier = scene("pier", choice("jump", "ending", when=("drum",)))
    drum = choice("drum", "pier", then="trust +1, funds -1, drum")
    assert told_of(tmp_path, scene("quay", drum, choice("walk", "pier")), pier, END) == [
        'pier.md:1: the scene "pier" is a dead end with trust 5, funds 5, spring; leave one choice without condition'
    ]


def test_a_dead_end_that_only_certain_measures_make_is_told_with_them(tmp_path: Path) -> None:
    spend = choice("spend", "quay", then="trust +1, funds -2", when=("funds >= 1",))
    leave = choice("leave", "ending", when=("funds >= 2",))
    assert told_of(tmp_path, scene("quay", spend, leave), END) == [
        'quay.md:1: the scene "quay" is a dead end with trust 8, funds 0, spring; leave one choice without condition'
    ]


def test_a_scene_that_is_never_reached_with_what_closes_it_is_no_dead_end(tmp_path: Path) -> None:
    leave = choice("leave", "ending", when=("funds >= 2",))
    assert told_of(tmp_path, scene("quay", leave), END) == []


@pytest.mark.parametrize("when", ["trust >= 7", "not spring", "drum, trust >= 4"])
def test_a_choice_that_is_never_open_is_told(tmp_path: Path, when: str) -> None:
    # Nobody has both: the drum costs two of five.
    drum = choice("drum", "quay", then="trust -2, funds +1, drum")
    never = choice("never", "ending", then="trust +1, funds -1", when=(when,))
    assert told_of(tmp_path, scene("quay", drum, never, OUT), END) == [
        'quay.md:11: the choice "never" is never available; change its "when:", or remove it'
    ]


def test_a_loop_without_an_exit_is_told_for_each_of_its_scenes(tmp_path: Path) -> None:
    into = choice("into", "pier", then="trust +1, funds -1")
    told_here = told_of(
        tmp_path,
        scene("quay", into, OUT),
        scene("pier", choice("on", "shed")),
        scene("shed", choice("back", "pier")),
        END,
    )
    assert told_here == [
        f'{name}.md:1: from the scene "{name}" no ending can be reached any more with trust 6, funds 4, spring; '
        "lead out of the loop"
        for name in ("pier", "shed")
    ]


def test_a_loop_that_measures_close_is_told_with_them(tmp_path: Path) -> None:
    idle = choice("idle", "quay", then="trust -1, funds +1")
    leave = choice("leave", "ending", when=("trust >= 4",))
    assert told_of(tmp_path, scene("quay", idle, leave), END) == [
        (
            'quay.md:1: from the scene "quay" no ending can be reached any more with trust 3, funds 7, spring; '
            "lead out of the loop"
        )
    ]


def test_a_loop_that_facts_close_is_told_with_them(tmp_path: Path) -> None:
    sink = choice("sink", "quay", then="trust -1, funds +1, sunk")
    leave = choice("leave", "ending", when=("not sunk",))
    (problem,) = told_of(tmp_path, scene("quay", sink, leave), END)
    assert problem.startswith('quay.md:1: from the scene "quay" no ending can be reached any more with ')
    assert problem.endswith(", spring, sunk; lead out of the loop")


def test_a_loop_that_only_chance_leads_out_of_has_an_exit(tmp_path: Path) -> None:
    assert told_of(tmp_path, scene("quay", choice("try", "ending if chance 1 in 9 | quay")), END) == []


def test_an_ending_that_nobody_reaches_is_told(tmp_path: Path) -> None:
    never = ending("a-triumph", "trust >= 6")
    assert told_of(tmp_path, scene("quay", OUT), never, END) == [
        'a-triumph.md:1: nobody can reach the ending "a-triumph"; change its "when:", or remove it'
    ]


def test_an_ending_that_another_always_forestalls_is_told(tmp_path: Path) -> None:
    endings = ending("a-fine", "trust >= 3"), ending("b-finer", "trust >= 5"), ending("end")
    try_it = choice("try", "ending", then="trust -3, funds +1")
    assert told_of(tmp_path, scene("quay", try_it, OUT), *endings) == [
        'b-finer.md:1: nobody can reach the ending "b-finer"; change its "when:", or remove it'
    ]


def test_an_ending_that_one_opening_does_not_lead_to_is_told_with_the_opening(tmp_path: Path) -> None:
    openings = (opening("spring", "quay", "trust:5,funds:5"), opening("autumn", "quay", "trust:4,funds:5"))
    parts = scene("quay", choice("talk", "ending", then="trust +1"), choice("pay", "ending", then="funds +1"))
    assert told_of(tmp_path, parts, ending("a-good", "trust >= 6"), END, openings=openings) == [
        (
            'a-good.md:1: nobody can reach the ending "a-good" from autumn; '
            'change its "when:", or what those openings begin with'
        )
    ]


BETTER = 'quay.md:{line}: "{better}" is at least as good as "{worse}" in every measure, wherever both are open; '
BETTER += 'let "{better}" cost something that "{worse}" doesn\'t'


@pytest.mark.parametrize("effects", ["trust +1", "trust +1, funds +1", "funds +1"])
def test_a_choice_that_beats_another_in_every_measure_is_told_at_the_other(tmp_path: Path, effects: str) -> None:
    parts = scene("quay", choice("worse", "ending"), choice("better", "ending", then=effects))
    assert told_of(tmp_path, parts, END) == [BETTER.format(line=6, better="better", worse="worse")]


@pytest.mark.parametrize("effects", ["trust +1, funds -1", ""])
def test_a_choice_that_costs_something_or_is_alike_beats_no_other(tmp_path: Path, effects: str) -> None:
    parts = scene("quay", choice("one", "ending"), choice("other", "ending", then=effects))
    assert told_of(tmp_path, parts, END) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [("trust <= 4", "trust >= 5"), ("drum", "not drum"), ("trust >= 4, funds >= 6", "funds <= 5")],
)
def test_choices_that_are_never_open_together_are_not_compared(tmp_path: Path, one: str, other: str) -> None:
    drum = choice("drum", "quay", then="trust -1, funds +1, drum", when=("not drum",))
    better = choice("better", "ending", then="trust +1", when=(one,))
    worse = choice("worse", "ending", when=(other,))
    assert told_of(tmp_path, scene("quay", drum, better, worse), END) == []


def test_choices_that_are_open_together_with_certain_measures_are_compared(tmp_path: Path) -> None:
    spend = choice("spend", "quay", then="trust -1, funds +1", when=("trust >= 1",))
    better = choice("better", "ending", then="trust +1", when=("trust <= 3",))
    worse = choice("worse", "ending", when=("trust >= 3",))
    assert told_of(tmp_path, scene("quay", spend, better, worse), END) == [
        BETTER.format(line=18, better="better", worse="worse")
    ]


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    parts = scene("quay", OUT, choice("never", "ending", when=("trust >= 9",))), scene("island", OUT)
    found = told_of(tmp_path, *parts, ending("a-triumph", "trust >= 9"), END)
    assert [problem.split(": ")[0] for problem in found] == ["a-triumph.md:1", "island.md:1", "quay.md:10"]


def test_a_story_is_explored_once_its_files_are_in_order(tmp_path: Path) -> None:
    island = scene("island", OUT)
    files = story(scene("quay", choice("out", "end")), island, END)
    assert [problem.split("; ")[0] for problem in told(tmp_path, files)] == ['quay.md:6: there is no scene "end"']


@pytest.fixture
def too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Even a tiny story has more situations than are allowed, and is played a few times by chance."""
    monkeypatch.setattr(exploring, "MOST_KNOTS", 2)
    monkeypatch.setattr(faults, "MOST_KNOTS", 2)
    monkeypatch.setattr(faults, "SAMPLE", 200)


TOO_LARGE = (
    "game.md:1: warning: the story has more than 2 different situations, and only 200 random runs were looked at; "
    "let fewer facts matter at the same time"
)


def test_a_story_that_is_too_large_is_sampled_which_is_said(tmp_path: Path, too_large: None) -> None:
    assert told(tmp_path, HARBOUR) == []
    assert told(tmp_path, HARBOUR, error=False) == [TOO_LARGE]


def test_what_a_sample_did_not_meet_is_a_warning(tmp_path: Path, too_large: None) -> None:
    files: Files = story(
        scene("quay", choice("on", "pier"), choice("never", "ending", when=("trust >= 6",))),
        scene("pier", choice("out", "ending")),
        ending("a-triumph", "trust >= 6"),
        END,
    )
    assert told(tmp_path, files) == []
    assert told(tmp_path, files, error=False) == [
        'a-triumph.md:1: warning: the ending "a-triumph" was never reached by chance; look whether it can be',
        TOO_LARGE,
        'quay.md:10: warning: "never" was never chosen by chance; look whether it can be',
    ]


def test_a_dead_end_and_a_circle_that_a_sample_met_are_told(tmp_path: Path, too_large: None) -> None:
    files: Files = story(
        scene("quay", choice("on", "pier if chance 1 in 2 | round")),
        scene("pier", choice("out", "ending", when=("trust >= 6",))),
        scene("round", choice("again", "round")),
        END,
    )
    assert told(tmp_path, files) == [
        'pier.md:1: the scene "pier" is a dead end; leave one choice without condition',
    ]
    circle = 'round.md:1: warning: runs by chance that came to no ending went round and round at the scene "round"'
    assert f"{circle}; look whether all can be come out of" in told(tmp_path, files, error=False)


def test_a_story_that_is_just_small_enough_is_explored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # A quay, a pier, and one way to end.
    files = story(scene("quay", choice("on", "pier")), scene("pier", choice("out", "ending")), END)
    monkeypatch.setattr(exploring, "MOST_KNOTS", 3)
    assert told(tmp_path, files, error=False) == []
    monkeypatch.setattr(exploring, "MOST_KNOTS", 2)
    assert len(told(tmp_path, files, error=False)) == 1
