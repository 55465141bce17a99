"""The house rules that a reviewer would otherwise have to repeat."""

import ast
import re
import statistics
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
MODULES = sorted((ROOT / "app").rglob("*.py"))
SOURCES = [*MODULES, *(path for folder in ("bench", "migrations", "tests") for path in (ROOT / folder).rglob("*.py"))]

EMPTY_NAMES = {"base", "common", "helper", "helpers", "lib", "manager", "misc", "service", "services", "util", "utils"}


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of code: without the signature, which typed arguments make long, and without the docstring."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def test_functions_are_small() -> None:
    lengths = [length(function) for path in MODULES for function in functions(path)]
    assert statistics.median(lengths) <= 8
    assert statistics.quantiles(lengths, n=10)[-1] <= 25


def test_no_function_is_longer_than_a_screen() -> None:
    long = [
        f"{path.relative_to(ROOT)}:{function.lineno} {function.name}"
        for path in MODULES
        for function in functions(path)
        if length(function) > 40
    ]
    assert long == []


def test_handlers_parse_make_one_call_and_answer() -> None:
    long = [
        f"{path.relative_to(ROOT)}:{function.lineno} {function.name}"
        for path in MODULES
        if path.name == "routes.py"
        for function in functions(path)
        if length(function) > 15
    ]
    assert long == []


def test_a_file_holds_one_subject() -> None:
    lines = {path.relative_to(ROOT): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    over = sorted(path for path, count in lines.items() if count > 300)
    assert [path for path in over if lines[path] > 400] == []
    assert len(over) <= len(lines) / 20, over


def test_no_name_says_nothing() -> None:
    names = {part for path in MODULES for part in path.relative_to(ROOT).with_suffix("").parts}
    assert names & EMPTY_NAMES == set()


def test_queries_and_operations_are_called_by_keyword() -> None:
    """All but the reader or writer they work with."""
    positional = [
        f"{path.relative_to(ROOT)}:{function.lineno} {function.name}"
        for path in MODULES
        if {path.stem, path.parent.name} & {"queries", "operations"}
        for function in functions(path)
        if isinstance(function, ast.AsyncFunctionDef) and not function.name.startswith("_")
        if len(function.args.posonlyargs + function.args.args) > 1
    ]
    assert positional == []


def test_every_suppression_states_its_reason() -> None:
    """After a dash for the linter, and in a comment of its own for the type checker."""
    silent = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in SOURCES
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if re.search(r"#\s*noqa(?!: [A-Z0-9, ]+ - \w)", line)
        or re.search(r"#\s*type:\s*ignore(?!\[[\w, -]+\]  # \w)", line)
        if path != Path(__file__)
    ]
    assert silent == []


def test_every_rule_left_out_states_its_reason() -> None:
    configuration = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    rules = re.findall(r'^    "[A-Z]+[0-9]+",(.*)$', configuration, re.MULTILINE)
    assert rules
    assert [rest for rest in rules if not re.match(r" +# \S", rest)] == []
