"""`atsiv play` and `atsiv check --graph`, run as authors run them."""

import subprocess
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.content.folders import write
from tests.content.games.harbour import HARBOUR, Files, changed, choice, ending, opening, scene, story
from tests.servers import ATSIV, settings_of

Run = Callable[..., "subprocess.CompletedProcess[str]"]

# Nothing is left to chance in it: from spring one comes to "a-warm" in two decisions, from autumn to "b-cold" in one.
CERTAIN = story(
    scene("quay", choice("on", "pier", then="trust +5")),
    scene("pier", choice("out", "ending", then="funds -9")),
    ending("a-warm", "spring"),
    ending("b-cold"),
    openings=(opening("spring", "quay", "trust:5,funds:5"), opening("autumn", "pier", "trust:2,funds:8")),
)


@pytest.fixture
def atsiv(tmp_path: Path) -> Run:
    def run(files: Files, *arguments: str) -> "subprocess.CompletedProcess[str]":
        environment = settings_of(tmp_path / "data", write(tmp_path, files))
        return subprocess.run(
            [ATSIV, *arguments],
            check=False,
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
        )

    return run


def columns(line: str) -> list[str]:
    return line.split()


def test_play_reports_shares_decisions_and_measures(atsiv: Run) -> None:
    shown = atsiv(CERTAIN, "play", "--random", "10")
    assert (shown.returncode, shown.stderr) == (0, "")
    title, *rows = shown.stdout.splitlines()
    assert title == "The Harbour: 10 random runs"
    assert [columns(row) for row in rows[:3]] == [
        ["ending", "all", "spring", "autumn"],
        ["a-warm", "50.0%", "100.0%", "0.0%"],
        ["b-cold", "50.0%", "0.0%", "100.0%"],
    ]
    assert rows[3:] == [
        "decisions: 1 to 2, half of the runs 1 to 2, middle 1",
        "trust at the end: 2 to 10, half of the runs 2 to 10, middle 2; 0.0% at 0, 50.0% at 10",
        "funds at the end: 0 to 0, half of the runs 0 to 0, middle 0; 100.0% at 0, 0.0% at 10",
    ]


def test_an_opening_that_no_run_began_at_has_no_shares(atsiv: Run) -> None:
    shown = atsiv(CERTAIN, "play", "--random", "1")
    assert columns(shown.stdout.splitlines()[2]) == ["a-warm", "100.0%", "100.0%", "–"]


def test_play_tells_where_runs_did_not_end(atsiv: Run) -> None:
    endless = story(scene("quay", choice("on", "quay")), ending("end"))
    shown = atsiv(endless, "play", "--random", "2")
    assert shown.returncode == 0
    assert "not ended, in quay: 100.0%\ndecisions: none\n" in shown.stdout


def test_play_gives_the_same_for_the_same_seed(atsiv: Run) -> None:
    first, second, other = (
        atsiv(HARBOUR, "play", "--random", "60", *seed).stdout for seed in ((), ("--seed", "0"), ("--seed", "1"))
    )
    assert "full-quay" in first
    assert first == second
    assert first != other


@pytest.mark.parametrize("count", ["0", "-1", "many", "1.5", "10000001", ""])
def test_play_refuses_a_count_that_is_none(atsiv: Run, count: str) -> None:
    shown = atsiv(HARBOUR, "play", f"--random={count}")
    assert (shown.returncode, shown.stdout) == (2, "")
    assert "write a whole number from 1 to 10000000" in shown.stderr


def test_play_is_told_how_many_runs(atsiv: Run) -> None:
    shown = atsiv(HARBOUR, "play")
    assert shown.returncode == 2
    assert "--random" in shown.stderr


def test_play_says_that_there_is_no_game(atsiv: Run) -> None:
    shown = atsiv({}, "play", "--random", "10")
    assert (shown.returncode, shown.stdout, shown.stderr) == (1, "", "No course has a game.\n")


def labels(file: Path) -> set[str]:
    root = ET.fromstring(file.read_text(encoding="utf-8"))  # noqa: S314 - drawn by the program itself
    return {str(each.text) for each in root.iter("{http://www.w3.org/2000/svg}text")}


@pytest.mark.parametrize("folder", ["drawings", "new/folder"])
def test_check_draws_each_game(atsiv: Run, tmp_path: Path, folder: str) -> None:
    (tmp_path / "drawings").mkdir()
    shown = atsiv(HARBOUR, "check", "--graph", folder)
    assert (shown.returncode, shown.stderr) == (0, "")
    (drawing,) = (tmp_path / folder).iterdir()
    assert drawing.name == "harbour.svg"
    assert labels(drawing) == {"quay", "evening", "full-quay", "quiet-quay"}


def test_check_draws_what_it_finds_wrong(atsiv: Run, tmp_path: Path) -> None:
    files = changed("harbour/01-story.md", "goto: evening if trust <= 7 | ending", "goto: evenin | ending")
    shown = atsiv(files, "check", str(tmp_path / "courses"), "--graph", "drawings")
    assert (shown.returncode, shown.stderr) == (1, "")
    assert 'there is no scene "evenin"; write "evening"' in shown.stdout
    assert labels(tmp_path / "drawings/harbour.svg") == {"quay", "evening", "full-quay", "quiet-quay"}


def test_check_fails_where_a_story_cannot_be_played_well(atsiv: Run) -> None:
    shown = atsiv(story(scene("quay", choice("on", "quay")), ending("end")), "check")
    assert shown.returncode == 1
    assert 'quay.md:1: from the scene "quay" no ending can be reached any more' in shown.stdout
