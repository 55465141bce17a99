"""Where somebody goes on: the nearest place to where they stopped."""

from app.content.model import Course, Lesson, Module
from app.learn import frames
from app.progress.records import CourseState
from app.progress.standing import CourseStanding, LessonStanding, ModuleStanding
from app.web.locale import Interface
from app.web.page import Link


def going_on(
    ui: Interface, course: Course, state: CourseState, now: CourseStanding, within: Module | None = None
) -> Link | None:
    """Where to continue in the course, or `within` one module, None when there is nothing left to do there.

    That is where they were reading last; else the first open question of the lesson they answered in last; and when
    that lesson is complete, what is next in the course.
    """
    target = None
    if within is None or within.id == _last_module(state):
        target = _in_lesson(course, state, now) or _open_quiz(ui, course, state)
    target = target or _next(ui, course, state, now, within)
    # Translators: a button; {place} is the title of a lesson, or the quiz of a module.
    return target and Link(target.href, ui.gettext("Continue: {place}", place=target.label))


def _in_lesson(course: Course, state: CourseState, now: CourseStanding) -> Link | None:
    module_id, lesson_id, anchor = _last_place(state)
    found = _find(course, module_id, lesson_id)
    if found is None:
        return None
    module, lesson = found
    stands = _standing(now, module.id, lesson.id)
    if stands is None or stands.complete:
        return None
    anchors = {heading.anchor for heading in lesson.headings} | {question.anchor for question in lesson.questions}
    return frames.to_lesson(course, module, lesson, anchor if anchor in anchors else _first_open(lesson, stands))


def _last_place(state: CourseState) -> tuple[str, str, str]:
    place, last = state.place, state.last
    if place and (last is None or place.at >= last.at):
        return place.module, place.lesson, place.anchor
    if last and last.kind == "practice":
        return last.module, last.lesson, ""
    return "", "", ""


def _last_module(state: CourseState) -> str:
    return _last_place(state)[0] or (state.last.module if state.last else "")


def _first_open(lesson: Lesson, stands: LessonStanding) -> str:
    return next((question.anchor for question in lesson.questions if question.id in stands.questions_left), "")


def _find(course: Course, module_id: str, lesson_id: str) -> tuple[Module, Lesson] | None:
    module = course.module(module_id)
    for lesson in module.lessons if module else ():
        if module and lesson_id in {lesson.id, *lesson.formerly}:
            return module, lesson
    return None


def _standing(now: CourseStanding, module_id: str, lesson_id: str) -> LessonStanding | None:
    module = now.module(module_id)
    return next((lesson for lesson in module.lessons if lesson.id == lesson_id), None) if module else None


def _open_quiz(ui: Interface, course: Course, state: CourseState) -> Link | None:
    if state.last is None or state.last.kind != "quiz":
        return None
    module = course.module(state.last.module)
    begun = any(one.module == state.last.module and one.finished_at is None for one in state.quizzes)
    return frames.to_quiz(ui, course, module) if module and module.quiz and begun else None


def _next(ui: Interface, course: Course, state: CourseState, now: CourseStanding, within: Module | None) -> Link | None:
    """What is open after the lesson of the last step, or anywhere, in the order of the course or of one module."""
    todo = [
        link
        for module, standing in zip(course.modules, now.modules, strict=True)
        if within is None or within.id == module.id
        for link in _open_units(ui, course, module, standing)
    ]
    last = state.last
    found = _find(course, last.module, last.lesson) if last else None
    order = [(module.id, lesson.id) for module in course.modules for lesson in module.lessons]
    reached = order.index((found[0].id, found[1].id)) if found else -1
    later = (link for place, link in todo if place > reached)
    return next(later, todo[0][1] if todo else None)


def _open_units(ui: Interface, course: Course, module: Module, standing: ModuleStanding) -> list[tuple[int, Link]]:
    """The lessons and the quiz of a module that are not done, each with its place in the course."""
    before = 0
    for earlier in course.modules[: course.modules.index(module)]:
        before += len(earlier.lessons)
    units = [
        (before + place, frames.to_lesson(course, module, lesson))
        for place, (lesson, stands) in enumerate(zip(module.lessons, standing.lessons, strict=True))
        if not stands.complete
    ]
    if module.quiz and standing.missing.quiz:
        units.append((before + len(module.lessons), frames.to_quiz(ui, course, module)))
    return units
