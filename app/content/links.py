"""Whether the links inside a course lead somewhere."""

from collections.abc import Iterable

from app.content.model import Lesson, Module
from app.content.page import LinkUse
from app.content.problems import Report, suggestion


def check_links(uses: Iterable[LinkUse], modules: Iterable[Module], report: Report) -> None:
    by_id = {module.id: module for module in modules}
    for use in uses:
        module = by_id.get(use.module)
        if module is None:
            instead = suggestion(use.module, by_id, "link to a module that course.md names")
            report.error(use.place, f'there is no module "{use.module}" to link to', instead)
        elif use.lesson:
            _check_lesson(use, module, report)


def _check_lesson(use: LinkUse, module: Module, report: Report) -> None:
    by_id = {lesson.id: lesson for lesson in module.lessons}
    lesson = by_id.get(use.lesson)
    if lesson is None:
        instead = suggestion(use.lesson, by_id, 'write "lesson:" and the id of a lesson, or "lesson:module/id"')
        report.error(use.place, f'there is no lesson "{use.lesson}" in "{module.id}" to link to', instead)
    elif use.fragment and use.fragment not in _anchors(lesson):
        headings = [heading.anchor for heading in lesson.headings]
        instead = suggestion(use.fragment, headings, "link to one of its headings, or to the lesson alone")
        report.error(use.place, f'the lesson "{lesson.id}" has no place "#{use.fragment}"', instead)


def _anchors(lesson: Lesson) -> set[str]:
    headings = {heading.anchor for heading in lesson.headings}
    return headings | {passage.anchor for passage in lesson.passages}
