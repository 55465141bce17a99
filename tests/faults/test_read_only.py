"""The database may be read but not changed."""

import os
from pathlib import Path

from tests.faults.conftest import Arrive
from tests.faults.visitors import QUESTION, hidden_fields, opened
from tests.servers import serving


def test_a_read_only_database_is_read_and_nothing_is_said_to_be_saved(
    environment: dict[str, str], tmp_path: Path, database_file: Path, sqlite_url: str, arrive: Arrive
) -> None:
    maria, newcomer = arrive("maria"), arrive("newcomer")
    with serving(environment, tmp_path) as (process, _):
        assert maria.answer().status_code == 303
        process.terminate()
        assert process.wait() == 0

    database_file.chmod(0o444)
    with serving(environment, tmp_path, before=without_privilege(database_file)):
        refused = maria.answer()
        assert (refused.status_code, newcomer.answer().status_code) == (503, 503)
        assert not newcomer.client.cookies
        assert maria.client.get("/readyz").status_code == 503
        assert maria.client.get("/healthz").status_code == 200
        assert "maria 0" in maria.read()
        assert "Check my answer" in newcomer.read()
    with opened(sqlite_url) as engine:
        assert maria.kept(engine) == ["maria 0"]

    # SQLite gave the files it made beside it the same permissions.
    for file in database_file.parent.glob(f"{database_file.name}*"):
        file.chmod(0o644)
    with serving(environment, tmp_path):
        assert maria.send(hidden_fields(refused.text, QUESTION)).status_code == 303
        assert newcomer.answer().status_code == 303


def without_privilege(file: Path) -> tuple[str, ...]:
    """What starts a program that keeps to the permissions of files, even where the tests run as root."""
    return ("setpriv", "--bounding-set=-dac_override") if os.access(file, os.W_OK) else ()
