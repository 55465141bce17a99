"""Saves become commits by message, with the translator as author; nothing of others is swept in."""

import os
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from app.content.locales import Locales
from app.content.po import Key, Message, new_file, parse
from app.localisation.commits import LATEST, QUIET, Author, Done, commit
from app.localisation.records import Edit, Where
from app.localisation.templates import header

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
LATER = NOW + LATEST
AUTHORS = {"j": Author("Jadwiga", "j@users.noreply.example.org"), "e": Author("Eleni", "e@users.noreply.example.org")}
SITE = Author("ATSIV", "noreply@example.org")
FILE = "locales/pl/LC_MESSAGES/demo.po"
_NUMBERS = count(1)

Git = Callable[..., str]


@pytest.fixture
def git(tmp_path: Path) -> Git:
    folder = tmp_path / "checkout"
    folder.mkdir()

    def run(*arguments: str) -> str:
        return ran(folder, *arguments)

    run("init", "--quiet", "--initial-branch=main")
    run("config", "user.name", "Author")
    run("config", "user.email", "author@example.org")
    file = folder / FILE
    file.parent.mkdir(parents=True)
    messages = [Message("", f"Text {number}.") for number in range(60)]
    file.write_bytes(bytes(new_file(header("pl", "nplurals=3; plural=0;"), messages)))
    run("add", ".")
    run("commit", "--quiet", "-m", "Begin")
    return run


def ran(folder: Path, *arguments: str) -> str:
    settings = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    done = subprocess.run(
        ["git", "-C", str(folder), *arguments],
        check=True,
        capture_output=True,
        text=True,
        env={**settings, "GIT_CONFIG_GLOBAL": os.devnull},
    )
    return done.stdout.strip()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "checkout" / FILE


def save(file: Path, number: int, text: str, author: str = "j", at: datetime = NOW) -> Edit:
    """As the desk saves a text, and what it notes of it."""
    po = parse(file.read_bytes())
    before = po.by_key[Key("", f"Text {number}.")]
    file.write_bytes(bytes(po.with_message(before.translated((text,)))))
    where = Where("pl", "demo", str(number))
    texts = (before.translations, (text,))
    return Edit(
        next(_NUMBERS), where, "", before.source, *texts, "", "", was_fuzzy=False, was_of=None, how="desk",
        author=author, name=AUTHORS[author].name, at=at,
    )  # fmt: skip


def committed(file: Path, edits: list[Edit], now: datetime = LATER) -> frozenset[int]:
    done = tried(file, edits, now)
    assert done.waits == ""
    return done.settled


def tried(file: Path, edits: list[Edit], now: datetime = LATER) -> Done:
    root = file.parents[2]
    return commit(edits, locales=Locales(root), locks=root.parents[1] / "locks", authors=AUTHORS, site=SITE, now=now)


def in_head(git: Git, number: int) -> str:
    return said_by(git("show", f"HEAD:{FILE}"), number)


def said_by(text: str, number: int) -> str:
    return parse(f"{text}\n".encode()).by_key[Key("", f"Text {number}.")].translations[0]


def log(git: Git) -> list[str]:
    """Who made what, the newest first, without the first commit."""
    return git("log", "--format=%an <%ae> / %cn: %s").split("\n")[:-1]


def test_texts_of_one_person_are_one_commit_in_their_name(git: Git, file: Path) -> None:
    edits = [save(file, 1, "Raz."), save(file, 2, "Dwa."), save(file, 1, "Jeden.")]
    assert committed(file, edits) == {edit.id for edit in edits}
    assert log(git) == ["Jadwiga <j@users.noreply.example.org> / ATSIV: Translate demo into pl: 2 texts"]
    assert (in_head(git, 1), in_head(git, 2)) == ("Jeden.", "Dwa.")
    assert git("status", "--short") == ""


def test_two_people_in_one_file_make_a_commit_each_with_their_own_texts(git: Git, file: Path) -> None:
    edits = [save(file, number, f"{number}", "je"[number % 2]) for number in range(40)]
    committed(file, edits)
    assert len(log(git)) == 2
    for commit_id in git("log", "-2", "--format=%H %an").split("\n"):
        name, _, author = commit_id.partition(" ")
        before, after = git("show", f"{name}^:{FILE}"), git("show", f"{name}:{FILE}")
        changed = {number % 2 for number in range(60) if said_by(before, number) != said_by(after, number)}
        assert changed == {0 if author == "Jadwiga" else 1}
    assert git("status", "--short") == ""


def test_nothing_is_committed_while_somebody_is_at_work(git: Git, file: Path) -> None:
    edit = save(file, 1, "Raz.")
    assert committed(file, [edit], NOW + QUIET - timedelta(seconds=1)) == frozenset()
    assert log(git) == []
    assert committed(file, [edit], NOW + QUIET) == {edit.id}


def test_who_doesnt_pause_is_committed_after_a_quarter_of_an_hour(git: Git, file: Path) -> None:
    edits = [save(file, 1, "Raz."), save(file, 2, "Dwa.", at=NOW + LATEST)]
    assert committed(file, edits, NOW + LATEST) == {edit.id for edit in edits}


