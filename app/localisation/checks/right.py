"""Which options are right, by the contexts of their texts."""

from collections.abc import Iterable, Iterator, Mapping

from app.content.locales import course_domain, module_domain
from app.content.model import Choice, Course, Question


def right_options(courses: Iterable[Course]) -> Mapping[str, frozenset[str]]:
    """In each domain the contexts of the options that are right. The courses may be in any language."""
    asked: dict[str, Iterable[Question]] = {}
    for course in courses:
        asked[course_domain(course.id)] = course.self_check.questions if course.self_check else ()
        asked.update({module_domain(course.id, module.id): module.questions for module in course.modules})
    return {domain: frozenset(_contexts(questions)) for domain, questions in asked.items()}


def _contexts(questions: Iterable[Question]) -> Iterator[str]:
    for question in questions:
        if isinstance(question.body, Choice):
            yield from (f"question/{question.id}/option/{each.key}" for each in question.body.options if each.right)
