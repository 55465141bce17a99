"""Lessons made ready to be sent: everything that isn't personal is rendered and compressed once."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Final, Literal, TypeAlias

from markupsafe import escape

from app.content.model import Course, Html, Lesson, Module, Prose, Question
from app.content.questions import Marked
from app.learn import frames, sentences
from app.learn.pages import LessonConfirm, LessonPage, LessonPlace, LessonStatus
from app.learn.question_parts import UNTOUCHED, WRITTEN, Stand, Surroundings, outcome, question_part, written
from app.web.fragments import TOKEN_HOLE, Cut, cut, solid
from app.web.page import Link
from app.web.render import hole, pieces
from app.web.site import Site

# Questions as they stand for somebody, of all lessons together: some 4 kB each.
_KEPT_QUESTIONS: Final = 4096
_KEPT_STATUSES: Final = 128
# Stands where somebody's own words go.
_WORDS: Final = "\ue000words\ue001"
_ANSWERED_IN_WORDS: Final = written(_WORDS)

Reader = Literal["visitor", "known", "unreadable"]
"""A visitor without a session, somebody with one, or somebody whose progress can't be read at the moment."""

Keep: TypeAlias = "Callable[[FinishedLesson, str, Stand, Marked | None], tuple[Cut, ...]]"
"""`FinishedLesson.question`, with what it made before kept."""


class FinishedLesson:
    """One lesson in one language. `visitor` is its page for everybody of whom nothing is known."""

    def __init__(self, site: Site, course: Course, module: Module, lesson: Lesson, kept_question: Keep) -> None:
        self.course, self.module, self.lesson = course, module, lesson
        self.address = frames.to_lesson(course, module, lesson).href
        self.questions: Mapping[str, Question] = {question.id: question for question in lesson.questions}
        self.question_ids = tuple(self.questions)
        self.graded = tuple(question.id for question in lesson.questions if question.graded)
        self._site = site
        self._ui = site.interfaces[course.language]
        self._frame = pieces(site.render(self._page(), course.language))
        self._cuts = tuple((cut(text), self._asked(name), name) for text, name in self._frame)
        self._kept_question = kept_question
        self._kept_status = lru_cache(_KEPT_STATUSES)(self._status)
        self.visitor: Cut = cut(self._visitor())

    def cuts(self, stands: Mapping[str, Stand], *, confirmed: bool, reader: Reader) -> Iterator[Cut]:
        """The lesson's page as its questions stand for a reader."""
        still_open = self._open(stands)
        for stretch, question, name in self._cuts:
            yield stretch
            if question:
                yield from self._question_cuts(question, stands.get(question.id, UNTOUCHED))
            elif name:
                yield self._kept_status(name, still_open, confirmed, reader)

    def question(self, question_id: str, stand: Stand, marked: Marked | None) -> tuple[Cut, ...]:
        """A question as it stands. Words that somebody wrote, which are `marked` already, go between its two cuts."""
        return tuple(map(cut, self._question_markup(self.questions[question_id], stand, marked).split(_WORDS)))

    def _question_cuts(self, question: Question, stand: Stand) -> Iterable[Cut]:
        if not stand.fresh:
            stand = Stand(1, *stand[1:])  # without a form, nothing shows how many there are; `_replace` is slow
        if question.kind in WRITTEN and stand.answer:
            return self._written(question, stand)
        return self._kept_question(self, question.id, stand, None)

    def _written(self, question: Question, stand: Stand) -> Iterable[Cut]:
        without = stand._replace(answer=_ANSWERED_IN_WORDS)
        before, after = self._kept_question(self, question.id, without, outcome(question, stand))
        return before, solid(escape(json.loads(stand.answer))), after

    def _question_markup(self, question: Question, stand: Stand, marked: Marked | None = None) -> str:
        marked = marked or outcome(question, stand)
        part = question_part(self._ui, question, stand, self._around(question.id), marked)
        return self._site.render(part, self.course.language)

    def _asked(self, name: str) -> Question | None:
        """The question that a hole of the frame is for."""
        return self.questions[name.removeprefix("question:")] if name.startswith("question:") else None

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
            if question := self._asked(name):
                parts.append(self._question_markup(question, UNTOUCHED))
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


class FinishedLessons:
    """Every lesson in every language, each made when it is first asked for, and again when its text has changed."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._begin()

    def get(self, language: str, course: str, module: str, lesson: str) -> FinishedLesson | None:
        if self._edition != self._site.shelf.edition:
            self._begin()
        key = (language, course, module, lesson)
        return self._made.get(key) or self._make(key)

    def _begin(self) -> None:
        self._edition = self._site.shelf.edition
        self._keep = lru_cache(_KEPT_QUESTIONS)(FinishedLesson.question)
        self._made: dict[tuple[str, str, str, str], FinishedLesson] = {}

    def _make(self, key: tuple[str, str, str, str]) -> FinishedLesson | None:
        language, course_id, module_id, lesson_id = key
        course = self._site.shelf.library.course(course_id, language)
        module = course.module(module_id) if course else None
        lesson = next((one for one in module.lessons if one.id == lesson_id), None) if module else None
        if course is None or module is None or lesson is None:
            return None
        made = self._made[key] = FinishedLesson(self._site, course, module, lesson, self._keep)
        return made
