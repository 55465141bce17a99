"""The pages of a module's quiz."""

from math import floor
from typing import Any

from app.content import questions
from app.content.model import Course, Module, Question
from app.content.questions import Answer
from app.learn import frames, sentences
from app.learn.pages import AttemptRow, QuizCheck, QuizQuestion, QuizResult, QuizStart, Reviewed, Step
from app.progress.quizzing import Posed
from app.progress.records import Attempt
from app.progress.records import QuizResult as Past
from app.web.page import Link
from app.web.site import Site


class QuizPages:
    """The pages of one module's quiz in one language."""

    def __init__(self, site: Site, course: Course, module: Module) -> None:
        self._site, self._course, self._module = site, course, module
        self._ui = site.interfaces[course.language]
        quiz = frames.to_quiz(self._ui, course, module)
        self.address, self._heading = quiz.href, quiz.label

    def start(self, *, token: str, past: tuple[Past, ...], attempt: Attempt | None) -> QuizStart:
        quiz = self._module.quiz
        count, needed = (quiz.draw, quiz.pass_mark) if quiz else (0, 0)
        best = max((one.score for one in past if one.score is not None), default=None)
        return QuizStart(
            **self._frame(self._heading, tail=""),
            heading=self._heading,
            texts=self._rules(count, needed),
            minutes=sentences.minutes(self._ui, quiz.minutes if quiz else 0),
            best="" if best is None else self._best(best),
            action=self.address,
            token=token,
            button=self._start_button(past, attempt),
            attempts=tuple(self._past_row(one) for one in reversed(past)),
        )

    def question(
        self,
        attempt: Attempt,
        posed: tuple[Posed, ...],
        number: int,
        *,
        token: str,
        draft: Answer | None = None,
        problem: str = "",
    ) -> QuizQuestion:
        one = posed[number - 1]
        shown = draft if draft is not None else one.answer
        view = questions.show(one.question, one.laid.order, shown, None)
        position = self._ui.gettext("Question {number} of {count}", number=number, count=len(posed))
        return QuizQuestion(
            **self._frame(f"{position} · {self._heading}", tail=f"/{attempt.number}/{number}"),
            heading=self._heading,
            position=position,
            action=self.question_address(attempt.number, number),
            token=token,
            stem=one.question.stem,
            how=sentences.how_to_answer(self._ui, one.question.kind, view),
            view=view,
            problem=problem,
            saved=self._ui.gettext("Saved. You will see what is right when you finish.") if one.answer else "",
            first=number == 1,
            last=number == len(posed),
            leave=self._leave(attempt, number, len(posed)),
            steps=self._steps(attempt, posed, number),
        )

    def check(self, attempt: Attempt, posed: tuple[Posed, ...], *, token: str) -> QuizCheck:
        left = [number for number, one in enumerate(posed, start=1) if one.answer is None]
        back = left[0] if left else len(posed)
        label = self._ui.gettext("Go back to what is open") if left else self._ui.gettext("Back to the last question")
        return QuizCheck(
            **self._frame(self._heading, tail=f"/{attempt.number}/check"),
            heading=self._ui.gettext("Before you finish"),
            sentence=self._open_sentence(len(left)),
            open_questions=tuple(self._to_question(attempt, number, posed[number - 1].question) for number in left),
            action=f"{self.address}/{attempt.number}/finish",
            token=token,
            back=Link(self.question_address(attempt.number, back), label),
            steps=self._steps(attempt, posed, 0),
        )

    def result(self, attempt: Attempt, posed: tuple[Posed, ...], past: tuple[Past, ...]) -> QuizResult:
        best = max((one.score for one in past if one.score is not None), default=0.0)
        passed = bool(attempt.passed)
        return QuizResult(
            **self._frame(self._heading, tail=f"/{attempt.number}"),
            heading=self._ui.gettext("Your result"),
            passed=passed,
            sentence=self._result_sentence(attempt, passed=passed),
            when=self._ui.date(attempt.finished_at or attempt.started_at),
            best=self._best(best),
            lessons=self._worth_another_look(posed),
            again=Link(self.address, self._take_again()),
            onward=Link(frames.to_course(self._course).href, self._ui.gettext("Back to the course")),
            questions=tuple(self._reviewed(number, one) for number, one in enumerate(posed, start=1)),
        )

    def question_address(self, attempt: int, number: int) -> str:
        return f"{self.address}/{attempt}/{number}"

    def _frame(self, title: str, *, tail: str) -> dict[str, Any]:
        path = frames.quiz_path(self._course.id, self._module.id) + tail
        crumbs: tuple[Link, ...] = (
            frames.to_course(self._course),
            frames.to_module(self._course, self._module),
        )
        if tail and not self._module.is_test:
            crumbs += (Link(self.address, self._ui.gettext("Quiz")),)
        return self._site.frame(self._course.language, title=title, path=path, crumbs=crumbs, indexed=not tail)

    def _leave(self, attempt: Attempt, number: int, count: int) -> Link:
        onward = f"{self.address}/{attempt.number}/check"
        if number < count:
            onward = self.question_address(attempt.number, number + 1)
        return Link(onward, self._ui.gettext("Leave this open for now"))

    def _rules(self, count: int, needed: int) -> tuple[str, ...]:
        return (
            self._extent(count),
            self._ui.gettext(
                "You pass with {needed}. You can take it as often as you wish; your best result counts.",
                needed=self._ui.percent(needed),
            ),
            self._ui.gettext(
                "Take your time: nothing is timed, and your answers are saved as you give them. "
                "You will see what is right when you finish."
            ),
        )

    def _extent(self, count: int) -> str:
        if self._module.is_test:
            return self._ui.ngettext(
                "This test has {count} question, drawn from all the modules of the course.",
                "This test has {count} questions, drawn from all the modules of the course.",
                count,
                count=count,
            )
        return self._ui.ngettext(
            "This quiz has {count} question, drawn from all the lessons of the module.",
            "This quiz has {count} questions, drawn from all the lessons of the module.",
            count,
            count=count,
        )

    def _start_button(self, past: tuple[Past, ...], attempt: Attempt | None) -> str:
        if attempt is not None:
            # Translators: a button: go on with an attempt at a quiz or test that was begun
            return self._ui.gettext("Go on")
        # Translators: a button: begin an attempt at a quiz or test
        return self._take_again() if past else self._ui.gettext("Start now")

    def _best(self, score: float) -> str:
        return self._ui.gettext("Your best result is {best}.", best=sentences.share(self._ui, score))

    def _take_again(self) -> str:
        # Translators: "it" is a quiz or a test
        return self._ui.gettext("Take it again")

    def _past_row(self, one: Past) -> AttemptRow:
        reached = sentences.share(self._ui, one.score or 0.0)
        # Translators: how an earlier attempt at the quiz ended, after its date. {share} is a percentage.
        result = self._ui.gettext("{share}, passed", share=reached) if one.passed else reached
        when = self._ui.date(one.finished_at or one.started_at)
        return AttemptRow(f"{self.address}/{one.number}", when, result)

    def _steps(self, attempt: Attempt, posed: tuple[Posed, ...], current: int) -> tuple[Step, ...]:
        return tuple(
            Step(number, self.question_address(attempt.number, number), one.answer is not None, number == current)
            for number, one in enumerate(posed, start=1)
        )

    def _to_question(self, attempt: Attempt, number: int, question: Question) -> Link:
        # Translators: {stem} is the question itself.
        label = self._ui.gettext("Question {number}: {stem}", number=number, stem=question.stem_plain)
        return Link(self.question_address(attempt.number, number), label)

    def _open_sentence(self, left: int) -> str:
        if not left:
            return self._ui.gettext("You have answered every question. Finish when you are ready.")
        return self._ui.ngettext(
            "One question is still open. You can finish anyway; it gives no marks.",
            "{count} questions are still open. You can finish anyway; they give no marks.",
            left,
            count=left,
        )

    def _result_sentence(self, attempt: Attempt, *, passed: bool) -> str:
        reached = sentences.share(self._ui, attempt.score or 0.0)
        needed = self._ui.percent(attempt.pass_mark or 0)
        if passed:
            # Translators: both are percentages: what was reached, and what the pass mark was.
            return self._ui.gettext("Passed: {share}. Well done; you needed {needed}.", share=reached, needed=needed)
        return self._ui.gettext(
            "{share} this time; you need {needed}. Below you see where each question comes from. "
            "Read those lessons again, and try once more.",
            share=reached,
            needed=needed,
        )

    def _worth_another_look(self, posed: tuple[Posed, ...]) -> tuple[Link, ...]:
        """The lessons of the questions that weren't answered right, in the order of the course."""
        weak = (self._lesson(one.question) for one in posed if one.mark is None or one.mark < 1)
        found = {link for link in weak if link}
        every = (
            frames.to_lesson(self._course, module, lesson)
            for module in self._course.modules
            for lesson in module.lessons
        )
        return tuple(link for link in every if link in found)

    def _reviewed(self, number: int, one: Posed) -> Reviewed:
        answer = one.answer
        marked = None if answer is None else questions.mark(one.question, answer)
        reached = one.mark
        lesson = self._lesson(one.question)
        return Reviewed(
            number=number,
            anchor=one.question.anchor,
            stem=one.question.stem,
            view=questions.show(one.question, one.laid.order, answer, marked),
            state="empty" if reached is None else "right" if reached == 1 else "partly" if reached else "wrong",
            mark=self._mark_words(None if reached is None else floor(reached * 100)),
            explanation=one.question.explanation,
            lesson=self._read_again(lesson) if lesson else None,
            language="en" if one.changed else self._course.language,
            changed=self._ui.gettext("This question has been changed since. You see it as it was.")
            if one.changed
            else "",
        )

    def _read_again(self, to: Link) -> Link:
        return Link(to.href, self._ui.gettext("Read this lesson again: {title}", title=to.label))

    def _mark_words(self, reached: int | None) -> str:
        if reached is None:
            return self._ui.gettext("Not answered.")
        if reached == 100:
            # Translators: correct; said of an answer or of a part of one.
            return self._ui.gettext("Right.")
        if reached == 0:
            return self._ui.gettext("Not right.")
        return self._ui.gettext("Partly right: {share}.", share=self._ui.percent(reached))

    def _lesson(self, question: Question) -> Link | None:
        """The lesson a question comes from."""
        found = self._course.lesson_of(question, self._module)
        return frames.to_lesson(self._course, *found) if found else None
