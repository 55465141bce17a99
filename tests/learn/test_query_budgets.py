"""How many statements each page asks the database for: as many with three modules or attempts as with one."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Executable

from app.storage import AnyRow, Database, Params, Writer
from app.storage.database import Work
from tests.around import Around
from tests.learn.browser import Browser
from tests.learn.cast import answer, answer_quiz, begin_quiz, stem, take_quiz
from tests.learn.course import QUIZ_RIGHT, RIGHT, small_course, with_modules
from tests.learn.running import run

pytestmark = pytest.mark.anyio


class Counting(Around):
    """Another database, counting the statements it is asked."""

    statements = 0

    async def all(self, statement: Executable, params: Params) -> Any:
        self.statements += 1
        return await super().all(statement, params)

    async def first(self, statement: Executable, params: Params) -> AnyRow | None:
        self.statements += 1
        return await super().first(statement, params)

    async def write(self, work: Work[Any]) -> Any:
        return await super().write(lambda writer: work(_Counted(writer, self)))


class _Counted:
    def __init__(self, inner: Writer, counting: Counting) -> None:
        self._inner, self._counting = inner, counting

    async def all(self, statement: Executable, params: Params) -> Any:
        self._counting.statements += 1
        return await self._inner.all(statement, params)

    async def first(self, statement: Executable, params: Params) -> AnyRow | None:
        self._counting.statements += 1
        return await self._inner.first(statement, params)

    async def run(self, statement: Executable, params: Params) -> int:
        self._counting.statements += 1
        return await self._inner.run(statement, params)


@pytest.fixture
def counting(sqlite_database: Database) -> Counting:
    return Counting(sqlite_database)


@pytest.fixture(params=[1, 3])
async def learner(request: pytest.FixtureRequest, counting: Counting, tmp_path: Path) -> Browser:
    """Maria, in a course of one or three modules, in which she did everything and took each quiz as often."""
    names = ("first", "second", "third")[: request.param]
    site = run(counting, small_course(tmp_path, with_modules(*names)))
    maria = site.browser()
    for name in names:
        for question in ("who-signs", "what-holds"):
            await answer(maria, f"/en/demo/{name}/start", question)
        for _ in names:
            await take_quiz(maria, quiz=f"/en/demo/{name}/quiz")
    await begin_quiz(maria)
    return maria


PAGES = {
    "/en": 3,
    "/en/demo": 3,
    "/en/demo/first": 3,
    "/en/progress": 3,
    "/en/demo/first/start": 1,
    "/en/demo/first/quiz": 3,
    "/en/demo/first/quiz/1": 3,
    "/en/demo/glossary": 0,
    "/en/credits": 0,
    "/en/search?q=agreement": 0,
}


async def test_a_learners_page_costs_the_same_however_much_there_is(learner: Browser, counting: Counting) -> None:
    spent = {}
    for address in PAGES:
        counting.statements = 0
        assert (await learner.open(address)).status == 200
        spent[address] = counting.statements
    assert spent == PAGES


async def test_an_open_attempt_costs_two_statements_a_page(learner: Browser, counting: Counting) -> None:
    page = await begin_quiz(learner)
    for address in (page.address, f"{page.address.rpartition('/')[0]}/check"):
        counting.statements = 0
        await learner.open(address, follow=False)
        assert counting.statements == 2


async def test_saving_costs_the_same_however_much_there_is(learner: Browser, counting: Counting) -> None:
    page = await learner.open("/en/demo/first/start?again=who-signs")
    counting.statements = 0
    await learner.send(RIGHT["who-signs"](page.form_of("who-signs")), "Check my answer", follow=False)
    again = counting.statements
    page = await begin_quiz(learner)
    counting.statements = 0
    await learner.send(QUIZ_RIGHT[stem(page)](page.forms()[0]), "Save and go on", follow=False)
    in_quiz = counting.statements
    page = await answer_quiz(learner, await begin_quiz(learner))
    counting.statements = 0
    await learner.send(page.forms()[0], "Finish and see my result", follow=False)
    assert (again, in_quiz, counting.statements) == (3, 8, 18)


async def test_a_first_answer_costs_more_and_one_that_completes_a_lesson_most(
    counting: Counting, tmp_path: Path
) -> None:
    maria = run(counting, small_course(tmp_path)).browser()
    spent = []
    for question in ("who-signs", "what-holds"):
        page = await maria.open("/en/demo/first/start")
        counting.statements = 0
        await maria.send(RIGHT[question](page.form_of(question)), "Check my answer", follow=False)
        spent.append(counting.statements)
    assert spent == [9, 10]


async def test_a_visitor_costs_no_statement(counting: Counting, tmp_path: Path) -> None:
    ioana = run(counting, small_course(tmp_path)).browser()
    for address in PAGES:
        await ioana.open(address)
    assert counting.statements == 0
