"""Making the printable edition of a module or of the whole course.

Quizzes and the final test are taken on the site, which marks them, and are not printed.
"""

import random
import re
from collections.abc import Iterator

from app.content import questions
from app.content.collation import sort_key
from app.content.model import (
    Choice,
    Course,
    Html,
    Lesson,
    Matching,
    Module,
    Ordering,
    Prose,
    Question,
    Short,
    Sorting,
    Text,
)
from app.learn import frames, sentences
from app.learn.pages import (
    AnswersOfLesson,
    PrintedAnswer,
    PrintedEdition,
    PrintedLesson,
    PrintedModule,
    PrintedPart,
    PrintedQuestion,
    Right,
    TermRow,
)
from app.web.page import Link
from app.web.site import Site

# In finished markup a quotation mark in a text is written &quot;, so only attributes look like this.
_NAMED = re.compile(r'\b(id|popovertarget)="([^"]+)"')
# A named section is a landmark, and on a page with many lessons many would have one name.
_LANDMARK = re.compile(r' aria-labelledby="[^"]+"')
_HEADING = re.compile(r"(</?h)([1-6])\b")


class Printing:
    """The printable editions of one course in one language."""

    def __init__(self, site: Site, course: Course) -> None:
        self._site, self._course = site, course
        self._ui = site.interfaces[course.language]

    def edition(self, module: Module | None = None) -> PrintedEdition:
        """One module, or with None the whole course."""
        course = self._course
        modules = [each for each in ((module,) if module else course.modules) if each.lessons]
        numbered = _numbered(modules)
        screen = frames.to_module(course, module) if module else frames.to_course(course)
        path = frames.print_path(course.id, module.id if module else "")
        terms = () if module else sorted(course.glossary, key=lambda term: sort_key(course.language, term.term.plain))
        return PrintedEdition(
            **self._site.frame(
                course.language, title=screen.label, path=path, crumbs=(frames.to_course(course),), indexed=False
            ),
            heading=screen.label,
            whole=module is None,
            intro=Html("") if module else course.intro,
            # Below the title stand the modules, if there are several, then the lessons, then what is in them.
            modules=tuple(self._module(each, numbered, depth=1 if module else 2) for each in modules),
            answers=tuple(self._answers(lesson, numbered) for each in modules for lesson in each.lessons),
            glossary_title=course.glossary_title.plain,
            terms=tuple(TermRow(term.id, term.term.html, term.definition.html) for term in terms),
            screen=Link(screen.href, self._ui.gettext("Read it on the screen")),
            source=f"{self._site.origin}{screen.href}",
        )

    def _module(self, module: Module, numbered: dict[int, int], *, depth: int) -> PrintedModule:
        return PrintedModule(
            anchor=f"module-{module.id}",
            title=module.title.plain,
            summary=module.summary.html,
            audience=module.audience.html,
            outcomes=tuple(outcome.html for outcome in module.outcomes),
            intro=_fitted(module.intro, module.id, depth - 1),
            lessons=tuple(self._lesson(module, lesson, numbered, depth=depth) for lesson in module.lessons),
        )

    def _lesson(self, module: Module, lesson: Lesson, numbered: dict[int, int], *, depth: int) -> PrintedLesson:
        name = f"{module.id}-{lesson.id}"
        return PrintedLesson(
            anchor=f"lesson-{name}",
            title=lesson.title.plain,
            minutes=sentences.minutes(self._ui, lesson.minutes),
            outcomes=tuple(outcome.html for outcome in lesson.outcomes),
            parts=tuple(
                PrintedPart(_fitted(part.html, name, depth), None)
                if isinstance(part, Prose)
                else PrintedPart(Html(""), self._question(part, numbered))
                for part in lesson.parts
            ),
        )

    def _question(self, question: Question, numbered: dict[int, int]) -> PrintedQuestion:
        # The same order at every printing; an order that is asked for must not be given away.
        chance = random.Random(question.revision)  # noqa: S311 - mixes what is printed, guards nothing
        view = questions.show(question, questions.order(question, chance), None, None)
        return PrintedQuestion(
            number=self._number(question, numbered),
            stem=question.stem,
            how=sentences.how_to_answer(self._ui, question.kind, view),
            view=view,
        )

    def _number(self, question: Question, numbered: dict[int, int]) -> str:
        # Translators: above a question of the printed edition, and again above its answer at the end
        return self._ui.gettext("Question {number}", number=numbered[id(question)])

    def _answers(self, lesson: Lesson, numbered: dict[int, int]) -> AnswersOfLesson:
        return AnswersOfLesson(
            lesson.title.plain,
            tuple(self._answer(one, numbered) for one in lesson.questions),
        )

    def _answer(self, question: Question, numbered: dict[int, int]) -> PrintedAnswer:
        return PrintedAnswer(
            number=self._number(question, numbered),
            right=tuple(_right(question)),
            ordered=isinstance(question.body, Ordering),
            explanation=question.explanation,
        )


def _numbered(modules: list[Module]) -> dict[int, int]:
    asked = (question for module in modules for lesson in module.lessons for question in lesson.questions)
    # The one question may stand in two modules.
    return {id(question): number for number, question in enumerate(asked, start=1)}


def _fitted(html: Html, name: str, depth: int) -> Html:
    """Markup of a page of its own, made to stand on a page with others: names that are unique, headings lower down."""
    named = _NAMED.sub(lambda found: f'{found[1]}="{name}-{found[2]}"', _LANDMARK.sub("", html))
    return Html(_HEADING.sub(lambda found: f"{found[1]}{min(int(found[2]) + depth, 6)}", named))


def _right(question: Question) -> Iterator[Right]:
    """The right answer in words, one for each part."""
    body = question.body
    if isinstance(body, Choice):
        yield from (_alone(option.text) for option in body.options if option.right)
    elif isinstance(body, Short):
        yield from (_alone(option.text) for option in body.options[:1])
    elif isinstance(body, Ordering):
        yield from (_alone(item.text) for item in body.items)
    elif isinstance(body, Matching | Sorting):
        labels = {label.key: label.text.html for label in body.labels}
        yield from (Right(item.text.html, labels[item.target]) for item in body.items)


def _alone(text: Text) -> Right:
    return Right(text.html, Html(""))
