"""Reading the self-check: a few questions before the course, each from the lesson to begin with if it isn't known."""

from app.content.files import SourceFile
from app.content.frontmatter import Field, read_front_matter
from app.content.identifiers import check_unique
from app.content.model import SelfCheck
from app.content.page import Page
from app.content.quizzes import read_questions
from app.content.segments import read_text

SCHEMA = {"title": Field(), "intro": Field()}
KIND = "single"


def read_self_check(source: SourceFile, page: Page) -> SelfCheck:
    """`page` is that of the file; the texts are recorded there."""
    front = read_front_matter(source, SCHEMA, page.report)
    title = read_text(front.text("title"), page, context="meta/self-check/title")
    intro = read_text(front.text("intro"), page, context="meta/self-check/intro")
    questions = tuple(read_questions(front, page, lessons=()))
    check_unique(((question.id, question.place) for question in questions), "question", page.report)
    for question in questions:
        if question.kind != KIND:
            wrong = f'question "{question.id}" is no single choice, and a self-check has no others'
            page.report.error(question.place, wrong, "mark exactly one option as right, or move it into a quiz")
    return SelfCheck(title, intro, questions)
