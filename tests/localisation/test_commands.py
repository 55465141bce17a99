"""`atsiv merge`, `export` and `import`, as translators and Git run them."""

import os
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from app.content.locales import Locales
from app.content.po import Message, parse
from tests.localisation.po_files import polish, put
from tests.servers import ATSIV, settings_of

ROOT = Path(__file__).parents[2]
ONE = Message("", "Better together", translations=("Razem lepiej",))
TWO = Message("", "Who signs?", translations=("Kto podpisuje?",))
EMPTY = Message("", "Sign here")


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    (tmp_path / "locales").mkdir()
    return {**settings_of(tmp_path / "data", ROOT / "courses"), "LOCALES_DIR": str(tmp_path / "locales")}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return put(Locales(tmp_path / "locales").file("pl", "networking"), polish([ONE, TWO, EMPTY]))


def run(environment: dict[str, str], cwd: Path, *command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, check=False, cwd=cwd, env=environment, capture_output=True, text=True)


def said(message: Message, text: str) -> Message:
    return replace(message, translations=(text,))


@pytest.fixture
def repository(environment: dict[str, str], tmp_path: Path) -> Path:
    """A repository set up as docs/merging.md says, with a translation on its main branch."""
    folder = tmp_path / "repository"
    folder.mkdir()
    (folder / ".gitattributes").write_bytes((ROOT / ".gitattributes").read_bytes())
    put(folder / "locales/pl.po", polish([ONE, TWO, EMPTY]))
    page = (ROOT / "docs/merging.md").read_text(encoding="utf-8")
    documented = [line for line in page.splitlines() if line.startswith("git config")]
    assert len(documented) == 2
    git(environment, folder, "init", "--quiet", "--initial-branch=main")
    for line in documented:
        subprocess.run(["sh", "-c", line.replace(".venv/bin/atsiv", str(ATSIV))], check=True, cwd=folder)
    commit(environment, folder, "Start")
    return folder


