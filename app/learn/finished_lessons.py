"""Lessons made ready to be sent: everything that isn't personal is rendered and compressed once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from app.content.model import Course, Html, Lesson, Module, Prose, Question
from app.learn import frames, sentences
from app.learn.pages import LessonConfirm, LessonPage, LessonPlace, LessonStatus
from app.learn.question_parts import UNTOUCHED, Stand, Surroundings, question_part
from app.web.fragments import TOKEN_HOLE, Cut, cut
from app.web.page import Link
from app.web.render import hole, pieces
from app.web.site import Site

# Of a question, as it stands for somebody. What people write themselves is never kept here.
_KEPT_STANDS = 2048
_WRITTEN = {"short", "reflection"}

Reader = Literal["visitor", "known", "unreadable"]
"""A visitor without a session, somebody with one, or somebody whose progress can't be read at the moment."""


class FinishedLesson:
    """One lesson in one language. `visitor` is its page for everybody of whom nothing is known."""

    def __init__(self, site: Site, course: Course, module: Module, lesson: Lesson) -> None:
        self.course, self.module, self.lesson = course, module, lesson
        self.address = frames.to_lesson(course, module, lesson).href
        self.questions: Mapping[str, Question] = {question.id: question for question in lesson.questions}
        self.question_ids = tuple(self.questions)
        self.graded = tuple(question.id for question in lesson.questions if question.graded)
        self._site = site
        self._ui = site.interfaces[course.language]
        self._frame = pieces(site.render(self._page(), course.language))
        self._cuts = tuple((cut(text), name) for text, name in self._frame)
        self._kept_question = lru_cache(_KEPT_STANDS)(self._question)
        self._kept_status = lru_cache(_KEPT_STANDS)(self._status)
        self.visitor: Cut = cut(self._visitor())

    def cuts(self, stands: Mapping[str, Stand], *, confirmed: bool, reader: Reader) -> Iterator[Cut]:
        """The lesson's page as its questions stand for a reader."""
        for stretch, name in self._cuts:
            yield stretch
            if name.startswith("question:"):
                yield self._question_cut(name.removeprefix("question:"), stands)
            elif name:
                yield self._kept_status(name, self._open(stands), confirmed, reader)

    def _question_cut(self, question_id: str, stands: Mapping[str, Stand]) -> Cut:
        stand = stands.get(question_id, UNTOUCHED)
        written = self.questions[question_id].kind in _WRITTEN and stand.answer
        return (self._question if written or stand.problem else self._kept_question)(question_id, stand)

    def _question(self, question_id: str, stand: Stand) -> Cut:
        return cut(self._question_markup(question_id, stand))

    def _question_markup(self, question_id: str, stand: Stand) -> str:
        question = self.questions[question_id]
        part = question_part(self._ui, question, stand, self._around(question_id))
        return self._site.render(part, self.course.language)

    def _around(self, question_id: str) -> Surroundings:
        place = self.question_ids.index(question_id)
        return Surroundings(
            action=f"{self.address}/{question_id}",
            lesson=self.address,
            number=place + 1,
            count=len(self.question_ids),
            following=self._after(place),
            privacy=f"/{self.course.language}/privacy",
        )

    def _after(self, place: int) -> Link:
        if place + 1 < len(self.question_ids):
            anchor = self.questions[self.question_ids[place + 1]].anchor
            return Link(f"{self.address}#{anchor}", self._ui.gettext("Next question"))
        return self._following()

    def _open(self, stands: Mapping[str, Stand]) -> int:
        return sum(not stands.get(question, UNTOUCHED).done for question in self.graded)

    def _status(self, name: str, still_open: int, confirmed: bool, reader: Reader) -> Cut:  # noqa: FBT001 - cached
        return cut(self._filling(name, still_open, confirmed=confirmed, reader=reader))

    def _filling(self, name: str, still_open: int, *, confirmed: bool, reader: Reader) -> str:
        done = reader == "known" and (confirmed if not self.graded else not still_open)
        if name == "status":
            part = LessonStatus(sentence=self._sentence(still_open, done=done, reader=reader), done=done)
            return self._site.render(part, self.course.language)
        if name == "end":
            return "" if self.graded else self._site.render(self._confirm(confirmed=confirmed), self.course.language)
        return self._site.render(self._place(), self.course.language) if reader == "known" else ""

    def _sentence(self, still_open: int, *, done: bool, reader: Reader) -> str:
        if reader == "unreadable":
            return self._ui.gettext(
                "Your progress cannot be shown at the moment. The lessons are all here, and nothing you did is lost."
            )
        if done:
            return self._ui.gettext("You have completed this lesson.")
        if reader == "visitor" or not self.graded:
            return ""
        return self._ui.ngettext(
            "One question is still open in this lesson.",
            "{count} questions are still open in this lesson.",
            still_open,
            count=still_open,
        )

    def _confirm(self, *, confirmed: bool) -> LessonConfirm:
        return LessonConfirm(action=self.address, token=Html(TOKEN_HOLE), confirmed=confirmed)

    def _place(self) -> LessonPlace:
        return LessonPlace(action=self.address, token=Html(TOKEN_HOLE))

    def _visitor(self) -> str:
        parts = []
        for text, name in self._frame:
            parts.append(text)
            if name.startswith("question:"):
                parts.append(self._question_markup(name.removeprefix("question:"), UNTOUCHED))
            elif name:
                parts.append(self._filling(name, len(self.graded), confirmed=False, reader="visitor"))
        return "".join(parts)

    def _page(self) -> LessonPage:
        course, module, lesson = self.course, self.module, self.lesson
        place = module.lessons.index(lesson)
        crumbs = (frames.to_course(course), frames.to_module(course, module))
        path = frames.lesson_path(course.id, module.id, lesson.id)
        return LessonPage(
            **self._site.frame(course.language, title=lesson.title.plain, path=path, crumbs=crumbs),
            heading=lesson.title.plain,
            position=self._ui.gettext("Lesson {number} of {count}", number=place + 1, count=len(module.lessons)),
            minutes=sentences.minutes(self._ui, lesson.minutes),
            outcomes=tuple(outcome.html for outcome in lesson.outcomes),
            parts=tuple(part.html if isinstance(part, Prose) else hole(f"question:{part.id}") for part in lesson.parts),
            previous=frames.to_lesson(course, module, module.lessons[place - 1]) if place else None,
            following=self._following(),
        )

    def _following(self) -> Link:
        module = self.module
        rest = module.lessons[module.lessons.index(self.lesson) + 1 :]
        if rest:
            title = rest[0].title.plain
            to = frames.to_lesson(self.course, module, rest[0])
            return Link(to.href, self._ui.gettext("Next lesson: {title}", title=title))
        if module.quiz:
            return Link(frames.to_quiz(self._ui, self.course, module).href, self._ui.gettext("On to the quiz"))
        return frames.to_course(self.course)


@dataclass(frozen=True, slots=True)
class _Edition:
    number: int
    lessons: Mapping[tuple[str, str, str, str], FinishedLesson]


class FinishedLessons:
    """Every lesson in every language, by language, course, module and lesson; made again when an author changes one."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._edition = self._made()

    def get(self, language: str, course: str, module: str, lesson: str) -> FinishedLesson | None:
        if self._edition.number != self._site.shelf.edition:
            self._edition = self._made()
        return self._edition.lessons.get((language, course, module, lesson))

    def _made(self) -> _Edition:
        shelf = self._site.shelf
        made = {
            (course.language, course.id, module.id, lesson.id): FinishedLesson(self._site, course, module, lesson)
            for languages in shelf.library.courses.values()
            for course in languages.values()
            for module in course.modules
            for lesson in module.lessons
        }
        return _Edition(shelf.edition, made)
