"""The addresses of pages, as links inside a course need them."""


def module_address(language: str, course: str, module: str) -> str:
    return f"/{language}/{course}/{module}"


def lesson_path(course: str, module: str, lesson: str) -> str:
    """The address without the language."""
    return f"/{course}/{module}/{lesson}"


def lesson_address(language: str, course: str, module: str, lesson: str, fragment: str = "") -> str:
    address = f"/{language}{lesson_path(course, module, lesson)}"
    return f"{address}#{fragment}" if fragment else address


def term_address(language: str, course: str, term: str) -> str:
    return f"/{language}/{course}/glossary#{term}"


def media_address(course: str, file: str) -> str:
    return f"/media/{course}/{file}"
