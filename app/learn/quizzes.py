"""What happens when somebody takes a module's quiz."""

import random
from datetime import datetime
from typing import TypedDict

from starlette.requests import Request

from app.content import questions
from app.content.model import Course, Module, Question, Quiz
from app.content.questions import Incomplete, Reason
from app.learn import sentences
from app.learn.quiz_pages import QuizPages
from app.people.operations import PersonGone
from app.people.queries import person_of
from app.people.tokens import token_hash
from app.progress.operations import Finished as AlreadyFinished
from app.progress.operations import NoSuchAttempt
from app.progress.queries import attempt_by_number, open_attempt, past_attempts
from app.progress.quizzing import Posed, answer_in_quiz, begin_quiz, mark_quiz, posed_questions
from app.progress.records import Attempt
from app.storage import Writer
from app.web.callers import Caller, caller, page_token, save
from app.web.forms import Sent
from app.web.languages import remembered
from app.web.messages import Messages
from app.web.render import Templated
from app.web.responses import Finished, Header, personal_page, redirect
from app.web.site import Site


class Own(TypedDict):
    """What finds somebody's own attempts at this quiz, and nobody else's."""

    token_hash: bytes
    course: str
    module: str
    now: datetime


class QuizDesk:
    """Handles one module's quiz for one request."""

    def __init__(self, site: Site, messages: Messages, request: Request, course: Course, module: Module) -> None:
        self._site, self._messages, self._request = site, messages, request
        self._course, self._module = course, module
        self._pages = QuizPages(site, course, module)
        self._session = site.cookie.read(request.scope)

    async def start_page(self) -> Finished:
        """What the quiz is, and what was reached in it."""
        database, now = self._site.database, self._site.clock()
        known = await person_of(database, token=self._session, now=now) if self._session else None
        if known is None:
            return self._show(self._pages.start(token=page_token(self._site, None), past=(), attempt=None))
        past = await past_attempts(database, **self._own())
        attempt = await open_attempt(database, **self._own())
        return self._show(self._pages.start(token=self._token(), past=past, attempt=attempt))

    async def begin(self, quiz: Quiz, sent: Sent) -> Finished:
        """Begin an attempt, or go on with the one that is open."""
        who = await caller(self._site, self._request, sent.one("token"))
        if not who.trusted:
            return redirect(self._pages.address)
        seed = random.Random(self._site.chance(16))  # noqa: S311 - shuffles questions, guards nothing

        async def work(writer: Writer, person_id: int, now: datetime) -> int:
            return await begin_quiz(
                writer,
                person_id=person_id,
                course=self._course,
                module=self._module,
                quiz_of=quiz,
                chance=seed,
                now=now,
            )

        number, cookie = await save(self._site, who, self._course.language, work)
        return redirect(f"{self._pages.address}/{number}", extra=cookie)

    async def attempt_page(self, number: int) -> Finished:
        """A finished attempt as it was; an open one goes on at the first question that is open."""
        found = await self._attempt(number)
        if found is None:
            return self._gone()
        attempt, posed = found
        if attempt.finished_at is None:
            left = (place for place, one in enumerate(posed, start=1) if one.answer is None)
            place = next(left, None)
            return redirect(
                self._pages.question_address(number, place) if place else f"{self._pages.address}/{number}/check"
            )
        past = await past_attempts(self._site.database, **self._own())
        return self._show(self._pages.result(attempt, posed, past))

    async def question_page(self, number: int, place: int) -> Finished:
        """One question of an open attempt."""
        found = await self._attempt(number)
        if found is None or not 1 <= place <= len(found[1]):
            return self._gone()
        if found[0].finished_at is not None:
            return redirect(f"{self._pages.address}/{number}")
        return self._show(self._pages.question(*found, place, token=self._token()))

    async def check_page(self, number: int) -> Finished:
        """What is still open, before finishing."""
        found = await self._attempt(number)
        if found is None:
            return self._gone()
        if found[0].finished_at is not None:
            return redirect(f"{self._pages.address}/{number}")
        return self._show(self._pages.check(*found, token=self._token()))

    async def answer(self, number: int, place: int, sent: Sent) -> Finished:
        """Save what was answered and go where the pressed button leads."""
        found = await self._attempt(number)
        if found is None or not 1 <= place <= len(found[1]):
            return self._gone()
        attempt, posed = found
        if attempt.finished_at is not None:
            return self._closed(number)
        return await self._take(attempt, posed, place, sent)

    async def _take(self, attempt: Attempt, posed: tuple[Posed, ...], place: int, sent: Sent) -> Finished:
        number, question = attempt.number, posed[place - 1].question
        onward, chosen = self._onward(number, place, len(posed), sent), self._language(sent)
        answer = _given(questions.read(question, sent.fields), questions.draft(question, sent.fields))
        # A page that was opened before the answer was given, perhaps on another device, doesn't take it back.
        if answer is None and not sent.one("saved"):
            return redirect(onward, extra=chosen)
        who = await caller(self._site, self._request, sent.one("token"))
        if isinstance(answer, Incomplete) or not who.trusted:
            # What can't be saved goes along into another language: the browser sends the form once more, to there.
            there = redirect(onward, extra=chosen, status=307) if chosen else None
            return there or self._show(
                self._again(attempt, posed, place, sent, self._problem(question, answer, who, sent))
            )
        try:
            cookie = await self._save(who, number, posed[place - 1], answer)
        except AlreadyFinished:
            return self._closed(number)
        except (PersonGone, NoSuchAttempt):
            return self._gone()
        return redirect(onward, extra=(*cookie, *chosen))

    def back(self, number: int) -> Finished:
        """Whoever opens the address that finishes an attempt is led to the attempt."""
        return redirect(f"{self._pages.address}/{number}")

    async def finish(self, number: int, sent: Sent) -> Finished:
        """Mark the attempt and show its result."""
        found = await self._attempt(number)
        who = await caller(self._site, self._request, sent.one("token"))
        if found is None:
            return self._gone()
        if not who.trusted:
            return redirect(f"{self._pages.address}/{number}/check")

        async def work(writer: Writer, _person_id: int, now: datetime) -> None:
            await mark_quiz(writer, course=self._course, module=self._module, attempt=found[0], now=now)

        _, cookie = await save(self._site, who, self._course.language, work)
        return redirect(f"{self._pages.address}/{number}", extra=cookie)

    def _again(self, attempt: Attempt, posed: tuple[Posed, ...], place: int, sent: Sent, problem: str) -> Templated:
        """The question with the form as it was sent."""
        draft = questions.draft(posed[place - 1].question, sent.fields)
        return self._pages.question(attempt, posed, place, token=self._token(), draft=draft, problem=problem)

    def _problem(
        self, question: Question, answer: questions.Answer | Incomplete | None, who: Caller, sent: Sent
    ) -> str:
        """Why the answer was not saved; nothing where nobody meant it to be yet, but only chose another language."""
        ui = self._site.interfaces[self._course.language]
        if not isinstance(answer, Incomplete):
            return "" if who.trusted else sentences.send_again(ui)
        return "" if sent.one("language") else sentences.incomplete(ui, question.kind, answer)

    async def _save(
        self, who: Caller, number: int, posed: Posed, answer: questions.Answer | None
    ) -> tuple[Header, ...]:
        """Keep an answer; the cookie to set. Raises PersonGone, NoSuchAttempt, AlreadyFinished."""

        async def work(writer: Writer, person_id: int, now: datetime) -> None:
            await answer_in_quiz(
                writer,
                person_id=person_id,
                course=self._course,
                module=self._module,
                number=number,
                posed=posed,
                answer=answer,
                now=now,
            )

        _, cookie = await save(self._site, who, self._course.language, work)
        return cookie

    async def _attempt(self, number: int) -> tuple[Attempt, tuple[Posed, ...]] | None:
        if not self._session:
            return None
        attempt = await attempt_by_number(self._site.database, **self._own(), number=number)
        if attempt is None:
            return None
        database = self._site.database
        return attempt, await posed_questions(database, course=self._course, module=self._module, attempt=attempt)

    def _own(self) -> Own:
        return {
            "token_hash": token_hash(self._session or ""),
            "course": self._course.id,
            "module": self._module.id,
            "now": self._site.clock(),
        }

    def _language(self, sent: Sent) -> tuple[Header, ...]:
        """The cookie that remembers another language, where one was chosen instead of going on."""
        language = sent.one("language")
        if language == self._course.language or language not in self._site.interfaces:
            return ()
        return (remembered(language, secure=self._site.cookie.secure),)

    def _onward(self, number: int, place: int, count: int, sent: Sent) -> str:
        go, language = sent.one("go"), sent.one("language")
        if language in self._site.interfaces:
            here = self._pages.question_address(number, place)
            return f"/{language}{here.removeprefix(f'/{self._course.language}')}"
        if go == "back" and place > 1:
            return self._pages.question_address(number, place - 1)
        if go == "check" or place == count:
            return f"{self._pages.address}/{number}/check"
        return self._pages.question_address(number, place + 1)

    def _token(self) -> str:
        return page_token(self._site, self._session)

    def _show(self, page: Templated) -> Finished:
        return personal_page(self._request, self._site.render(page, self._course.language))

    def _closed(self, number: int) -> Finished:
        result = f"{self._pages.address}/{number}"
        return self._messages.already_finished(self._request, self._course.language, result)

    def _gone(self) -> Finished:
        return self._messages.not_found(self._request, self._course.language)


def _given(answer: questions.Answer | Incomplete, draft: questions.Answer) -> questions.Answer | Incomplete | None:
    """What a form holds, None where everything was left empty: in a quiz that is how an answer is taken back."""
    if not isinstance(answer, Incomplete):
        return answer
    empty = answer.reason in {Reason.NOTHING_CHOSEN, Reason.BLANK} or (answer.reason == Reason.UNPLACED and not draft)
    return None if empty else answer
