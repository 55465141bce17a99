"""The PostgreSQL server is started anew, as after a crash, in the middle of answers."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.databases import Cluster, postgresql_cluster, restart
from tests.faults.conftest import Arrive
from tests.faults.visitors import answering, number, opened, wait_for
from tests.servers import serving


@pytest.fixture
def own_cluster() -> Iterator[Cluster]:
    with postgresql_cluster() as cluster:
        yield cluster


def test_nothing_acknowledged_is_lost_and_the_site_goes_on_by_itself(
    environment: dict[str, str], tmp_path: Path, own_cluster: Cluster, arrive: Arrive
) -> None:
    visitors = [arrive(f"visitor {each}") for each in range(6)]
    url = own_cluster.create()
    with serving({**environment, "DATABASE_URL": url}, tmp_path):
        with answering(visitors) as told:
            for _ in range(3):
                wait_for(told.acknowledged, 30)
                restart(own_cluster)
            wait_for(told.acknowledged, 30)
        assert {visitor.answer().status_code for visitor in visitors} == {303}
        assert visitors[0].client.get("/readyz").status_code == 200
    with opened(url) as engine:
        assert [visitor.kept(engine) for visitor in visitors] == [visitor.acknowledged for visitor in visitors]
        assert number(engine, "SELECT count(*) FROM person") == len(visitors)
