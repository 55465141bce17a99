"""The addresses of everything that learners do."""

import difflib
from dataclasses import dataclass
from urllib.parse import quote

from starlette.requests import Request
from starlette.routing import Route

from app.content.model import Course, Lesson, Module
from app.learn import frames, lesson_answers
from app.learn.finished_lessons import FinishedLesson, FinishedLessons
from app.learn.quizzes import QuizDesk
from app.learn.reading import Reading
from app.web.forms import sent_form
from app.web.messages import Messages
from app.web.page import Link
from app.web.responses import Finished, redirect
from app.web.site import Site

_GET = ["GET", "HEAD"]
_POST = ["POST"]
_MODULE = "/{language}/{course}/{module}"
_QUIZ = f"{_MODULE}/quiz"


def handlers(site: Site, messages: Messages) -> "Learn":
    return Learn(site, messages, FinishedLessons(site), Reading(site))


def hot_routes(learn: "Learn") -> list[Route]:
    """What is asked for most: lessons and quizzes, whose addresses have four parts at least."""
    question = Route(f"{_MODULE}/{{lesson}}/{{question}}", learn.question, methods=_GET)
    return [*_lesson_routes(learn), *_quiz_routes(learn), question]


def _lesson_routes(learn: "Learn") -> list[Route]:
    lesson = f"{_MODULE}/{{lesson}}"
    return [
        # Before the lessons, since no lesson has these names.
        Route(_QUIZ, learn.quiz, methods=_GET),
        Route(f"{_MODULE}/print", learn.print_module, methods=_GET),
        Route(lesson, learn.lesson, methods=_GET),
        Route(f"{lesson}/{{question}}", learn.answer, methods=_POST),
        Route(_QUIZ, learn.begin_quiz, methods=_POST),
        Route(lesson, learn.lesson_end, methods=_POST),
    ]


def _quiz_routes(learn: "Learn") -> list[Route]:
    attempt = f"{_QUIZ}/{{number}}"
    return [
        Route(attempt, learn.attempt, methods=_GET),
        Route(f"{attempt}/check", learn.check_quiz, methods=_GET),
        Route(f"{attempt}/finish", learn.finish_quiz, methods=_POST),
        Route(f"{attempt}/finish", learn.back_to_attempt, methods=_GET),
        Route(f"{attempt}/{{place}}", learn.quiz_question, methods=_GET),
        Route(f"{attempt}/{{place}}", learn.answer_in_quiz, methods=_POST),
    ]


def other_routes(learn: "Learn") -> list[Route]:
    """The rest. Other jobs' addresses come before it, since a course may have nearly any name."""
    return [
        Route("/{language}", learn.home, methods=_GET),
        Route("/{language}/search", learn.search, methods=_GET),
        Route("/{language}/progress", learn.progress, methods=_GET),
        Route("/{language}/progress", learn.forget, methods=_POST),
        Route("/{language}/credits", learn.credits, methods=_GET),
        Route("/{language}/privacy", learn.privacy, methods=_GET),
        Route("/{language}/{course}/glossary", learn.glossary, methods=_GET),
        Route("/{language}/{course}/print", learn.print_course, methods=_GET),
        Route("/{language}/{course}/self-check", learn.self_check, methods=_GET),
        Route("/{language}/{course}", learn.outline, methods=_GET),
        Route(_MODULE, learn.module, methods=_GET),
    ]


