"""How many statements each page asks the database for: as many with three groups and learners as with one."""

from pathlib import Path

import pytest

from app.storage import Database
from tests.coordinate.conftest import coordinator
from tests.coordinate.school import School
from tests.join.cast import Postbox
from tests.learn.course import small_course
from tests.learn.running import run
from tests.learn.test_query_budgets import Counting

pytestmark = pytest.mark.anyio

# Three of each are the asker: their account, their roles, and the organisation.
BUDGETS = {
    "": 6,
    "/people": 5,
    "/person/{learner}": 8,
    "/questions": 5,
    "/report": 7,
    "/message": 5,
    "/group/1": 7,
    "/group/1/bring": 4,
}


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("many", [1, 3])
async def test_a_page_asks_for_as_much_with_three_as_with_one(
    database: Database, tmp_path: Path, postbox: Postbox, many: int
) -> None:
    counting = Counting(database)
    site = run(counting, small_course(tmp_path), post=postbox)
    school = School(site)
    await school.organisation("Ours")
    irena = await coordinator(site, postbox, "Irena", "1")
    for number in range(many):
        group = await school.group(f"Group {number}")
        await school.learner(f"N{number}", group)
        await school.completed(f"N{number}", "lesson", "first", "start")
        await school.attempt(f"N{number}", score=50, marks={"q-who-signs": 1.0})
    asked = {}
    for path in BUDGETS:
        counting.statements = 0
        page = await irena.open(f"/en/coordinate/1{path.format(learner=school.people['N0'])}")
        assert (path, page.status) == (path, 200)
        asked[path] = counting.statements
    assert asked == BUDGETS
