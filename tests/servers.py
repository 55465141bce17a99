"""The real server, started as people start it, in a process of its own."""

import os
import socket
import subprocess
import sysconfig
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from app.settings import Settings

ATSIV = Path(sysconfig.get_path("scripts")) / "atsiv"


def settings_of(data: Path, courses: Path) -> dict[str, str]:
    """An environment with these folders, a free port, no translation, and no setting from outside."""
    locales = data.parent / "locales"
    locales.mkdir(parents=True, exist_ok=True)
    kept = {name: value for name, value in os.environ.items() if name.lower() not in Settings.model_fields}
    folders = {"DATA_DIR": str(data), "COURSES_DIR": str(courses), "LOCALES_DIR": str(locales)}
    return {**kept, **folders, "PORT": str(free_port())}


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
        return port


@contextmanager
def serving(
    environment: Mapping[str, str], cwd: Path, *arguments: str, before: tuple[str, ...] = ()
) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A server that has printed its first line; killed at the end if a test hasn't stopped it.

    What it logs goes to the file `log` in `cwd`. `before` is a program that starts it, with its arguments.
    """
    command = [*before, str(ATSIV), "serve", *arguments]
    with (cwd / "log").open("ab") as log:
        process = subprocess.Popen(
            command, cwd=cwd, env=environment, stdout=subprocess.PIPE, stderr=log, text=True, encoding="utf-8"
        )
    with process:
        try:
            assert process.stdout
            yield process, process.stdout.readline()
        finally:
            process.kill()
