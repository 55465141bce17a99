"""People who answer, each in a browser of their own, and what of it the database keeps."""

import json
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Event, Semaphore

import httpx
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.pool import NullPool

from app.people.tokens import token_hash
from app.storage.address import parse_address
from tests.learn.markup import parse

LESSON = "/en/demo/first/kinds"
QUESTION = f"{LESSON}/word"
UNREADABLE = "Your progress cannot be shown at the moment."

_ANSWERS = text("""
    SELECT step.answer FROM step JOIN attempt ON attempt.id = step.attempt_id
    JOIN session ON session.person_id = attempt.person_id
    WHERE session.token_hash = :token_hash AND step.question = 'word' ORDER BY step.n
""")


class Visitor:
    """Somebody who answers one question over and over, each time in other words.

    What was not acknowledged is sent again just as it was, as by the button "Try again".
    """

    def __init__(self, origin: str, name: str) -> None:
        self.client = httpx.Client(base_url=origin, headers={"origin": origin}, timeout=60, trust_env=False)
        self.name = name
        self.acknowledged: list[str] = []
        self.pending: Mapping[str, str] = {}

    def answer(self) -> httpx.Response:
        """Send the next answer, or once more the one that is pending; 303 acknowledges it."""
        self.pending = self.pending or self.filled()
        return self.send(self.pending)

    def send(self, form: Mapping[str, str]) -> httpx.Response:
        response = self.client.post(QUESTION, data=form)
        if response.status_code == 303:
            self.acknowledged.append(form["answer"])
            self.pending = {}
        return response

    def read(self) -> str:
        """The lesson as it is shown at the moment, the question open for another try."""
        response = self.client.get(LESSON, params={"again": "word"})
        assert response.status_code == 200
        return response.text

    def kept(self, engine: Engine) -> list[str]:
        """What the database holds of this visitor's answers."""
        session = self.client.cookies["session"]
        with engine.connect() as connection:
            return [json.loads(row[0]) for row in connection.execute(_ANSWERS, {"token_hash": token_hash(session)})]

    def filled(self) -> dict[str, str]:
        """The form as it stands in the page now, with the next answer."""
        markup = self.read()
        while UNREADABLE in markup:
            markup = self.read()
        form = hidden_fields(markup, QUESTION)
        assert form["steps"] == str(len(self.acknowledged))
        return {**form, "answer": f"{self.name} {form['steps']}", "do": "check"}


def hidden_fields(markup: str, action: str) -> dict[str, str]:
    """What the form for this address carries unseen."""
    form = next(one for one in parse(markup).all("form") if one.attributes["action"].partition("#")[0] == action)
    inputs = [one.attributes for one in form.all("input")]
    return {one["name"]: one["value"] for one in inputs if one.get("type") == "hidden"}


def heading_of(response: httpx.Response) -> str:
    return parse(response.text).all("h1")[0].text


@dataclass(frozen=True, slots=True)
class Told:
    """Counts what visitors are told: that an answer was saved, or was not."""

    acknowledged: Semaphore
    refused: Semaphore


@contextmanager
def answering(visitors: Sequence[Visitor]) -> Iterator[Told]:
    """All of them answer at once until the server is gone, or the block ends.

    A visitor who is told anything but "saved" and "not saved" stops, and fails the test.
    """
    told, over = Told(Semaphore(0), Semaphore(0)), Event()

    def go_on(visitor: Visitor) -> None:
        while not over.is_set():
            try:
                response = visitor.answer()
            except httpx.TransportError:
                return
            assert response.status_code in {303, 503}, response.text
            (told.acknowledged if response.status_code == 303 else told.refused).release()

    with ThreadPoolExecutor(len(visitors)) as pool:
        running: list[Future[None]] = [pool.submit(go_on, visitor) for visitor in visitors]
        try:
            yield told
        finally:
            over.set()
    for each in running:
        each.result()


def wait_for(told: Semaphore, count: int) -> None:
    """Until it was told so many times more."""
    for _ in range(count):
        assert told.acquire(timeout=60)


@contextmanager
def opened(url: str) -> Iterator[Engine]:
    """The database beside the server that uses it."""
    engine = create_engine(parse_address(url), poolclass=NullPool)
    yield engine
    engine.dispose()


def number(engine: Engine, question: str) -> int:
    """What a question for one number is answered with."""
    with engine.connect() as connection:
        return int(connection.execute(text(question)).scalar_one())
