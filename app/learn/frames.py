"""Addresses of a learner's pages, and the way to them."""

from app.content.model import Course, Lesson, Module
from app.content.stories import Game
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


def print_path(course: str, module: str = "") -> str:
    return f"/{course}/{module}/print" if module else f"/{course}/print"


def self_check_path(course: str) -> str:
    return f"/{course}/self-check"


def to_self_check(ui: Interface, course: Course) -> Link:
    label = ui.gettext("Not sure where to begin? Take the self-check.")
    return Link(f"/{course.language}{self_check_path(course.id)}", label)


def to_course(course: Course) -> Link:
    return Link(f"/{course.language}{course_path(course.id)}", course.title.plain)


def to_module(course: Course, module: Module) -> Link:
    return Link(f"/{course.language}{module_path(course.id, module.id)}", module.title.plain)


def to_lesson(course: Course, module: Module, lesson: Lesson, anchor: str = "") -> Link:
    fragment = f"#{anchor}" if anchor else ""
    return Link(f"/{course.language}{lesson_path(course.id, module.id, lesson.id)}{fragment}", lesson.title.plain)


def to_quiz(ui: Interface, course: Course, module: Module) -> Link:
    """A module's quiz; a test has the name of its module, which holds nothing else."""
    # Translators: {module} is the title of a module.
    label = module.title.plain if module.is_test else ui.gettext("Quiz: {module}", module=module.title.plain)
    return Link(f"/{course.language}{quiz_path(course.id, module.id)}", label)


def to_game(course: Course, game: Game) -> Link:
    return Link(f"/{course.language}/{course.id}/play/{game.id}", game.title.plain)


def beginning(ui: Interface, course: Course, module: Module) -> Link:
    """Where to begin in a module; the outline, while there is nothing in it."""
    if module.lessons:
        return Link(to_lesson(course, module, module.lessons[0]).href, ui.gettext("Start with the first lesson"))
    return Link(to_quiz(ui, course, module).href, ui.gettext("Take the test")) if module.quiz else to_course(course)


def first_lesson(ui: Interface, course: Course) -> Link:
    """Where to begin; the outline, while there are no lessons."""
    for module in course.modules:
        if module.lessons:
            return beginning(ui, course, module)
    return to_course(course)
