"""Reading a module's folder: its lessons in the order of their file names, and its quiz."""

from collections.abc import Iterator, Sequence

from app.content.folder import Folder
from app.content.frontmatter import Field, FrontMatter, read_front_matter
from app.content.identifiers import check_identifier, check_unique
from app.content.lessons import read_lesson, read_parts
from app.content.model import Html, Lesson, Module, Place, Prose, Quiz
from app.content.page import Page, Setting
from app.content.quizzes import read_quiz
from app.content.segments import read_text, read_texts

SCHEMA = {"id": Field(), "title": Field(), "summary": Field(), "audience": Field(), "outcomes": Field(many=True)}
MODULE, QUIZ = "module.md", "quiz.md"
RESERVED = frozenset({"glossary", "play", "print", "self-check"})


def read_module(folder: Folder, setting: Setting) -> Module | None:
    """The module; None if its own file can't be read, which is reported."""
    source = folder.read(MODULE, setting.report)
    if source is None:
        return None
    page = Page(setting, source.name)
    front = read_front_matter(source, SCHEMA, setting.report)
    check_folder_id(front, folder, page)
    context = f"meta/module/{setting.module}"
    lessons = tuple(_lessons(folder, setting))
    quiz = _quiz(folder, setting, lessons)
    _check_ids(lessons, quiz, page)
    return Module(
        id=setting.module,
        title=read_text(front.text("title"), page, context=f"{context}/title"),
        summary=read_text(front.text("summary"), page, context=f"{context}/summary"),
        audience=read_text(front.text("audience"), page, context=f"{context}/audience"),
        outcomes=read_texts(front.texts("outcomes"), page, context=f"{context}/outcome"),
        intro=read_intro(front, page),
        lessons=lessons,
        quiz=quiz,
        segments=tuple(page.segments),
    )


def check_folder_id(front: FrontMatter, folder: Folder, page: Page, *, reserved: frozenset[str] = RESERVED) -> None:
    """A course and a module have the id that their folder is named after."""
    identity = check_identifier(front.text("id"), page.report, reserved=reserved)
    if identity and identity != folder.path.name:
        wrong = f'the id "{identity}" differs from the folder\'s name'
        page.report.error(front.text("id").place, wrong, f'write "id: {folder.path.name}", or rename the folder')


def read_intro(front: FrontMatter, page: Page) -> Html:
    parts = read_parts(front.body, front.line, page, lesson="")
    for part in parts:
        if not isinstance(part, Prose):
            page.report.error(part.place, "there is a question outside a lesson", "move it into a lesson or a quiz")
    return Html("".join(part.html for part in parts if isinstance(part, Prose)))


def _lessons(folder: Folder, setting: Setting) -> Iterator[Lesson]:
    for file in folder.markdown(without=frozenset({MODULE, QUIZ})):
        source = folder.read(file, setting.report)
        if source:
            yield read_lesson(source, setting)


def _quiz(folder: Folder, setting: Setting, lessons: Sequence[Lesson]) -> Quiz | None:
    source = folder.read(QUIZ, setting.report) if folder.has(QUIZ) else None
    return read_quiz(source, setting, lessons=[lesson.id for lesson in lessons]) if source else None


def _check_ids(lessons: Sequence[Lesson], quiz: Quiz | None, page: Page) -> None:
    if not lessons and not quiz:
        page.report.error(page.place(1), "the module has no lesson", "add one, such as 01-first-steps.md")
    former = [(identity, lesson.place) for lesson in lessons for identity in lesson.formerly]
    check_unique([*((lesson.id, lesson.place) for lesson in lessons), *former], "lesson", page.report)
    questions = [question for lesson in lessons for question in lesson.questions] + list(quiz.questions if quiz else ())
    places: list[tuple[str, Place]] = [(question.id, question.place) for question in questions]
    check_unique(places, "question", page.report)
