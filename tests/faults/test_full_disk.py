"""The disk fills up while people answer."""

from pathlib import Path

import httpx

from tests.faults.conftest import Arrive
from tests.faults.disks import Disk
from tests.faults.visitors import QUESTION, Visitor, answering, heading_of, hidden_fields, opened, wait_for
from tests.servers import serving


def test_a_full_disk_is_said_and_all_goes_on_once_there_is_room(
    environment: dict[str, str], tmp_path: Path, sqlite_url: str, arrive: Arrive, disk: Disk
) -> None:
    maria, newcomer = arrive("maria"), arrive("newcomer")
    with serving(environment, tmp_path) as (process, _):
        assert [maria.answer().status_code for _ in range(3)] == [303, 303, 303]
        disk.fill(process.pid)

        refused = maria.answer()
        assert says_it_was_not_saved(refused)
        given_back = hidden_fields(refused.text, QUESTION)
        assert given_back == maria.pending
        assert says_it_was_not_saved(newcomer.answer())
        assert not newcomer.client.cookies
        assert health(maria) == {"/readyz": 503, "/healthz": 200}
        assert "maria 2" in maria.read()
        assert "Check my answer" in newcomer.read()

        disk.make_room(process.pid)
        assert health(maria) == {"/readyz": 200, "/healthz": 200}
        assert maria.send(given_back).status_code == 303
        assert newcomer.answer().status_code == 303
    with opened(sqlite_url) as engine:
        assert maria.kept(engine) == maria.acknowledged == [f"maria {number}" for number in range(4)]
        assert newcomer.kept(engine) == newcomer.acknowledged == ["newcomer 0"]
    assert "maria" not in (tmp_path / "log").read_text(encoding="utf-8")


def test_a_disk_that_fills_up_among_many_answers_keeps_exactly_those_acknowledged(
    environment: dict[str, str], tmp_path: Path, sqlite_url: str, arrive: Arrive, disk: Disk
) -> None:
    visitors = [arrive(f"visitor {number}") for number in range(6)]
    with serving(environment, tmp_path) as (process, _):
        with answering(visitors) as told:
            wait_for(told.acknowledged, 50)
            disk.fill(process.pid)
            wait_for(told.refused, len(visitors))
        with opened(sqlite_url) as engine:
            assert [visitor.kept(engine) for visitor in visitors] == [visitor.acknowledged for visitor in visitors]
        disk.make_room(process.pid)
        assert {visitor.answer().status_code for visitor in visitors} == {303}
    with opened(sqlite_url) as engine:
        assert [visitor.kept(engine) for visitor in visitors] == [visitor.acknowledged for visitor in visitors]


def says_it_was_not_saved(response: httpx.Response) -> bool:
    told = (response.status_code, heading_of(response))
    return told == (503, "This was not saved") and "retry-after" in response.headers


def health(visitor: Visitor) -> dict[str, int]:
    return {path: visitor.client.get(path).status_code for path in ("/readyz", "/healthz")}
