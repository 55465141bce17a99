"""`atsiv user`, as somebody types it."""

import os
import pty
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest

from tests.learn.course import small_course
from tests.servers import ATSIV, serving, settings_of

Run = Callable[..., "subprocess.CompletedProcess[str]"]

HELENA = ("--email", "helena@example.org", "--name", "Helena")


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return settings_of(tmp_path / "data", small_course(tmp_path))


@pytest.fixture
def user(environment: dict[str, str], tmp_path: Path) -> Run:
    def run(*arguments: str, typed: str = "") -> "subprocess.CompletedProcess[str]":
        command = [str(ATSIV), "user", *arguments]
        return subprocess.run(
            command, cwd=tmp_path, env=environment, input=typed, capture_output=True, text=True, check=False
        )

    return run


def test_the_first_administrator_is_made_by_the_command_that_the_start_prints(
    environment: dict[str, str], tmp_path: Path, user: Run
) -> None:
    with serving(environment, tmp_path) as (process, first):
        assert first.startswith("Serving on ")
        assert process.stdout
        hint = process.stdout.readline()
        assert hint.startswith("There is no administrator yet. Make one with: ")
        assert hint.endswith("atsiv user add --role admin\n")
        made = user("add", "--role", "admin", *HELENA)
        assert (made.returncode, made.stderr) == (0, "")
        told, link = made.stdout.splitlines()
        assert told == "The account is made. With this link, Helena chooses a password; it counts once, for 24 hours:"
        with urlopen(link) as page:  # noqa: S310 - the server under test
            assert "Choose a new password" in page.read().decode()
    with serving(environment, tmp_path) as (process, first):
        assert first.startswith("Serving on ")
        process.terminate()
        assert process.stdout
        assert process.stdout.read() == ""


def test_an_address_has_one_account(user: Run) -> None:
    user("add", *HELENA)
    again = user("add", *HELENA)
    assert (again.returncode, again.stderr) == (1, "There is an account with this address already.\n")


def test_what_is_missing_is_asked_for_at_a_terminal(environment: dict[str, str], tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [str(ATSIV), "user", "add"], cwd=tmp_path, env=environment, stdin=theirs, stdout=subprocess.PIPE, text=True
    )
    os.write(ours, b"helena@example.org\nHelena\n")
    told, _ = process.communicate()
    os.close(ours)
    os.close(theirs)
    assert (process.returncode, "Helena chooses a password" in told) == (0, True)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("add",), "Say whose account: --email ADDRESS --name NAME\n"),
        (("add", "--email", "x@example.org", "--name", " "), "Say whose account: --email ADDRESS --name NAME\n"),
        (("add", "--email", "x", "--name", "X"), "“x” is no e-mail address: write one such as maria@example.org.\n"),
        (("add", *HELENA, "--speaks", "xx"), "The site has no language “xx”: it has en.\n"),
        (("add", *HELENA, "--role", "translator"), "Say for which language: --language el, for example\n"),
        (("add", *HELENA, "--role", "reviewer", "--language", "el"), "The site has no language “el”: it has en.\n"),
        (("add", *HELENA, "--role", "coordinator"), "Say of which organisation: --organisation NAME\n"),
        (
            ("link", "nobody@example.org"),
            "There is no account with the address “nobody@example.org”. Make one with: atsiv user add\n",
        ),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_kept(arguments: tuple[str, ...], told: str, user: Run) -> None:
    refused = user(*arguments)
    assert (refused.returncode, refused.stderr, refused.stdout) == (1, told, "")
    assert user("add", *HELENA).returncode == 0


def test_roles_are_given_and_taken(user: Run) -> None:
    user("add", *HELENA, "--role", "admin")
    give = ("role", "Helena@Example.org", "--role", "coordinator", "--organisation", "Roots and Wings")
    assert user(*give).stdout == "The organisation “Roots and Wings” is made.\nDone.\n"
    assert user(*give).stdout == "Nothing had to be changed.\n"
    assert user(*give, "--take").stdout == "Done.\n"
    misspelt = user(*give[:-1], "Boots and Wings", "--take")
    assert (misspelt.returncode, misspelt.stderr) == (1, "There is no organisation “Boots and Wings”.\n")
    last = user("role", "helena@example.org", "--role", "admin", "--take")
    assert last.stderr == "This is the only administrator: give somebody else the role before.\n"


def test_a_password_is_set_unless_it_is_weak(user: Run) -> None:
    user("add", *HELENA)
    weak = user("password", "helena@example.org", typed="password1\n")
    assert weak.stderr == "This password won't do: it is among the first that somebody would try.\n"
    done = user("password", "helena@example.org", typed="correct horse battery\n")
    assert done.stdout == "The password is set, and every session of the account has ended.\n"


def test_a_disabled_account_gets_no_link(user: Run, environment: dict[str, str]) -> None:
    user("add", *HELENA)
    with closing(sqlite3.connect(Path(environment["DATA_DIR"]) / "atsiv.sqlite3")) as database, database:
        database.execute("UPDATE account SET disabled_at = 1")
    refused = user("link", "helena@example.org")
    assert (refused.returncode, refused.stdout) == (1, "")
    page = f"http://127.0.0.1:{environment['PORT']}/en/person/1"
    assert refused.stderr == (
        f"This account is disabled, so no link would count. An administrator can enable it: {page}\n"
    )


def test_a_link_is_one_of_the_site_in_the_language_of_the_account(user: Run, environment: dict[str, str]) -> None:
    user("add", *HELENA)
    made = user("link", "helena@example.org").stdout.strip()
    assert made.startswith(f"http://127.0.0.1:{environment['PORT']}/en/new-password?token=")
    assert urlsplit(user("link", "helena@example.org").stdout.strip()).query != urlsplit(made).query
