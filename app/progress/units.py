"""What there is to be done in a course, as far as counting it needs: lessons and quizzes by id."""

from dataclasses import dataclass

from app.content.model import Course, Module


@dataclass(frozen=True, slots=True)
class ModuleUnits:
    """`earlier` pairs the id that a lesson had before with the one it has now."""

    id: str
    lessons: tuple[str, ...]
    earlier: tuple[tuple[str, str], ...]
    has_quiz: bool

    @property
    def total(self) -> int:
        return len(self.lessons) + self.has_quiz


@dataclass(frozen=True, slots=True)
class Units:
    """The units of a course, by module; two that are equal count the same."""

    course: str
    modules: tuple[ModuleUnits, ...]

    @property
    def total(self) -> int:
        return sum(module.total for module in self.modules)


def units_of(course: Course) -> Units:
    """The units of a course as it is today."""
    return Units(course.id, tuple(map(_module, course.modules)))


def _module(module: Module) -> ModuleUnits:
    return ModuleUnits(
        id=module.id,
        lessons=tuple(lesson.id for lesson in module.lessons),
        earlier=tuple((old, lesson.id) for lesson in module.lessons for old in lesson.formerly),
        has_quiz=module.quiz is not None,
    )
