"""Bandit reads the program's code for calls that are known to be dangerous."""

import json
import re
from pathlib import Path
from typing import Any, Final

from audit.findings import Finding
from audit.tools import ROOT, ToolFailed, program, run

TOOL: Final = "bandit"


def findings() -> list[Finding]:
    command = [program(TOOL), "--quiet", "--recursive", "--format", "json", "app"]
    report = json.loads(run(command, fine=(0, 1)))
    if report["errors"]:
        message = f"bandit could not read everything: {report['errors']}"
        raise ToolFailed(message)
    return [_finding(one) for one in report["results"] if not _answered(one)]


def _finding(one: dict[str, Any]) -> Finding:
    return Finding(TOOL, one["test_id"], f"{one['filename']}:{one['line_number']}", one["issue_text"])


def _answered(one: dict[str, Any]) -> bool:
    """Whether the code says why: ruff's rules of the same numbers come from bandit, and a `noqa` has its reason."""
    lines = Path(ROOT, one["filename"]).read_text(encoding="utf-8").splitlines()
    same = one["test_id"].replace("B", "S", 1)
    said = re.compile(rf"# noqa: [A-Z0-9, ]*\b{same}\b[A-Z0-9, ]* - \w")
    return any(said.search(lines[number - 1]) for number in one["line_range"])
