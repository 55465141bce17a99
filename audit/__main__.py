"""The command: runs each program, and says what nobody has accepted."""

import argparse
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from typing import Final

from audit import bandit, crawling, fuzzing, patterns
from audit.addresses import addresses
from audit.findings import Accepted, BadList, Finding, accepted_findings, idle, refused
from audit.site import running_site
from audit.tools import ROOT, ToolFailed, lock
from audit.visitor import examples_that_miss

_READING: Final = {bandit.TOOL: bandit.findings, patterns.TOOL: patterns.findings}
_ATTACKING: Final = {fuzzing.TOOL: fuzzing.findings, crawling.TOOL: crawling.findings}
_ALL: Final = (*_READING, *_ATTACKING)


def main() -> int:
    chosen = _arguments()
    if chosen.lock:
        lock()
        return 0
    tools = chosen.tools or _ALL
    try:
        accepted = accepted_findings(ROOT / "audit" / "accepted.yaml")
        found = [*_read(tools), *_attack(tools)]
    except (BadList, ToolFailed) as error:
        print(error, file=sys.stderr)
        return 1
    return _verdict(found, accepted, tools)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m audit", description="Look for weaknesses of the site.")
    parser.add_argument("tools", nargs="*", help=f"only these: {', '.join(_ALL)}")
    parser.add_argument("--lock", action="store_true", help="bring the locked versions of the programs up to date")
    chosen = parser.parse_args()
    unknown = sorted({*chosen.tools} - {*_ALL})
    if unknown:
        parser.error(f"there is no {', '.join(unknown)}")
    return chosen


def _read(tools: Iterable[str]) -> Iterator[Finding]:
    for tool in tools:
        if tool in _READING:
            began = monotonic()
            yield from _READING[tool]()
            _tell(tool, began)


def _attack(tools: Iterable[str]) -> list[Finding]:
    wanted = [tool for tool in tools if tool in _ATTACKING]
    if not wanted:
        return []
    with TemporaryDirectory(prefix="atsiv-audit-") as folder, running_site(Path(folder)) as site:
        known = addresses(site.settings)
        found = examples_that_miss(site, known)
        for tool in wanted:
            began = monotonic()
            found += _ATTACKING[tool](site, known)
            _tell(tool, began)
        return [*found, *site.mishaps()]


def _tell(tool: str, began: float) -> None:
    print(f"{tool}: {monotonic() - began:.0f} s", flush=True)


def _verdict(found: list[Finding], accepted: tuple[Accepted, ...], tools: Iterable[str]) -> int:
    bad = refused(found, accepted)
    for finding in bad:
        print(finding)
    spare = idle(found, accepted, {*tools})
    for entry in spare:
        print(f"audit/accepted.yaml accepts what is found no more: {entry}")
    print(f"{len(set(found))} findings, {len(set(found)) - len(bad)} of them accepted")
    return 1 if bad or spare else 0


if __name__ == "__main__":
    sys.exit(main())
