"""`atsiv extract`, `atsiv update` and `atsiv check`, as authors and translators run them."""

import re
import subprocess
from pathlib import Path

import pytest

from app.content.locales import Locales
from app.content.po import Key, State, parse
from tests.learn.course import START, small_course
from tests.localisation.translating import change
from tests.servers import ATSIV, settings_of


@pytest.fixture
def courses(tmp_path: Path) -> Path:
    return small_course(tmp_path)


@pytest.fixture
def environment(tmp_path: Path, courses: Path) -> dict[str, str]:
    """A site that is to have a Polish edition."""
    environment = settings_of(tmp_path / "data", courses)
    (tmp_path / "locales/pl/LC_MESSAGES").mkdir(parents=True)
    return environment


@pytest.fixture
def locales(tmp_path: Path) -> Locales:
    return Locales(tmp_path / "locales")


def atsiv(environment: dict[str, str], cwd: Path, *command: str) -> tuple[int, list[str]]:
    """The status, and the lines that were printed."""
    done = subprocess.run([ATSIV, *command], check=False, cwd=cwd, env=environment, capture_output=True, text=True)
    assert done.stderr == ""
    return done.returncode, done.stdout.splitlines()


def begin(environment: dict[str, str], cwd: Path) -> None:
    assert atsiv(environment, cwd, "extract")[0] == 0
    assert atsiv(environment, cwd, "update")[0] == 0


def edit(courses: Path, old: str, new: str) -> None:
    lesson = courses / "demo/first/01-start.md"
    lesson.write_text(START.replace(old, new), encoding="utf-8")


def test_a_language_is_begun_and_nothing_changes_a_second_time(
    environment: dict[str, str], tmp_path: Path, locales: Locales
) -> None:
    status, told = atsiv(environment, tmp_path, "extract")
    templates = [f"{locales.template(domain)}: written" for domain in ("interface", "demo", "demo.first")]
    assert (status, told) == (0, [*templates, "3 files changed"])
    status, told = atsiv(environment, tmp_path, "update")
    assert (status, told[1], told[-1]) == (0, f"{locales.file('pl', 'demo')}: written; 10 missing", "3 files changed")
    for command in ("extract", "update"):
        assert atsiv(environment, tmp_path, command) == (0, ["no files changed"])
        assert atsiv(environment, tmp_path, command, "--check") == (0, ["no files would change"])


def test_a_check_says_what_would_change_and_changes_nothing(
    environment: dict[str, str], tmp_path: Path, courses: Path, locales: Locales
) -> None:
    begin(environment, tmp_path)
    before = locales.template("demo.first").read_bytes()
    edit(courses, "Goals and dates.", "Goals, dates and names.")
    template = locales.template("demo.first")
    assert atsiv(environment, tmp_path, "extract", "--check") == (
        1,
        [f"{template}: would change", "1 file would change"],
    )
    assert template.read_bytes() == before


@pytest.mark.parametrize(
    ("options", "state", "shown"),
    [
        ((), State.STALE, ()),
        (("--minor", "dates and names"), State.TRANSLATED, ()),
        (("--meaning", "dates and names"), State.STALE, ("meaning changed",)),
        (("--minor", "something else"), State.STALE, ()),
    ],
)
def test_an_author_says_what_a_change_means(  # noqa: PLR0917 - what is given and what is expected
    environment: dict[str, str],
    tmp_path: Path,
    courses: Path,
    locales: Locales,
    options: tuple[str, ...],
    state: State,
    shown: tuple[str, ...],
) -> None:
    begin(environment, tmp_path)
    change(locales, "pl", "demo.first", "Goals and dates.", lambda message: message.translated(("Cele i terminy.",)))
    edit(courses, "Goals and dates.", "Goals, dates and names.")
    atsiv(environment, tmp_path, "extract")
    assert atsiv(environment, tmp_path, "update", "pl", *options)[0] == 0
    message = parse(locales.file("pl", "demo.first").read_bytes()).by_key[Key("", "Goals, dates and names.")]
    assert (message.translations, message.state) == (("Cele i terminy.",), state)
    assert tuple(note for note in message.notes if note == "meaning changed") == shown


def test_a_file_that_cannot_be_read_is_named_and_nothing_is_lost(
    environment: dict[str, str], tmp_path: Path, locales: Locales
) -> None:
    begin(environment, tmp_path)
    file = locales.file("pl", "demo.first")
    file.write_bytes(file.read_bytes() + b'msgid "open\nmsgstr ""\n')
    before = file.read_bytes()
    done = subprocess.run([ATSIV, "update"], check=False, cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stderr.startswith(f"{file}:")
    assert "this is no line of a PO file" in done.stderr
    assert file.read_bytes() == before


def test_what_is_missing_is_counted_and_fails_a_release_only(environment: dict[str, str], tmp_path: Path) -> None:
    begin(environment, tmp_path)
    status, told = atsiv(environment, tmp_path, "check")
    assert (status, told[-2], told[-1][:18]) == (0, "no errors, no warnings", "pl: 0 % translated")
    status, told = atsiv(environment, tmp_path, "check", "--release")
    assert status == 1
    assert told[-1].startswith("Not ready for a release: pl: ")


def test_a_warning_fails_a_release_only(environment: dict[str, str], tmp_path: Path, locales: Locales) -> None:
    """Everything is translated, by copying the English, which is warned of."""
    begin(environment, tmp_path)
    for _domain, path in locales.files("pl"):
        file = parse(path.read_bytes())
        copied = (one.translated((one.plural or one.source,) * len(one.translations)) for one in file.messages)
        path.write_bytes(bytes(file.arranged(copied)))
    assert atsiv(environment, tmp_path, "check")[0] == 0
    status, told = atsiv(environment, tmp_path, "check", "--release")
    assert (status, told[-2][:20]) == (1, "pl: 100 % translated")
    assert re.fullmatch(r"Not ready for a release: \d+ warnings of translations", told[-1])


def test_a_broken_translation_is_an_error_with_its_line(
    environment: dict[str, str], tmp_path: Path, locales: Locales
) -> None:
    begin(environment, tmp_path)
    change(locales, "pl", "demo.first", "Everybody does.", lambda message: message.translated(("[Wszyscy](term:x).",)))
    status, told = atsiv(environment, tmp_path, "check")
    assert status == 1
    (line,) = [each for each in told if each.startswith("locales/pl/LC_MESSAGES/demo.first.po:")]
    assert "term:x" in line
    assert "1 error, no warnings" in told


def test_a_broken_course_is_told_before_its_translations(
    environment: dict[str, str], tmp_path: Path, courses: Path
) -> None:
    edit(courses, "- [x] Each partner {#each}", "- [ ] Each partner {#each}")
    status, told = atsiv(environment, tmp_path, "check")
    assert (status, told[-1][:8]) == (1, "1 error,")
    assert next(line[:33] for line in told if "warning" not in line) == "courses/demo/first/01-start.md:16"


def test_what_is_no_language_is_said(environment: dict[str, str], tmp_path: Path) -> None:
    done = subprocess.run(
        [ATSIV, "update", "xx"], check=False, cwd=tmp_path, env=environment, capture_output=True, text=True
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "“xx” is no language: write a code such as “el”.\n"
