"""A real site to attack: the shipped courses with one picture, an empty database, a process of its own."""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app.settings import Settings
from audit.findings import Finding
from audit.tools import ROOT, ToolFailed

PICTURE: Final = "plan.svg"
_ATSIV: Final = Path(sys.executable).with_name("atsiv")


@dataclass(frozen=True, slots=True)
class Site:
    """A running site. `settings` are what it was started with."""

    origin: str
    folder: Path
    settings: Settings
    process: "subprocess.Popen[str]"

    def mishaps(self) -> list[Finding]:
        """What went wrong inside, whatever was answered."""
        lines = (self.folder / "log").read_text(encoding="utf-8").splitlines()
        bad = {line.partition(" ERROR ")[2] or line for line in lines if " ERROR " in line or "Traceback" in line}
        found = [Finding("site", "failure", "log", line) for line in sorted(bad)]
        if self.process.poll() is not None:
            found.append(Finding("site", "failure", "process", f"it ended with {self.process.returncode}"))
        return found


@contextmanager
def running_site(folder: Path) -> Iterator[Site]:
    """Raises ToolFailed if it doesn't start."""
    settings = _settings(folder)
    with (folder / "log").open("ab") as log:
        process = subprocess.Popen(
            [str(_ATSIV), "serve"],
            cwd=folder,
            env=_environment(settings),
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            encoding="utf-8",
        )
    with process:
        try:
            if process.stdout is None or not process.stdout.readline():
                raise ToolFailed((folder / "log").read_text(encoding="utf-8"))
            yield Site(settings.base_url, folder, settings, process)
        finally:
            process.terminate()


def _settings(folder: Path) -> Settings:
    courses, port = _courses(folder), _free_port()
    return Settings(
        host="127.0.0.1",
        port=port,
        base_url=f"http://127.0.0.1:{port}",
        data_dir=folder / "data",
        database_url=f"sqlite:///{folder / 'atsiv.sqlite3'}",
        courses_dir=courses,
        locales_dir=ROOT / "locales",
        log_level="warning",
        # The visitor who is attacked with has every right, and no telephone.
        second_factor=False,
    )


def _environment(settings: Settings) -> dict[str, str]:
    """The machine's, with these settings instead of those of its own site."""
    kept = {name: value for name, value in os.environ.items() if name.lower() not in Settings.model_fields}
    return kept | {name.upper(): str(getattr(settings, name)) for name in sorted(settings.model_fields_set)}


def _courses(folder: Path) -> Path:
    """A copy, since the shipped ones have no picture whose address could be tried."""
    courses = folder / "courses"
    shutil.copytree(ROOT / "courses", courses)
    course = next(path.parent for path in sorted(courses.glob("*/course.md")))
    (course / "media").mkdir(exist_ok=True)
    (course / "media" / PICTURE).write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', encoding="utf-8")
    return courses


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
        return port
