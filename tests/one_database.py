"""Fixtures for tests of pages: one PostgreSQL database for all of them, and templates compiled once."""

from collections.abc import Iterator

import psycopg
import pytest

from tests.databases import Cluster
from tests.learn.running import templates_compiled_once

_EMPTIED = (
    b"TRUNCATE person, revision, probe, organisation, attempt_limit, site_key, act, erasure, question_difference, "
    b"suggestion, remark, review, edit RESTART IDENTITY CASCADE"
)


@pytest.fixture(scope="session", autouse=True)
def haste() -> Iterator[None]:
    with templates_compiled_once():
        yield


@pytest.fixture(scope="session")
def one_postgresql_url(postgresql: Cluster, migrated_postgresql: str) -> str:
    return postgresql.create(migrated_postgresql)


@pytest.fixture
def postgresql_url(one_postgresql_url: str) -> Iterator[str]:
    """One for all tests, emptied after each: to make and drop one takes several times as long as such a test."""
    yield one_postgresql_url
    with psycopg.connect(one_postgresql_url, autocommit=True) as connection:
        connection.execute(_EMPTIED)
