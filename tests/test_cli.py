"""The `atsiv` command, run as people run it."""

import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.faults.visitors import Visitor
from tests.learn.course import KINDS, small_course
from tests.servers import ATSIV, free_port, serving, settings_of

ROOT = Path(__file__).parents[1]


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """The project's own courses and an empty data folder; no setting from outside."""
    return settings_of(tmp_path / "data", ROOT / "courses")


@pytest.fixture
def broken_courses(tmp_path: Path) -> Path:
    courses = tmp_path / "courses"
    shutil.copytree(ROOT / "courses", courses)
    course = courses / "networking/course.md"
    course.write_text(course.read_text(encoding="utf-8").replace("id: networking\n", ""), encoding="utf-8")
    return courses


def atsiv(environment: dict[str, str], cwd: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [ATSIV, *arguments], check=False, cwd=cwd, env=environment, capture_output=True, text=True, encoding="utf-8"
    )


def status(environment: dict[str, str], path: str, headers: dict[str, str] | None = None) -> int:
    connection = HTTPConnection("127.0.0.1", int(environment["PORT"]))
    try:
        connection.request("GET", path, headers=headers or {})
        return connection.getresponse().status
    finally:
        connection.close()


@pytest.mark.parametrize("arguments", [(), ("serve",), ("check",), ("remark",)])
def test_every_command_explains_itself(environment: dict[str, str], tmp_path: Path, arguments: tuple[str, ...]) -> None:
    shown = atsiv(environment, tmp_path, *arguments, "--help")
    assert shown.returncode == 0
    assert shown.stdout.startswith(" ".join(["usage: atsiv", *arguments, "[-h]"]))


def test_no_command_is_answered_by_the_usage(environment: dict[str, str], tmp_path: Path) -> None:
    shown = atsiv(environment, tmp_path)
    assert shown.returncode == 2
    assert "usage: atsiv" in shown.stderr


def test_check_finds_nothing_wrong_with_the_courses(environment: dict[str, str], tmp_path: Path) -> None:
    shown = atsiv(environment, tmp_path, "check")
    assert shown.returncode == 0, shown.stdout
    assert shown.stdout.splitlines()[-1].startswith("no errors, ")


def test_check_says_where_what_is_wrong_and_fails(
    environment: dict[str, str], tmp_path: Path, broken_courses: Path
) -> None:
    shown = atsiv(environment, tmp_path, "check", str(broken_courses))
    first, *_, last = shown.stdout.splitlines()
    assert shown.returncode == 1
    assert re.match(r"courses/networking/course\.md:\d+: .+; .+", first)
    assert re.fullmatch(r"\d+ errors?, (no|\d+) warnings?", last)


@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGTERM])
def test_serve_says_where_it_answers_and_stops_when_told(
    environment: dict[str, str], tmp_path: Path, told: signal.Signals
) -> None:
    with serving(environment, tmp_path) as (process, line):
        assert line == f"Serving on http://127.0.0.1:{environment['PORT']}  (stop with Ctrl+C)\n"
        assert status(environment, "/healthz") == 200
        process.send_signal(told)
        assert process.wait() == 0
    assert (tmp_path / "data/atsiv.sqlite3").is_file()


def test_several_workers_answer(environment: dict[str, str], tmp_path: Path) -> None:
    with serving(environment, tmp_path, "--workers", "2") as (process, line):
        assert line.startswith("Serving on ")
        assert status(environment, "/healthz") == 200
        process.send_signal(signal.SIGTERM)
        assert process.wait() == 0


def test_endless_headers_are_refused(environment: dict[str, str], tmp_path: Path) -> None:
    with serving(environment, tmp_path):
        assert status(environment, "/healthz", {"X-Long": "a" * 20_000}) == 200
        with socket.create_connection(("127.0.0.1", int(environment["PORT"]))) as connection:
            connection.sendall(b"GET /healthz HTTP/1.1\r\nX-Endless: ")
            answer = send_until_answered(connection, b"a" * 4096, most=1000)
    assert answer.startswith(b"HTTP/1.1 431 ")


