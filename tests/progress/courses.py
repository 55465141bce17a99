"""Tiny courses: only the structure that progress depends on."""

from collections.abc import Iterable

from app.content.model import Course, Html, Lesson, Module, Place, Question, Quiz, Reflection, Text

_HERE = Place("course.md", 1)


def _text(plain: str) -> Text:
    return Text(Html(plain), plain)


def question(name: str, *, kind: str = "single", lesson: str = "") -> Question:
    return Question(
        id=name,
        kind=kind,
        lesson=lesson,
        anchor=name,
        stem=Html(name),
        stem_plain=name,
        body=Reflection(),
        hints=(),
        explanation=Html(""),
        source=name,
        revision=name,
        place=_HERE,
    )


def lesson(name: str, *questions: str, reflections: Iterable[str] = (), formerly: Iterable[str] = ()) -> Lesson:
    parts = [question(one, lesson=name) for one in questions]
    parts += [question(one, lesson=name, kind="reflection") for one in reflections]
    return Lesson(
        id=name,
        title=_text(name),
        outcomes=(),
        parts=tuple(parts),
        headings=(),
        passages=(),
        segments=(),
        minutes=1,
        words=1,
        points=(),
        formerly=tuple(formerly),
        place=_HERE,
    )


def module(name: str, *lessons: Lesson, pass_mark: int | None = None) -> Module:
    quiz = None if pass_mark is None else Quiz((question("q"),), draw=1, pass_mark=pass_mark, minutes=1, segments=())
    return Module(
        id=name,
        title=_text(name),
        summary=_text(name),
        audience=_text(name),
        outcomes=(),
        intro=Html(""),
        lessons=lessons,
        quiz=quiz,
        segments=(),
    )


def course(*modules: Module) -> Course:
    return Course(
        id="networking",
        language="en",
        title=_text("networking"),
        summary=_text("networking"),
        intro=Html(""),
        outcomes=(),
        modules=modules,
        glossary=(),
        glossary_title=_text("Glossary"),
        glossary_summary=_text("Words"),
        segments=(),
    )
