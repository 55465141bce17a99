"""The disk fills up, and the server is killed, while somebody plays."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import httpx
import pytest

from tests.faults.disks import Disk
from tests.faults.visitors import heading_of, hidden_fields, number, opened
from tests.learn.course import small_course
from tests.play.story import STORY
from tests.servers import serving, settings_of

GAME = "/en/demo/play/harbour"
RUN = f"{GAME}/1"
DECISIONS = "SELECT count(*) FROM decision"


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """The small course with its story."""
    return settings_of(tmp_path / "data", small_course(tmp_path, STORY))


@pytest.fixture
def maria(environment: dict[str, str]) -> Iterator[httpx.Client]:
    origin = f"http://127.0.0.1:{environment['PORT']}"
    with httpx.Client(base_url=origin, headers={"origin": origin}, timeout=60, trust_env=False) as client:
        yield client


def test_a_choice_that_finds_the_disk_full_can_be_sent_again(
    environment: dict[str, str], tmp_path: Path, sqlite_url: str, maria: httpx.Client, disk: Disk
) -> None:
    with serving(environment, tmp_path) as (process, _):
        begin(maria)
        form = choice(maria, "drum")
        disk.fill(process.pid)
        refused = maria.post(RUN, data=form)
        assert (refused.status_code, heading_of(refused)) == (503, "This was not saved")
        again = hidden_fields(refused.text, RUN)
        assert again == form
        assert heading_of(maria.get(RUN)) == "Six in the morning"

        disk.make_room(process.pid)
        assert [maria.post(RUN, data=again).status_code for _ in range(2)] == [303, 303]
        assert heading_of(maria.get(RUN)) == "Noon"
    with opened(sqlite_url) as engine:
        assert number(engine, DECISIONS) == 1


def test_a_killed_server_goes_on_where_the_last_choice_led(
    environment: dict[str, str], tmp_path: Path, sqlite_url: str, maria: httpx.Client
) -> None:
    with serving(environment, tmp_path) as (process, _):
        begin(maria)
        form = choice(maria, "drum")
        assert maria.post(RUN, data=form).status_code == 303
        process.kill()
    with serving(environment, tmp_path):
        assert heading_of(maria.get(RUN)) == "Noon"
        assert maria.post(RUN, data=form).status_code == 303
        assert maria.post(RUN, data=choice(maria, "help")).status_code == 303
        assert heading_of(maria.get(RUN)) == "Evening"
    with opened(sqlite_url) as engine:
        assert number(engine, DECISIONS) == 2


def begin(maria: httpx.Client) -> None:
    form = hidden_fields(maria.get(GAME).text, GAME)
    assert maria.post(GAME, data={**form, "opening": "spring"}).headers["location"] == RUN


def choice(maria: httpx.Client, key: str) -> Mapping[str, str]:
    """The form of the scene as it stands, with this choice."""
    return {**hidden_fields(maria.get(RUN).text, RUN), "choice": key}
