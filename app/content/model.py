"""What a course is once it has been read: immutable values, one set for each language.

Identity (course, module, lesson, question and option ids) is the same in every language; only
the texts differ.
"""

from dataclasses import dataclass

from app.content.stories import Game
from app.content.values import Html, Place, Segment, Text

__all__ = [
    "Body",
    "Choice",
    "Course",
    "Heading",
    "Html",
    "Item",
    "Label",
    "Lesson",
    "Matching",
    "Module",
    "Option",
    "Ordering",
    "Passage",
    "Place",
    "Prose",
    "Question",
    "Quiz",
    "Reflection",
    "Segment",
    "SelfCheck",
    "Share",
    "Short",
    "Sorting",
    "Term",
    "Text",
]


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that can be chosen; `key` is authored and never used again for another option."""

    key: str
    text: Text
    right: bool
    feedback: Html


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to be placed: `target` is the key of the label where it belongs."""

    key: str
    text: Text
    target: str
    feedback: Html


@dataclass(frozen=True, slots=True)
class Label:
    """A place that items can be put at: a partner in matching, a group in sorting."""

    key: str
    text: Text


@dataclass(frozen=True, slots=True)
class Choice:
    """Single choice, multiple choice and true/false."""

    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Matching:
    """Each item has one right label; a label that no item targets is a distractor."""

    items: tuple[Item, ...]
    labels: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class Ordering:
    """The items in their right order; `target` is the position as text, "1" being first."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Sorting:
    """Items to be sorted into the labels (groups)."""

    items: tuple[Item, ...]
    labels: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class Short:
    """A word or two to type. Right options are accepted answers, the others foreseen mistakes.

    `otherwise` is the feedback for an answer that was not foreseen. `accepted` are the right answers
    of all languages as they are compared, so that the mark doesn't depend on the language of the page.
    """

    options: tuple[Option, ...]
    otherwise: Html
    accepted: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Reflection:
    """Something to think about and write down; never marked."""


Body = Choice | Matching | Ordering | Sorting | Short | Reflection


@dataclass(frozen=True, slots=True)
class Question:
    """One question, whole. `id` is unique in its module.

    `kind` is one of single, multiple, truefalse, matching, ordering, sorting, short, reflection.
    `source` is the English Markdown of the whole container with its `:::` lines, from which it can
    be read again; `revision` is the hash of it. `lesson` is the id of the lesson it stands in or,
    in a quiz, comes from. `anchor` is its id on the page. The stem, hints, feedback and explanation
    are paragraphs; the texts of options, items and labels are words without blocks or links.
    """

    id: str
    kind: str
    lesson: str
    anchor: str
    stem: Html
    stem_plain: str
    body: Body
    hints: tuple[Html, ...]
    explanation: Html
    source: str
    revision: str
    place: Place

    def __hash__(self) -> int:
        """By its text, which decides the rest: what is made from a question is kept by it, and looked up often."""
        return hash((self.id, self.revision))

    @property
    def graded(self) -> bool:
        """Whether it counts towards completing a lesson; a reflection never blocks."""
        return self.kind != "reflection"


@dataclass(frozen=True, slots=True)
class Prose:
    """A stretch of finished lesson text between two questions."""

    html: Html


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a lesson; `level` is 2 or more, as the title is 1."""

    anchor: str
    text: str
    level: int


@dataclass(frozen=True, slots=True)
class Passage:
    """One piece of plain text that search can find, and the anchor to go to.

    `heading` is the plain text of the heading above it, empty before the first.
    """

    anchor: str
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Lesson:
    """One lesson. `minutes` is the reading and answering time, rounded up.

    `points` are the curriculum points it teaches; `formerly` the ids it had before.
    """

    id: str
    title: Text
    outcomes: tuple[Text, ...]
    parts: tuple[Prose | Question, ...]
    headings: tuple[Heading, ...]
    passages: tuple[Passage, ...]
    segments: tuple[Segment, ...]
    minutes: int
    words: int
    points: tuple[int, ...]
    formerly: tuple[str, ...]
    place: Place

    @property
    def questions(self) -> tuple[Question, ...]:
        return tuple(part for part in self.parts if isinstance(part, Question))


@dataclass(frozen=True, slots=True)
class Share:
    """How many questions of a test over the course come from the lessons of one module."""

    module: str
    draw: int


@dataclass(frozen=True, slots=True)
class Quiz:
    """A module's quiz: `draw` questions are drawn from `questions`; `pass_mark` is a percentage.

    A test over several modules has `shares`, which make up `draw`; its questions name the lesson they come from as
    `module/lesson`.
    """

    questions: tuple[Question, ...]
    draw: int
    pass_mark: int
    minutes: int
    segments: tuple[Segment, ...]
    shares: tuple[Share, ...] = ()


@dataclass(frozen=True, slots=True)
class Module:
    """One module. `audience` says who it is for; `intro` is its page's opening text.

    A module without lessons is a test over the others: all it has is its quiz.
    """

    id: str
    title: Text
    summary: Text
    audience: Text
    outcomes: tuple[Text, ...]
    intro: Html
    lessons: tuple[Lesson, ...]
    quiz: Quiz | None
    segments: tuple[Segment, ...]

    @property
    def minutes(self) -> int:
        return sum(lesson.minutes for lesson in self.lessons) + (self.quiz.minutes if self.quiz else 0)

    @property
    def questions(self) -> tuple[Question, ...]:
        """Those of its lessons and of its quiz."""
        asked = [question for lesson in self.lessons for question in lesson.questions]
        return (*asked, *(self.quiz.questions if self.quiz else ()))

    @property
    def is_test(self) -> bool:
        return not self.lessons


@dataclass(frozen=True, slots=True)
class Term:
    """A glossary entry; `definition` is one sentence."""

    id: str
    term: Text
    definition: Text


@dataclass(frozen=True, slots=True)
class SelfCheck:
    """Single choices that suggest where to begin; they name the lesson they come from as `module/lesson`."""

    title: Text
    intro: Text
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Course:
    """A course in one language. `language` is a tag such as `en`."""

    id: str
    language: str
    title: Text
    summary: Text
    intro: Html
    outcomes: tuple[Text, ...]
    modules: tuple[Module, ...]
    glossary_title: Text
    glossary_summary: Text
    glossary: tuple[Term, ...]
    segments: tuple[Segment, ...]
    self_check: SelfCheck | None = None
    games: tuple[Game, ...] = ()

    def game(self, game_id: str) -> Game | None:
        return next((game for game in self.games if game.id == game_id), None)

    def module(self, module_id: str) -> Module | None:
        return next((module for module in self.modules if module.id == module_id), None)

    def lesson_of(self, question: Question, module: Module | None = None) -> tuple[Module, Lesson] | None:
        """The lesson that a question comes from, which is in `module` unless it says so; None if there is none."""
        home, _, lesson_id = question.lesson.rpartition("/")
        found = self.module(home) if home else module
        lessons = found.lessons if found else ()
        lesson = next((one for one in lessons if lesson_id in {one.id, *one.formerly}), None)
        return (found, lesson) if found and lesson else None