def test_what_an_editor_on_the_server_changed_stays_theirs(git: Git, file: Path) -> None:
    edit = save(file, 1, "Raz.")
    po = parse(file.read_bytes())
    file.write_bytes(bytes(po.with_message(po.by_key[Key("", "Text 2.")].translated(("Z Poedita.",)))))
    committed(file, [edit])
    assert (in_head(git, 1), in_head(git, 2)) == ("Raz.", "")
    assert git("diff", "--name-only") == FILE
    assert git("diff", "--cached", "--name-only") == ""
    assert "Z Poedita." in file.read_text(encoding="utf-8")


def test_what_is_staged_stays_staged_and_out_of_the_commit(git: Git, file: Path) -> None:
    other = file.parents[3] / "notes.txt"
    other.write_text("mine", encoding="utf-8")
    git("add", "notes.txt")
    committed(file, [save(file, 1, "Raz.")])
    assert git("diff", "--cached", "--name-only") == "notes.txt"
    assert git("show", "--name-only", "--format=", "HEAD") == FILE


def test_a_pull_in_between_loses_nothing(git: Git, file: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    ran(tmp_path, "clone", "--quiet", str(file.parents[3]), str(elsewhere))
    ran(elsewhere, "config", "user.name", "Ioana")
    ran(elsewhere, "config", "user.email", "ioana@example.org")
    first = [save(file, number, f"tu {number}", "je"[number % 2]) for number in range(20)]
    committed(file, first)
    save(elsewhere / FILE, 50, "stamtąd")
    ran(elsewhere, "commit", "--quiet", "-am", "By hand")
    git("pull", "--quiet", "--no-rebase", "--no-edit", str(elsewhere), "main")
    second = [save(file, number, f"tu {number}", "je"[number % 2]) for number in range(20, 40)]
    committed(file, second)
    assert [in_head(git, number) for number in range(40)] == [f"tu {number}" for number in range(40)]
    assert in_head(git, 50) == "stamtąd"
    assert git("status", "--short") == ""


def test_no_hook_runs_and_nothing_is_signed(git: Git, file: Path) -> None:
    hook = file.parents[3] / ".git/hooks/reference-transaction"
    hook.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    hook.chmod(0o755)
    for setting in ("commit.gpgSign", "tag.gpgSign"):
        (file.parents[3] / ".git/config").write_text(
            (file.parents[3] / ".git/config").read_text() + f"[{setting.split('.')[0]}]\n\tgpgSign = true\n"
        )
    committed(file, [save(file, 1, "Raz.")])
    assert in_head(git, 1) == "Raz."


def detach(git: Git, file: Path) -> None:
    git("checkout", "--quiet", "--detach")


def merge(git: Git, file: Path) -> None:
    (file.parents[3] / ".git/MERGE_HEAD").write_text(git("rev-parse", "HEAD"), encoding="utf-8")


def lock_index(git: Git, file: Path) -> None:
    (file.parents[3] / ".git/index.lock").touch()


def break_repository(git: Git, file: Path) -> None:
    (file.parents[3] / ".git/HEAD").write_text("nonsense", encoding="utf-8")


@pytest.mark.parametrize("trouble", [detach, merge, lock_index, break_repository])
def test_what_git_refuses_waits_and_the_save_stands(git: Git, file: Path, trouble: Callable[[Git, Path], None]) -> None:
    edit = save(file, 1, "Raz.")
    trouble(git, file)
    assert tried(file, [edit]).waits
    assert tried(file, [edit]).settled == frozenset()
    assert "Raz." in file.read_text(encoding="utf-8")


def test_a_lock_that_goes_away_lets_the_next_try_through(git: Git, file: Path) -> None:
    edit = save(file, 1, "Raz.")
    lock_index(git, file)
    assert tried(file, [edit]).waits
    assert log(git) == []
    (file.parents[3] / ".git/index.lock").unlink()
    assert committed(file, [edit]) == {edit.id}
    assert in_head(git, 1) == "Raz."


def test_without_a_checkout_there_is_nothing_to_do(tmp_path: Path) -> None:
    file = tmp_path / FILE
    file.parent.mkdir(parents=True)
    file.write_bytes(bytes(new_file(header("pl", "nplurals=3; plural=0;"), [Message("", "Text 1.")])))
    edit = save(file, 1, "Raz.")
    assert committed(file, [edit]) == {edit.id}


def test_a_text_whose_english_is_gone_is_settled(git: Git, file: Path) -> None:
    edit = replace(save(file, 1, "Raz."), source="Gone.")
    assert committed(file, [edit]) == {edit.id}
    assert log(git) == []


def test_a_file_outside_of_head_waits(git: Git, file: Path) -> None:
    edit = save(file, 1, "Raz.")
    git("rm", "--quiet", "--cached", FILE)
    git("commit", "--quiet", "-m", "Without it")
    assert tried(file, [edit]) == Done(frozenset(), f"{FILE} is not in the last commit")


def test_a_file_that_waits_keeps_no_other_waiting(git: Git, file: Path) -> None:
    new = file.with_name("new.po")
    new.write_bytes(file.read_bytes())
    edits = [replace(save(new, 1, "Nowe."), where=Where("pl", "new", "1")), save(file, 1, "Raz.")]
    done = tried(file, edits)
    assert done.settled == {edits[1].id}
    assert done.waits.endswith("new.po is not in the last commit")
    assert in_head(git, 1) == "Raz."
