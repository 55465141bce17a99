import pytest

from app.storage import Database
from tests.progress.cast import Learner, arrive


@pytest.fixture
async def maria(database: Database) -> Learner:
    return await arrive(database, "maria")


@pytest.fixture
async def stranger(database: Database) -> Learner:
    return await arrive(database, "stranger")
