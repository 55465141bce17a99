"""Addresses of a learner's pages, and the way to them."""

from app.content.model import Course, Lesson, Module
from app.web.locale import Interface
from app.web.page import Link


def course_path(course: str) -> str:
    return f"/{course}"


def module_path(course: str, module: str) -> str:
    return f"/{course}/{module}"


def lesson_path(course: str, module: str, lesson: str) -> str:
    return f"/{course}/{module}/{lesson}"


def quiz_path(course: str, module: str) -> str:
    return f"/{course}/{module}/quiz"


def to_course(course: Course) -> Link:
    return Link(f"/{course.language}{course_path(course.id)}", course.title.plain)


def to_module(course: Course, module: Module) -> Link:
    return Link(f"/{course.language}{module_path(course.id, module.id)}", module.title.plain)


def to_lesson(course: Course, module: Module, lesson: Lesson, anchor: str = "") -> Link:
    fragment = f"#{anchor}" if anchor else ""
    return Link(f"/{course.language}{lesson_path(course.id, module.id, lesson.id)}{fragment}", lesson.title.plain)


def to_quiz(ui: Interface, course: Course, module: Module) -> Link:
    # Translators: {module} is the title of a module.
    label = ui.gettext("Quiz: {module}", module=module.title.plain)
    return Link(f"/{course.language}{quiz_path(course.id, module.id)}", label)


def first_lesson(ui: Interface, course: Course) -> Link:
    """Where to begin; the outline, while there are no lessons."""
    for module in course.modules:
        if module.lessons:
            return Link(to_lesson(course, module, module.lessons[0]).href, ui.gettext("Start with the first lesson"))
    return to_course(course)
