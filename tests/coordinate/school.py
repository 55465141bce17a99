"""Learners of an organisation, as they would be after months."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from app.people.operations import add_account, add_organisation
from app.people.operations.groups import add_group
from app.people.operations.inviting import Invitee, invite
from app.people.tables import membership
from app.progress.tables import attempt, completion, revision, step
from app.storage import Writer
from tests.learn.running import Site

QUESTIONS = ("q-who-signs", "q-several", "q-word")


@dataclass
class School:
    """What was done is written to the tables as the site itself would have."""

    site: Site
    organisations: dict[str, int] = field(default_factory=dict)
    people: dict[str, int] = field(default_factory=dict)

    async def organisation(self, title: str) -> int:
        now = self.site.clock()
        await self.site.database.write(lambda w: add_organisation(w, title=title, actor="", now=now))
        self.organisations[title] = len(self.organisations) + 1
        return self.organisations[title]

    async def group(self, title: str, organisation: str = "Ours", *, due: date | None = None) -> int:
        now, owner = self.site.clock(), self.organisations[organisation]

        async def work(writer: Writer) -> int:
            return await add_group(
                writer,
                organisation_id=owner,
                title=title,
                course="demo",
                starts_on=(now - timedelta(days=100)).date(),
                due_on=due,
                actor="",
                now=now,
            )

        return await self.site.database.write(work)

    async def learner(
        self, name: str, group: int, *, language: str = "en", joined: float = 30, muted: bool = False
    ) -> int:
        """Somebody with an account, in a group since so many days."""
        now = self.site.clock()

        async def work(writer: Writer) -> int:
            person_id = await add_account(
                writer,
                email=f"{name.lower()}@example.org",
                name=name,
                password_hash=None,
                pseudonym=f"p-{name}",
                language=language,
                opened=True,
                now=now - timedelta(days=200),
                lifetime=timedelta(days=700),
            )
            await self._join(writer, person_id, group, joined, muted=muted)
            return person_id

        self.people[name] = await self.site.database.write(work)
        return self.people[name]

    async def invite(self, email: str, group: int) -> None:
        now = self.site.clock()
        people = [Invitee(email, "", "en")]
        await self.site.database.write(lambda w: invite(w, group_id=group, people=people, now=now))

    async def join(self, name: str, group: int, *, joined: float = 10, muted: bool = False) -> None:
        person_id = self.people[name]
        await self.site.database.write(lambda w: self._join(w, person_id, group, joined, muted=muted))

    async def _join(self, writer: Writer, person_id: int, group: int, joined: float, *, muted: bool) -> None:
        now = self.site.clock()
        row = {"group_id": group, "person_id": person_id, "joined_at": now - timedelta(days=joined)}
        token = f"mute-{group}-{person_id}"
        await writer.run(membership.insert(), {**row, "mute_token": token, "muted_at": now if muted else None})

    async def completed(self, name: str, kind: str, module: str = "", lesson: str = "", *, ago: float = 1) -> None:
        at = self.site.clock() - timedelta(days=ago)
        row = {"person_id": self.people[name], "kind": kind, "course": "demo", "module": module, "lesson": lesson}
        await self.site.database.write(lambda w: w.run(completion.insert(), {**row, "at": at}))

    async def everything(self, name: str, *, ago: float = 1) -> None:
        """The whole course, completed so many days ago."""
        for lesson in ("start", "kinds", "reading"):
            await self.completed(name, "lesson", "first", lesson, ago=ago)
        await self.attempt(name, score=100, ago=ago)
        await self.completed(name, "module", "first", ago=ago)
        await self.completed(name, "course", ago=ago)

    async def attempt(
        self,
        name: str,
        *,
        score: float,
        ago: float = 1,
        marks: Mapping[str, float] | None = None,
        answers: Mapping[str, Any] | None = None,
        language: str = "en",
    ) -> None:
        """A finished attempt at the quiz, passed from 80 percent on."""
        now, person_id = self.site.clock() - timedelta(days=ago), self.people[name]

        async def work(writer: Writer) -> None:
            # As the site itself counts them.
            rows = await writer.all(attempt.select().where(attempt.c.person_id == person_id), {})
            number = 1 + len([row for row in rows if row.kind == "quiz"])
            added = await writer.all(
                attempt.insert().returning(attempt.c.id),
                {
                    "person_id": person_id,
                    "kind": "quiz",
                    "course": "demo",
                    "module": "first",
                    "number": number,
                    "layout": json.dumps([{"question": one, "revision": "r", "order": []} for one in (marks or {})]),
                    "started_at": now,
                    "finished_at": now,
                    "score": score,
                    "pass_mark": 80,
                    "passed": score >= 80,
                },
            )
            for question, mark in (marks or {}).items():
                given = (answers or {}).get(question, "each" if mark == 1 else "lead")
                await self._answered(writer, added[0].id, (question, mark, json.dumps(given), language))

        await self.site.database.write(work)

    async def _answered(self, writer: Writer, attempt_id: int, given: tuple[str, float, str, str]) -> None:
        question, mark, answer, language = given
        if not await writer.all(revision.select().where(revision.c.hash == "r"), {}):
            text = {"hash": "r", "course": "demo", "module": "first", "question": question, "source": ""}
            await writer.run(revision.insert(), text)
        await writer.run(
            step.insert(),
            {
                "attempt_id": attempt_id,
                "question": question,
                "n": 1,
                "lesson": "start",
                "action": "answer",
                "answer": answer,
                "mark": mark,
                "revision": "r",
                "option_order": "[]",
                "language": language,
                "hints": 0,
                "at": self.site.clock(),
            },
        )
