"""The server is killed in the middle of answers.

This proves that an answer is written before it is acknowledged. It proves nothing about a loss of power: what was
handed to the system survives the process, whether or not it was forced to the disk. For that there is
`synchronous = FULL`, which the tests of the storage hold.
"""

from pathlib import Path

from sqlalchemy import Engine, text

from tests.faults.conftest import Arrive
from tests.faults.visitors import Visitor, answering, number, opened, wait_for
from tests.servers import serving

# Answers acknowledged before the server is killed, so that it dies at other moments each time.
ROUNDS = (1, 40, 75, 110)
WITHOUT_ANSWER = """
    SELECT count(*) FROM person WHERE NOT EXISTS (
        SELECT 1 FROM step JOIN attempt ON attempt.id = step.attempt_id WHERE attempt.person_id = person.id
    )
"""


def test_what_was_acknowledged_survives_and_nothing_is_half_there(
    environment: dict[str, str], tmp_path: Path, sqlite_url: str, arrive: Arrive
) -> None:
    visitors: list[Visitor] = []
    for answers in ROUNDS:
        # Some come back to what they did, others are new: a first answer makes a guest as well.
        visitors += [arrive(f"visitor {len(visitors) + each}") for each in range(3)]
        with serving(environment, tmp_path) as (process, _), answering(visitors) as told:
            wait_for(told.acknowledged, answers)
            process.kill()
        with opened(sqlite_url) as engine:
            _check(engine, visitors)
    with serving(environment, tmp_path):
        assert {visitor.answer().status_code for visitor in visitors} == {303}
        with opened(sqlite_url) as engine:
            assert [visitor.kept(engine) for visitor in visitors] == [visitor.acknowledged for visitor in visitors]
            assert number(engine, "SELECT count(*) FROM person") == len(visitors)


def _check(engine: Engine, visitors: list[Visitor]) -> None:
    with engine.connect() as connection:
        assert connection.execute(text("PRAGMA integrity_check")).scalars().all() == ["ok"]
        assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
    for visitor in visitors:
        if visitor.acknowledged:
            kept, sent = visitor.kept(engine), [*visitor.acknowledged, visitor.pending.get("answer")]
            assert kept in ([*visitor.acknowledged], sent)
    most = sum(len(visitor.acknowledged) + bool(visitor.pending) for visitor in visitors)
    assert number(engine, "SELECT count(*) FROM step") <= most
    assert number(engine, "SELECT count(*) FROM person") <= len(visitors)
    assert number(engine, WITHOUT_ANSWER) == 0
