from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.faults.disks import Disk, disk_at, kinds
from tests.faults.visitors import Visitor
from tests.learn.course import small_course
from tests.servers import settings_of

Arrive = Callable[[str], Visitor]


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """The small course and an empty data folder."""
    return settings_of(tmp_path / "data", small_course(tmp_path))


@pytest.fixture
def database_file(tmp_path: Path) -> Path:
    return tmp_path / "data/atsiv.sqlite3"


@pytest.fixture
def sqlite_url(database_file: Path) -> str:
    """Of the database that the server makes for itself."""
    return f"sqlite:///{database_file}"


@pytest.fixture
def arrive(environment: dict[str, str]) -> Iterator[Arrive]:
    """Makes a visitor of the server with these settings."""
    with ExitStack() as browsers:

        def arrived(name: str) -> Visitor:
            visitor = Visitor(f"http://127.0.0.1:{environment['PORT']}", name)
            browsers.enter_context(visitor.client)
            return visitor

        yield arrived


@pytest.fixture(params=kinds())
def disk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Disk]:
    with disk_at(tmp_path / "data", request.param) as made:
        yield made
