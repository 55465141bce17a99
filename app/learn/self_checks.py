"""The self-check: which lessons to begin with. Nothing of it is kept; the answers are in the page's address."""

from collections.abc import Mapping
from urllib.parse import urlencode

from app.content.model import Choice, Course, Lesson, Module, Question, SelfCheck
from app.learn import frames
from app.learn.pages import CheckedOption, CheckedQuestion, SelfCheckPage, Suggestion
from app.web.page import Link
from app.web.site import Site

SENT = "sent"
"""The field that tells a form that was sent, perhaps with nothing chosen, from a page opened anew."""


class SelfChecking:
    """The self-check of one course in one language."""

    def __init__(self, site: Site, course: Course, check: SelfCheck) -> None:
        self._site, self._course, self._check = site, course, check
        self._ui = site.interfaces[course.language]

    def page(self, sent: Mapping[str, str]) -> SelfCheckPage:
        """`sent` are the fields of the form: the key that was chosen for each question by the question's id."""
        course, answered = self._course, SENT in sent
        chosen = {
            one.id: sent[one.id] for one in self._check.questions if _right_of(one, sent.get(one.id, "")) is not None
        }
        known = frozenset(one.id for one in self._check.questions if _right_of(one, chosen.get(one.id, "")))
        suggestions = tuple(self._suggestion(module, known) for module in course.modules if self._asked(module))
        return SelfCheckPage(
            **self._site.frame(
                course.language,
                title=self._check.title.plain,
                path=frames.self_check_path(course.id),
                query=urlencode({**chosen, SENT: ""}) if answered else "",
                crumbs=(frames.to_course(course),),
                description=self._check.intro.plain,
                indexed=not answered,
            ),
            heading=self._check.title.plain,
            intro=self._check.intro.html,
            answered=answered,
            sentence=self._sentence(suggestions),
            begin_with=tuple(one for one in suggestions if one.lessons),
            leave=tuple(one for one in suggestions if not one.lessons),
            questions=tuple(
                self._question(number, one, chosen.get(one.id, ""))
                for number, one in enumerate(self._check.questions, 1)
            ),
            again=frames.to_self_check(self._ui, course).href,
        )

    def _asked(self, module: Module) -> list[tuple[Question, Lesson]]:
        """The questions that come from the lessons of a module, with their lessons."""
        found = ((one, self._course.lesson_of(one)) for one in self._check.questions)
        return [(one, home[1]) for one, home in found if home and home[0].id == module.id]

    def _suggestion(self, module: Module, known: frozenset[str]) -> Suggestion:
        unknown = (lesson for one, lesson in self._asked(module) if one.id not in known)
        lessons = dict.fromkeys(frames.to_lesson(self._course, module, lesson) for lesson in unknown)
        to = frames.to_module(self._course, module)
        return Suggestion(to.href, to.label, tuple(lessons))

    def _sentence(self, suggestions: tuple[Suggestion, ...]) -> str:
        left = sum(len(one.lessons) for one in suggestions)
        if not left:
            return self._ui.gettext(
                "You knew all of it. The module quizzes and the final test will show you whether you know the rest too."
            )
        return self._ui.ngettext(
            "Begin with this lesson: it explains what is still open.",
            "Begin with these {count} lessons: they explain what is still open.",
            left,
            count=left,
        )

    def _question(self, number: int, question: Question, chosen: str) -> CheckedQuestion:
        options = question.body.options if isinstance(question.body, Choice) else ()
        verdict = "" if chosen else self._ui.gettext("Not answered.")
        home = self._course.lesson_of(question)
        right = bool(_right_of(question, chosen))
        return CheckedQuestion(
            number=self._ui.gettext("Question {number} of {count}", number=number, count=len(self._check.questions)),
            anchor=question.anchor,
            name=question.id,
            stem=question.stem,
            options=tuple(CheckedOption(one.key, one.text.html, one.key == chosen, one.feedback) for one in options),
            right=right,
            verdict=self._ui.gettext("Right.") if right else verdict,
            explanation=question.explanation,
            lesson=self._read(frames.to_lesson(self._course, *home)) if home else None,
        )

    def _read(self, to: Link) -> Link:
        # Translators: a link; {title} is the title of a lesson
        return Link(to.href, self._ui.gettext("Read the lesson: {title}", title=to.label))


def _right_of(question: Question, chosen: str) -> bool | None:
    """Whether what was chosen is right; None where nothing was that can be chosen."""
    options = question.body.options if isinstance(question.body, Choice) else ()
    return next((one.right for one in options if one.key == chosen), None)
