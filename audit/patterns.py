"""Semgrep looks for the traps of this project, by rules of its own that are tried on examples first."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import yaml

from audit.findings import Finding
from audit.tools import ROOT, ToolFailed, program, run

TOOL: Final = "semgrep"
_RULES: Final = "audit/semgrep"
_EXAMPLES: Final = "audit/semgrep_examples"
# It asks nobody for rules or news, and sends nothing.
_ALONE: Final = ("--metrics=off", "--disable-version-check", "--json")


def findings() -> list[Finding]:
    return [*_without_examples(), *_that_miss_theirs(), *_in_the_code()]


def _in_the_code() -> Iterator[Finding]:
    # Files that aren't committed yet count as well.
    command = [
        program(TOOL),
        "scan",
        *_ALONE,
        "--no-git-ignore",
        "--project-root",
        str(ROOT),
        "--config",
        _RULES,
        "app",
    ]
    report = json.loads(run(command))
    if report["errors"] or not report["paths"]["scanned"]:
        message = f"semgrep could not read everything: {report['errors']}"
        raise ToolFailed(message)
    for one in report["results"]:
        yield Finding(TOOL, _name(one["check_id"]), f"{one['path']}:{one['start']['line']}", one["extra"]["message"])


def _that_miss_theirs() -> Iterator[Finding]:
    """Rules that find something else in the examples than they should."""
    command = [program(TOOL), "scan", *_ALONE, "--test", "--config", _RULES, _EXAMPLES]
    report = json.loads(run(command, fine=(0, 1)))
    for file in report["results"].values():
        for rule, outcome in file["checks"].items():
            if not outcome["passed"]:
                yield Finding(TOOL, _name(rule), _EXAMPLES, _difference(outcome))


def _difference(outcome: dict[str, Any]) -> str:
    lines = [
        f"{Path(file).name} wanted {lines['expected_lines']}, found {lines['reported_lines']}"
        for file, lines in outcome["matches"].items()
    ]
    return "; ".join([*lines, *map(str, outcome["errors"])])


def _without_examples() -> Iterator[Finding]:
    """Rules that nothing shows to be able to fire, or to leave the good way alone."""
    for file in sorted((ROOT / _RULES).glob("*.yml")):
        (examples,) = (ROOT / _EXAMPLES).glob(f"{file.stem}.*")
        said = set(re.findall(r"\b(ruleid|ok): ([a-z-]+)", examples.read_text(encoding="utf-8")))
        for rule in yaml.safe_load(file.read_text(encoding="utf-8"))["rules"]:
            for kind, words in (("ruleid", "of what it has to find"), ("ok", "of what it has to leave alone")):
                if (kind, rule["id"]) not in said:
                    yield Finding(TOOL, rule["id"], f"{_EXAMPLES}/{examples.name}", f"has no example {words}")


def _name(rule: str) -> str:
    return rule.rpartition(".")[2]