def git(environment: dict[str, str], folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    who = ("-c", "user.name=Ewa", "-c", "user.email=ewa@example.org", "-c", "commit.gpgsign=false")
    return run({**environment, "LOCALES_DIR": "", "GIT_CONFIG_GLOBAL": os.devnull}, folder, "git", *who, *arguments)


def commit(environment: dict[str, str], folder: Path, subject: str) -> None:
    assert git(environment, folder, "add", ".").returncode == 0
    assert git(environment, folder, "commit", "--quiet", "--message", subject).returncode == 0


def merge_branches(
    environment: dict[str, str], repository: Path, ours: bytes, theirs: bytes
) -> subprocess.CompletedProcess[str]:
    git(environment, repository, "switch", "--quiet", "--create", "branch")
    put(repository / "locales/pl.po", theirs)
    commit(environment, repository, "Theirs")
    git(environment, repository, "switch", "--quiet", "main")
    put(repository / "locales/pl.po", ours)
    commit(environment, repository, "Ours")
    return git(environment, repository, "merge", "--no-edit", "branch")


def test_git_joins_neighbouring_entries_and_dates(environment: dict[str, str], repository: Path) -> None:
    ours = polish([said(ONE, "Lepiej razem"), TWO, EMPTY], revised="2026-11-23 10:00+0000")
    theirs = polish([ONE, said(TWO, "Kto?"), said(EMPTY, "Tu")], revised="2026-11-22 10:00+0000")
    shown = merge_branches(environment, repository, ours, theirs)
    assert shown.returncode == 0, shown.stdout + shown.stderr
    assert (repository / "locales/pl.po").read_bytes() == polish(
        [said(ONE, "Lepiej razem"), said(TWO, "Kto?"), said(EMPTY, "Tu")], revised="2026-11-23 10:00+0000"
    )
    assert git(environment, repository, "status", "--porcelain").stdout == ""


def test_git_is_told_of_a_text_that_both_changed(environment: dict[str, str], repository: Path) -> None:
    ours = polish([said(ONE, "Lepiej razem"), TWO, EMPTY])
    theirs = polish([said(ONE, "Wspólnie lepiej"), TWO, said(EMPTY, "Tu")])
    shown = merge_branches(environment, repository, ours, theirs)
    assert shown.returncode == 1
    assert (
        "“Better together”: both changed it; “Lepiej razem” stays, theirs is in its comment: “Wspólnie lepiej”\n"
        in shown.stdout + shown.stderr
    )
    assert "CONFLICT (content): Merge conflict in locales/pl.po" in shown.stdout
    kept = replace(said(ONE, "Lepiej razem"), comments=("theirs: Wspólnie lepiej",))
    assert (repository / "locales/pl.po").read_bytes() == polish([kept, TWO, said(EMPTY, "Tu")])


def test_an_upgrade_meets_translations_edited_in_place(environment: dict[str, str], tmp_path: Path, file: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    for folder in (old, new):
        put(folder / "pl/LC_MESSAGES/networking.po", polish([ONE, TWO, EMPTY]))
        put(folder / "pl/LC_MESSAGES/removed.po", polish([ONE]))
    put(file.with_name("kept.po"), polish([ONE]))
    put(file.with_name("networking.po"), polish([said(ONE, "Moje"), TWO, EMPTY]))
    put(new / "pl/LC_MESSAGES/networking.po", polish([said(ONE, "Ich"), TWO, said(EMPTY, "Tu")]))
    put(new / "pl/LC_MESSAGES/added.po", polish([TWO]))
    put(old / "pl/LC_MESSAGES/kept.po", polish([ONE]))
    shown = run(environment, tmp_path, ATSIV, "merge", "--folder", "old", "locales", "new")
    assert shown.returncode == 1
    assert shown.stdout == (
        "pl/LC_MESSAGES/added.po: added\n"
        "pl/LC_MESSAGES/kept.po: left as it is; THEIRS no longer has it\n"
        "pl/LC_MESSAGES/networking.po: joined\n"
        "pl/LC_MESSAGES/networking.po: “Better together”: both changed it; "
        "“Moje” stays, theirs is in its comment: “Ich”\n"
    )
    kept = replace(said(ONE, "Moje"), comments=("theirs: Ich",))
    assert file.read_bytes() == polish([kept, TWO, said(EMPTY, "Tu")])
    assert sorted(path.name for path in file.parent.iterdir()) == ["added.po", "kept.po", "networking.po"]
    again = run(environment, tmp_path, ATSIV, "merge", "--folder", "new", "locales", "new")
    assert (again.returncode, again.stdout) == (0, "")


def test_what_cannot_be_joined_stays_and_is_told(environment: dict[str, str], tmp_path: Path, file: Path) -> None:
    before = file.read_bytes()
    put(tmp_path / "broken.po", b'msgid "a"\nmsgstr "b\n')
    shown = run(environment, tmp_path, ATSIV, "merge", "base.po", file, "broken.po")
    assert (shown.returncode, shown.stdout) == (2, "")
    assert shown.stderr.startswith("broken.po:2: ")
    shown = run(environment, tmp_path, ATSIV, "merge", "--folder", "base", "locales", "theirs")
    assert (shown.returncode, shown.stderr) == (2, "There is no folder base and no folder theirs.\n")
    assert file.read_bytes() == before


@pytest.mark.parametrize("format_", ["po", "xliff", "zip"])
def test_an_export_is_taken_back(environment: dict[str, str], tmp_path: Path, file: Path, format_: str) -> None:
    before = file.read_bytes()
    shown = run(environment, tmp_path, ATSIV, "export", "pl", "--format", format_, "--output", "sent")
    assert (shown.returncode, shown.stdout) == (0, "sent holds the translations into “pl”.\n")
    shown = run(environment, tmp_path, ATSIV, "import", "sent")
    assert (shown.returncode, shown.stdout) == (0, "none new, none changed, 3 unchanged; no texts not taken\n")
    assert file.read_bytes() == before


def test_an_import_says_what_it_takes_and_first_what_it_would_take(
    environment: dict[str, str], tmp_path: Path, file: Path
) -> None:
    run(environment, tmp_path, ATSIV, "export", "pl", "--format", "po", "--domain", "networking", "--output", "sent.po")
    sent = parse((tmp_path / "sent.po").read_bytes())
    for message in (said(ONE, "Lepiej razem"), said(TWO, "Kto to podpisze?"), said(EMPTY, "Tu podpisz")):
        sent = sent.with_message(message)
    added = b'\nmsgid "Unheard of"\nmsgstr "Nies\xc5\x82ychane"\n'
    put(tmp_path / "sent.po", bytes(sent) + added)
    put(file, polish([ONE, said(TWO, "Podpisuje kto?"), EMPTY]))
    before = file.read_bytes()
    told = (
        "networking: changed: “Better together”: “Razem lepiej” → “Lepiej razem”\n"
        "networking: not taken, changed here and in the file since it was exported: “Who signs?”: "
        "“Podpisuje kto?” → “Kto to podpisze?”\n"
        "networking: new: “Sign here”: “Tu podpisz”\n"
        "networking: not taken, no text of this site: “Unheard of”\n"
        "1 new, 1 changed, none unchanged; 2 texts not taken"
    )
    shown = run(environment, tmp_path, ATSIV, "import", "sent.po", "--dry-run")
    assert (shown.returncode, shown.stdout) == (1, f"{told}; nothing was saved, as asked\n")
    assert file.read_bytes() == before
    shown = run(environment, tmp_path, ATSIV, "import", "sent.po")
    assert (shown.returncode, shown.stdout) == (1, f"{told}\n")
    assert file.read_bytes() == polish(
        [said(ONE, "Lepiej razem"), said(TWO, "Podpisuje kto?"), said(EMPTY, "Tu podpisz")]
    )


def test_other_plural_forms_are_told(environment: dict[str, str], tmp_path: Path, file: Path) -> None:
    lessons = Message("", "{count} lesson", "{count} lessons", ("", "", ""))
    put(file, polish([lessons]))
    plurals = "nplurals=4; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);"
    put(
        tmp_path / "networking.po",
        polish([replace(lessons, translations=("a", "{count} b", "{count} c", "{count} d"))], plurals=plurals),
    )
    shown = run(environment, tmp_path, ATSIV, "import", "networking.po")
    assert shown.stdout == (
        "networking: the file has 4 plural forms, the site 3, which it keeps\n"
        "networking: new: “{count} lesson”: “a” | “{count} b” | “{count} c”\n"
        "1 new, none changed, none unchanged; no texts not taken\n"
    )
    assert file.read_bytes() == polish([replace(lessons, translations=("a", "{count} b", "{count} c"))])


def test_a_file_that_is_not_there_is_told(environment: dict[str, str], tmp_path: Path) -> None:
    shown = run(environment, tmp_path, ATSIV, "import", "sent.po")
    assert (shown.returncode, shown.stderr) == (1, "sent.po can't be read (No such file or directory).\n")
    shown = run(environment, tmp_path, ATSIV, "export", "pl", "--format", "zip", "--output", "sent.zip")
    assert shown.returncode == 1
    assert shown.stderr == f"There are no translations into “pl” in {tmp_path / 'locales'}.\n"


@pytest.mark.parametrize("command", ["merge", "export", "import"])
def test_every_command_explains_itself(environment: dict[str, str], tmp_path: Path, command: str) -> None:
    shown = run(environment, tmp_path, ATSIV, command, "--help")
    assert shown.returncode == 0
    assert shown.stdout.startswith(f"usage: atsiv {command} [-h]")