@dataclass(frozen=True, slots=True)
class Learn:
    """The handlers: each finds what its address names, makes one call, and answers."""

    site: Site
    messages: Messages
    lessons: FinishedLessons
    reading: Reading

    async def lesson(self, request: Request) -> Finished:
        found = self._lesson(request)
        if found is None:
            return self._lesson_gone(request)
        return await lesson_answers.read_lesson(self.site, request, found)

    async def answer(self, request: Request) -> Finished:
        found = self._lesson(request)
        if found is None:
            return self._lesson_gone(request)
        question = found.questions.get(request.path_params["question"])
        if question is None:
            lesson = frames.to_lesson(found.course, found.module, found.lesson)
            return self.messages.question_gone(request, found.course.language, lesson)
        sent = await sent_form(request)
        act = lesson_answers.give_hint if sent.one("do") == "hint" else lesson_answers.take_answer
        return await act(self.site, request, found, question, sent)

    async def question(self, request: Request) -> Finished:
        """Whoever opens the address that a form was sent to, or comes back to it, is led to the question."""
        found = self._lesson(request)
        question = found.questions.get(request.path_params["question"]) if found else None
        if found is None:
            return self._lesson_gone(request)
        return redirect(f"{found.address}#{question.anchor}" if question else found.address)

    async def lesson_end(self, request: Request) -> Finished:
        found = self._lesson(request)
        if found is None:
            return self._lesson_gone(request)
        sent = await sent_form(request)
        act = lesson_answers.confirm_end if sent.one("do") == "read" else lesson_answers.note_place
        return await act(self.site, request, found, sent)

    async def quiz(self, request: Request) -> Finished:
        desk = self._desk(request)
        return await desk.start_page() if desk else self._not_found(request)

    async def begin_quiz(self, request: Request) -> Finished:
        desk, module = self._desk(request), self._module(request)
        if desk is None or module is None or module.quiz is None:
            return self._not_found(request)
        return await desk.begin(module.quiz, await sent_form(request))

    async def attempt(self, request: Request) -> Finished:
        desk = self._desk(request)
        return await desk.attempt_page(_number(request, "number")) if desk else self._not_found(request)

    async def check_quiz(self, request: Request) -> Finished:
        desk = self._desk(request)
        return await desk.check_page(_number(request, "number")) if desk else self._not_found(request)

    async def quiz_question(self, request: Request) -> Finished:
        desk = self._desk(request)
        if desk is None:
            return self._not_found(request)
        return await desk.question_page(_number(request, "number"), _number(request, "place"))

    async def answer_in_quiz(self, request: Request) -> Finished:
        desk = self._desk(request)
        if desk is None:
            return self._not_found(request)
        place = _number(request, "place")
        return await desk.answer(_number(request, "number"), place, await sent_form(request))

    async def finish_quiz(self, request: Request) -> Finished:
        desk = self._desk(request)
        if desk is None:
            return self._not_found(request)
        return await desk.finish(_number(request, "number"), await sent_form(request))

    async def back_to_attempt(self, request: Request) -> Finished:
        desk = self._desk(request)
        return desk.back(_number(request, "number")) if desk else self._not_found(request)

    async def home(self, request: Request) -> Finished:
        course = self._first_course(request)
        return await self.reading.home(request, course) if course else self._not_found(request)

    async def outline(self, request: Request) -> Finished:
        course = self._course(request)
        return await self.reading.outline(request, course) if course else self._not_found(request)

    async def module(self, request: Request) -> Finished:
        course, module = self._course(request), self._module(request)
        if course is None or module is None:
            return self._not_found(request)
        return await self.reading.module(request, course, module)

    async def glossary(self, request: Request) -> Finished:
        course = self._course(request)
        return self.reading.glossary(request, course) if course else self._not_found(request)

    async def print_course(self, request: Request) -> Finished:
        course = self._course(request)
        return self.reading.printed(request, course) if course else self._not_found(request)

    async def print_module(self, request: Request) -> Finished:
        course, module = self._course(request), self._module(request)
        if course is None or module is None or module.is_test:
            return self._not_found(request)
        return self.reading.printed(request, course, module)

    async def self_check(self, request: Request) -> Finished:
        course = self._course(request)
        if course is None or course.self_check is None:
            return self._not_found(request)
        return self.reading.self_check(request, course, course.self_check)

    async def search(self, request: Request) -> Finished:
        course = self._first_course(request)
        if course is None:
            return self._not_found(request)
        return await self.reading.search(request, course, request.query_params.get("q", ""))

    async def progress(self, request: Request) -> Finished:
        course = self._first_course(request)
        return await self.reading.progress(request, course) if course else self._not_found(request)

    async def forget(self, request: Request) -> Finished:
        course = self._first_course(request)
        if course is None:
            return self._not_found(request)
        return await self.reading.forget(request, course, await sent_form(request))

    async def credits(self, request: Request) -> Finished:
        course = self._first_course(request)
        return self.reading.credits(request, course) if course else self._not_found(request)

    async def privacy(self, request: Request) -> Finished:
        course = self._first_course(request)
        return self.reading.privacy(request, course) if course else self._not_found(request)

    def _lesson(self, request: Request) -> FinishedLesson | None:
        at = request.path_params
        return self.lessons.get(at["language"], at["course"], at["module"], at["lesson"])

    def _desk(self, request: Request) -> QuizDesk | None:
        course, module = self._course(request), self._module(request)
        if course is None or module is None or module.quiz is None:
            return None
        return QuizDesk(self.site, self.messages, request, course, module)

    def _course(self, request: Request) -> Course | None:
        at = request.path_params
        return self.site.shelf.library.course(at["course"], at["language"])

    def _first_course(self, request: Request) -> Course | None:
        language = request.path_params["language"]
        courses = self.site.shelf.library.courses.values()
        return next((course[language] for course in courses if language in course), None)

    def _module(self, request: Request) -> Module | None:
        course = self._course(request)
        return course.module(request.path_params["module"]) if course else None

    def _lesson_gone(self, request: Request) -> Finished:
        """A lesson under an earlier name leads on to itself; for another, the nearest is offered."""
        course, module = self._course(request), self._module(request)
        if course is None or module is None:
            return self._not_found(request)
        asked = request.path_params["lesson"]
        renamed = next((lesson for lesson in module.lessons if asked in lesson.formerly), None)
        if renamed is not None:
            # The same request is made again at the lesson's own address, so a form that is on its way is not lost.
            question = quote(request.path_params.get("question", ""), safe="")
            address = frames.to_lesson(course, module, renamed).href
            return redirect(f"{address}/{question}".rstrip("/"), status=308)
        return self.messages.lesson_gone(request, course.language, _nearest(course, module, asked))

    def _not_found(self, request: Request) -> Finished:
        return self.messages.not_found(request, self.messages.language_of(request.url.path))


def _number(request: Request, name: str) -> int:
    """A number in an address; 0, which nothing has, where it is none or longer than any."""
    text: str = request.path_params[name]
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0


def _nearest(course: Course, module: Module, asked: str) -> Link | None:
    def likeness(lesson: Lesson) -> float:
        return difflib.SequenceMatcher(None, asked, lesson.id).ratio()

    nearest = max(module.lessons, key=likeness, default=None)
    return frames.to_lesson(course, module, nearest) if nearest else None
