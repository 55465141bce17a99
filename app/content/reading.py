"""Reading one question again from the source that was kept of it."""

from app.content import questions
from app.content.containers import Container, split
from app.content.edition import Edition
from app.content.files import clean
from app.content.library import BrokenCourse
from app.content.model import Question
from app.content.page import Page, Setting
from app.content.problems import Report
from app.content.question_blocks import read_question_block


def read_question(source: str, *, language: str, course: str, module: str, lesson: str) -> Question:
    """The question written in `source`, which is the `source` of a Question, in English.

    `lesson` is the one it stood in; a question of a quiz names its own. Links keep their form
    although what they lead to may be gone. Raises BrokenCourse if it isn't written as questions are written now.
    """
    report = Report()
    setting = Setting(course=course, module=module, edition=Edition(language), report=report)
    pieces = split(clean(source), 1, "question", report)
    found = [_question(piece, setting, lesson) for piece in pieces if isinstance(piece, Container)]
    if report.errors or len(found) != 1 or found[0] is None:
        raise BrokenCourse(report.sorted())
    return found[0]


def _question(container: Container, setting: Setting, lesson: str) -> Question | None:
    block = read_question_block(container, Page(setting, "question"))
    lesson = container.attributes.get("lesson", lesson)
    return questions.parse(block, lesson=lesson, report=setting.report)
