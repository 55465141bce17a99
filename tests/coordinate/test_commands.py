"""`atsiv remind` and `atsiv statistics`, as a timer runs them."""

import asyncio
import subprocess
from pathlib import Path

import pytest

from tests.coordinate.school import School
from tests.learn.running import Site
from tests.servers import ATSIV, settings_of

pytestmark = pytest.mark.anyio


def run_command(name: str, database_url: str, courses: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {**settings_of(folder / "data", courses), "DATABASE_URL": database_url}
    return subprocess.run(
        [ATSIV, name], check=False, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8"
    )


async def test_reminders_are_queued_once(school: School, site: Site, database_url: str, tmp_path: Path) -> None:
    await school.learner("Ana", await school.group("Autumn"), joined=60)
    shown = [await asyncio.to_thread(run_command, "remind", database_url, site.courses, tmp_path) for _ in range(2)]
    assert [(each.returncode, each.stdout, each.stderr) for each in shown] == [
        (0, "Queued: no reminders of a due date, 1 reminder after a pause.\n", ""),
        (0, "Queued: no reminders of a due date, no reminders after a pause.\n", ""),
    ]


async def test_statistics_say_how_much_they_found(site: Site, database_url: str, tmp_path: Path) -> None:
    shown = await asyncio.to_thread(run_command, "statistics", database_url, site.courses, tmp_path)
    assert (shown.returncode, shown.stdout) == (0, "no possible translation problems found.\n")


@pytest.mark.parametrize("name", ["remind", "statistics"])
async def test_a_database_of_another_version_is_left_alone(name: str, site: Site, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'new.db'}"
    shown = await asyncio.to_thread(run_command, name, url, site.courses, tmp_path)
    assert (shown.returncode, shown.stdout) == (1, "")
    assert not (tmp_path / "new.db").exists()
