"""Home, course and module pages: what there is, what is done, what is missing."""

from typing import Literal

from app.content.model import Course, Lesson, Module
from app.learn import frames, sentences
from app.learn.going_on import going_on
from app.learn.pages import Bar, GameCard, Home, LessonRow, ModuleBlock, ModuleCard, ModulePage, Outline, QuizRow
from app.progress.records import CourseState
from app.progress.standing import CourseStanding, LessonStanding, ModuleStanding, QuizStanding, standing
from app.web.locale import Interface
from app.web.page import Link
from app.web.site import Site

RowState = Literal["", "open", "begun", "done"]


class Outlining:
    """The pages of a course for one person, or for a visitor where `state` is None."""

    def __init__(self, site: Site, course: Course, state: CourseState | None) -> None:
        self._site, self._course, self._state = site, course, state
        self._ui: Interface = site.interfaces[course.language]
        self._standing: CourseStanding = standing(course, state)
        self.going_on = going_on(self._ui, course, state, self._standing) if state else None

    def home(self) -> Home:
        course = self._course
        return Home(
            **self._site.frame(course.language, title=self._site.name, path="", description=course.summary.plain),
            course_title=course.title.plain,
            summary=course.summary.html,
            outcomes=tuple(outcome.html for outcome in course.outcomes),
            minutes=self._minutes(),
            going_on=self.going_on,
            start=frames.first_lesson(self._ui, course),
            self_check=self._self_check(),
            missing=self._missing(),
            modules=self.cards(),
            games=self.games(),
        )

    def outline(self) -> Outline:
        course = self._course
        path = frames.course_path(course.id)
        return Outline(
            **self._site.frame(course.language, title=course.title.plain, path=path, description=course.summary.plain),
            heading=course.title.plain,
            intro=course.intro,
            outcomes=tuple(outcome.html for outcome in course.outcomes),
            minutes=self._minutes(),
            going_on=self.going_on,
            start=frames.first_lesson(self._ui, course),
            self_check=self._self_check(),
            missing=self._missing(),
            bar=self._bar(self._standing.done, self._standing.total),
            modules=tuple(self._block(module, stands) for module, stands in self._modules()),
            games=self.games(),
            printable=self._printable(""),
        )

    def module(self, module: Module) -> ModulePage:
        course = self._course
        stands = self._standing.module(module.id)
        path = frames.module_path(course.id, module.id)
        crumbs = (frames.to_course(course),)
        block = self._block(module, stands) if stands else None
        return ModulePage(
            **self._site.frame(
                course.language,
                title=module.title.plain,
                path=path,
                crumbs=crumbs,
                description=module.summary.plain,
            ),
            heading=module.title.plain,
            intro=module.intro,
            audience=module.audience.html,
            outcomes=tuple(outcome.html for outcome in module.outcomes),
            minutes=sentences.minutes(self._ui, module.minutes),
            going_on=self._going_on_in(module),
            start=frames.beginning(self._ui, course, module),
            missing=block.missing if block else "",
            bar=block.bar if block else None,
            lessons=block.lessons if block else (),
            quiz=block.quiz if block else None,
            games=() if module.is_test else self.games(),
            printable=None if module.is_test else self._printable(module.id),
        )

    def _self_check(self) -> Link | None:
        """For whoever hasn't begun."""
        if self.going_on or not self._course.self_check or self._standing.complete:
            return None
        return frames.to_self_check(self._ui, self._course)

    def _printable(self, module: str) -> Link:
        path = frames.print_path(self._course.id, module)
        label = self._ui.gettext("Print this module") if module else self._ui.gettext("Print the whole course")
        return Link(f"/{self._course.language}{path}", label)

    def _going_on_in(self, module: Module) -> Link | None:
        """Where to go on from the page of a module: in it, as long as something is open there."""
        if self._state is None:
            return None
        return going_on(self._ui, self._course, self._state, self._standing, module) or self.going_on

    def cards(self) -> tuple[ModuleCard, ...]:
        return tuple(self._card(module, stands) for module, stands in self._modules())

    def games(self) -> tuple[GameCard, ...]:
        return tuple(
            GameCard(
                href=frames.to_game(self._course, game).href,
                title=game.title.plain,
                summary=game.summary.html,
                minutes=sentences.minutes(self._ui, game.minutes),
            )
            for game in self._course.games
        )

    def _modules(self) -> tuple[tuple[Module, ModuleStanding], ...]:
        return tuple(zip(self._course.modules, self._standing.modules, strict=True))

    def _minutes(self) -> str:
        return sentences.minutes(self._ui, sum(module.minutes for module in self._course.modules))

    def _missing(self) -> str:
        if self._state is None:
            return ""
        return sentences.course_missing(self._ui, self._standing)

    def _card(self, module: Module, stands: ModuleStanding) -> ModuleCard:
        return ModuleCard(
            href=frames.to_module(self._course, module).href,
            title=module.title.plain,
            summary=module.summary.html,
            minutes=sentences.minutes(self._ui, module.minutes),
            bar=self._bar(stands.done, stands.total),
            missing=self._module_missing(stands),
        )

    def _block(self, module: Module, stands: ModuleStanding) -> ModuleBlock:
        card = self._card(module, stands)
        rows = zip(module.lessons, stands.lessons, strict=True)
        return ModuleBlock(
            href=card.href,
            title=card.title,
            summary=card.summary,
            outcomes=tuple(outcome.html for outcome in module.outcomes),
            minutes=card.minutes,
            lessons=tuple(self._row(module, lesson, one, number) for number, (lesson, one) in enumerate(rows, start=1)),
            quiz=self._quiz_row(module, stands.quiz),
            bar=card.bar,
            missing=card.missing,
        )

    def _row(self, module: Module, lesson: Lesson, stands: LessonStanding, number: int) -> LessonRow:
        return LessonRow(
            number=number,
            href=frames.to_lesson(self._course, module, lesson).href,
            title=lesson.title.plain,
            minutes=sentences.minutes(self._ui, lesson.minutes),
            outcomes=tuple(outcome.html for outcome in lesson.outcomes),
            state=self._lesson_state(module, lesson, stands),
        )

    def _lesson_state(self, module: Module, lesson: Lesson, stands: LessonStanding) -> RowState:
        if self._state is None:
            return ""
        if stands.complete:
            return "done"
        done = self._state.done.get(module.id, frozenset())
        return "begun" if any(question.id in done for question in lesson.questions) else "open"

    def _quiz_row(self, module: Module, stands: QuizStanding | None) -> QuizRow | None:
        if module.quiz is None or stands is None:
            return None
        return QuizRow(
            href=frames.to_quiz(self._ui, self._course, module).href,
            title=self._ui.gettext("Take the test") if module.is_test else self._ui.gettext("Module quiz"),
            minutes=sentences.minutes(self._ui, module.quiz.minutes),
            state=self._quiz_state(stands),
            result=self._quiz_result(stands),
        )

    def _quiz_state(self, stands: QuizStanding) -> RowState:
        if self._state is None:
            return ""
        return "done" if stands.passed else "begun" if stands.attempts else "open"

    def _quiz_result(self, stands: QuizStanding) -> str:
        if stands.best is None:
            return ""
        if stands.passed:
            best = sentences.share(self._ui, stands.best)
            return self._ui.gettext("Passed; your best result is {best}.", best=best)
        return sentences.best_and_needed(self._ui, stands.best, stands.pass_mark)

    def _module_missing(self, stands: ModuleStanding) -> str:
        return "" if self._state is None else sentences.module_missing(self._ui, stands)

    def _bar(self, done: int, total: int) -> Bar | None:
        if self._state is None:
            return None
        # Translators: beside a bar of progress; counted are the lessons and the quizzes. {count} is how many there are.
        words = self._ui.ngettext("{done} of {count} done", "{done} of {count} done", total, done=done, count=total)
        return Bar(done, total, words)
