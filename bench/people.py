"""Somebody with a session, written straight into a site's database."""

import random
import sqlite3
import time
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Final

from app.people.tokens import token_hash
from app.web.sessions import new_token

_YEAR: Final = 365 * 86_400_000_000

Rows = Mapping[str, Mapping[str, object]]


def add_guest(database: Path, person_id: int, chance: random.Random) -> str:
    """The session of a guest who is new."""
    session, now = new_token(chance.randbytes), time.time_ns() // 1000
    person = {"id": person_id, "kind": "guest", "language": "en", "created_at": now, "expires_at": now + _YEAR}
    _write(database, {"person": person, "session": _session(person_id, session, now)})
    return session


def _session(person_id: int, session: str, now: int) -> dict[str, object]:
    return {
        "person_id": person_id,
        "token_hash": token_hash(session),
        "created_at": now,
        "expires_at": now + _YEAR,
        "device": "",
    }


def _write(database: Path, rows: Rows) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        for table, row in rows.items():
            marks = ", ".join("?" * len(row))
            statement = f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})"  # noqa: S608 - names from above
            connection.execute(statement, tuple(row.values()))