def send_until_answered(connection: socket.socket, piece: bytes, *, most: int) -> bytes:
    connection.settimeout(0.001)
    for _ in range(most):
        try:
            connection.sendall(piece)
            return connection.recv(1024)
        except TimeoutError:
            continue
    return b""


def test_a_wrong_setting_stops_the_start_in_one_sentence(environment: dict[str, str], tmp_path: Path) -> None:
    shown = atsiv({**environment, "PORT": "eighty"}, tmp_path, "serve")
    assert shown.returncode == 2
    assert shown.stderr == "PORT “eighty” can't be used: write a whole number from 1 to 65535, for example 8000.\n"


def test_a_wrong_number_of_workers_is_told_like_a_setting(environment: dict[str, str], tmp_path: Path) -> None:
    shown = atsiv(environment, tmp_path, "serve", "--workers", "none")
    assert shown.returncode == 2
    assert shown.stderr.startswith("WORKERS “none” can't be used")


def test_a_port_in_use_stops_the_start_before_anything_is_written(environment: dict[str, str], tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", int(environment["PORT"]))):
        shown = atsiv(environment, tmp_path, "serve")
    assert shown.returncode == 1
    assert shown.stderr == (
        f"PORT “{environment['PORT']}” is in use: stop the program that listens there, or write another PORT.\n"
    )
    assert not (tmp_path / "data").exists()


def test_a_broken_course_is_not_served(environment: dict[str, str], tmp_path: Path, broken_courses: Path) -> None:
    shown = atsiv({**environment, "COURSES_DIR": str(broken_courses)}, tmp_path, "serve")
    assert shown.returncode == 1
    assert shown.stdout.startswith("courses/networking/course.md:")


def test_a_broken_course_is_served_to_its_author(
    environment: dict[str, str], tmp_path: Path, broken_courses: Path
) -> None:
    with serving({**environment, "COURSES_DIR": str(broken_courses)}, tmp_path, "--author") as (_, line):
        assert line.startswith("Serving on ")


def test_remark_tells_what_a_mended_question_changes_and_changes_it_when_it_is_meant(tmp_path: Path) -> None:
    environment = settings_of(tmp_path / "data", small_course(tmp_path))
    with serving(environment, tmp_path):
        maria = Visitor(f"http://127.0.0.1:{environment['PORT']}", "maria")
        with maria.client:
            assert maria.answer().status_code == 303
            assert maria.answer().status_code == 303
    small_course(
        tmp_path, {"first/02-kinds.md": KINDS.replace("- [x] agreement", "- [x] maria 0 {#maria}\n- [x] agreement")}
    )

    told = [atsiv(environment, tmp_path, "remark", *arguments) for arguments in (["--dry-run"], [], [])]
    assert [(each.returncode, each.stdout) for each in told] == [
        (0, "demo: 1 attempt looked at; would change: 1 mark, no scores; newly passed: 0\n"),
        (0, "demo: 1 attempt looked at; changed: 1 mark, no scores; newly passed: 0\n"),
        (0, "demo: 1 attempt looked at; changed: no marks, no scores; newly passed: 0\n"),
    ]


@pytest.fixture
def answered(tmp_path: Path) -> dict[str, str]:
    """The settings of a site where somebody has answered."""
    environment = settings_of(tmp_path / "data", small_course(tmp_path))
    with serving(environment, tmp_path):
        maria = Visitor(f"http://127.0.0.1:{environment['PORT']}", "maria")
        with maria.client:
            assert maria.answer().status_code == 303
    return environment


def contents(folder: Path) -> dict[str, bytes]:
    """Every file but the index for the search, which a killed server's helper may finish at any time."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.startswith("search-")}


def test_a_dry_run_of_remark_changes_no_file(answered: dict[str, str], tmp_path: Path) -> None:
    atsiv(answered, tmp_path, "remark", "--dry-run")  # which empties the log that a killed server left
    before = contents(tmp_path / "data")
    assert "atsiv.sqlite3" in before
    shown = atsiv(answered, tmp_path, "remark", "--dry-run")
    assert (shown.returncode, shown.stdout[:6]) == (0, "demo: ")
    assert contents(tmp_path / "data") == before


OUTDATED = (
    "The database isn't at the newest migration, and a dry run changes nothing: make a backup, "
    "start the site once with “atsiv serve”, which brings the database up to date, and run this again.\n"
)


@pytest.mark.parametrize("change", ["UPDATE alembic_version SET version_num = 'earlier'", "DROP TABLE alembic_version"])
def test_a_dry_run_of_remark_brings_no_database_up_to_date(
    change: str, answered: dict[str, str], tmp_path: Path
) -> None:
    with closing(sqlite3.connect(tmp_path / "data/atsiv.sqlite3")) as connection:
        connection.execute(change)
        connection.commit()
    before = contents(tmp_path / "data")
    shown = atsiv(answered, tmp_path, "remark", "--dry-run")
    assert (shown.returncode, shown.stdout, shown.stderr) == (1, "", OUTDATED)
    assert contents(tmp_path / "data") == before


def test_a_dry_run_of_remark_makes_no_database(environment: dict[str, str], tmp_path: Path) -> None:
    shown = atsiv(environment, tmp_path, "remark", "--dry-run")
    assert (shown.returncode, shown.stdout, shown.stderr) == (1, "", OUTDATED)
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "Stopped before the end. What was marked again stays so; run it again to mark the rest."),
        (
            ("--dry-run",),
            "Stopped before the end. Nothing was changed; run it again to see everything that would change.",
        ),
    ],
)
def test_remark_that_is_interrupted_says_so_and_can_be_run_again(
    answered: dict[str, str], tmp_path: Path, arguments: tuple[str, ...], told: str
) -> None:
    lesson = tmp_path / "courses/demo/first/02-kinds.md"
    lesson.unlink()
    os.mkfifo(lesson)
    command = [str(ATSIV), "remark", *arguments]
    pipe = subprocess.PIPE
    with (
        subprocess.Popen(
            command, cwd=tmp_path, env=answered, stdout=pipe, stderr=pipe, text=True, encoding="utf-8"
        ) as process,
        lesson.open("wb"),  # returns once the command has begun to read the lesson, and waits for its text
    ):
        process.send_signal(signal.SIGINT)
        out, error = process.communicate()
    assert (process.returncode, out, error.strip()) == (130, "", told)
    lesson.unlink()
    small_course(tmp_path)
    assert atsiv(answered, tmp_path, "remark", *arguments).returncode == 0


def test_remark_reads_no_broken_course(environment: dict[str, str], tmp_path: Path, broken_courses: Path) -> None:
    shown = atsiv({**environment, "COURSES_DIR": str(broken_courses)}, tmp_path, "remark")
    assert shown.returncode == 1
    assert shown.stdout.startswith("courses/networking/course.md:")


def test_a_database_that_is_not_there_stops_the_start(environment: dict[str, str], tmp_path: Path) -> None:
    nobody = f"postgresql://me:secret@127.0.0.1:{free_port()}/name"
    shown = atsiv({**environment, "DATABASE_URL": nobody}, tmp_path, "serve")
    assert shown.returncode == 1
    assert shown.stderr.startswith("The database that DATABASE_URL names can't be used: ")
    assert "secret" not in shown.stderr
    assert "Traceback" not in shown.stderr


def test_an_unknown_name_in_the_settings_file_is_pointed_out(environment: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("SITENAME=Ours\n", encoding="utf-8")
    with socket.create_server(("127.0.0.1", int(environment["PORT"]))):
        shown = atsiv(environment, tmp_path, "serve")
    assert "Note: .env: there is no setting SITENAME; did you mean SITE_NAME?" in shown.stderr
