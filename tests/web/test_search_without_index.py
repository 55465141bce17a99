"""The search's index can't be kept anywhere."""

import logging
from pathlib import Path

import pytest

from app.storage import Database
from tests.learn.course import small_course
from tests.learn.running import run

pytestmark = pytest.mark.anyio


async def test_whoever_searches_is_asked_to_try_again_until_there_is_room_for_it(
    sqlite_database: Database, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    in_the_way = tmp_path / "data"
    in_the_way.write_bytes(b"")
    ioana = run(sqlite_database, small_course(tmp_path), data_dir=in_the_way / "cache").browser()
    refused = await ioana.open("/en/search?q=zanzibar")
    assert (refused.status, refused.heading) == (503, "Please try again in a moment")
    assert "Nothing can be looked up at the moment. The lessons are all here." in refused.main.text
    assert refused.headers["retry-after"] == "5"
    assert (await ioana.open("/en/search")).status == 200
    told = [record.getMessage() for record in caplog.records if record.levelno == logging.WARNING]
    assert [line.partition(": ")[0] for line in told] == ["GET /en/search"]
    assert "zanzibar" not in caplog.text
    in_the_way.unlink()
    assert "found for “agreement”" in (await ioana.open("/en/search?q=agreement")).main.text


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"\xff\x00", b'{"format": 2}'])
async def test_a_damaged_index_is_made_anew(
    sqlite_database: Database, tmp_path: Path, content: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    courses = small_course(tmp_path)
    await run(sqlite_database, courses, data_dir=tmp_path / "cache").browser().open("/en/search?q=agreement")
    (index,) = (tmp_path / "cache").glob("search-*.json")
    index.write_bytes(content)
    ioana = run(sqlite_database, courses, data_dir=tmp_path / "cache").browser()
    assert "found for “agreement”" in (await ioana.open("/en/search?q=agreement")).main.text
    assert "The search index is damaged" in caplog.text
