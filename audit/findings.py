"""What the programs found, and which of it was looked at and accepted."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

import yaml


@dataclass(frozen=True, order=True, slots=True)
class Finding:
    """`where` is a file with its line, or who tried which method at which address."""

    tool: str
    rule: str
    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.tool}: {self.rule}: {self.where}: {self.what}"


@dataclass(frozen=True, slots=True)
class Accepted:
    """Findings that stay, and why. `where` may hold `*`."""

    tool: str
    rule: str
    where: str
    reason: str

    def covers(self, finding: Finding) -> bool:
        same = (self.tool, self.rule) == (finding.tool, finding.rule)
        return same and fnmatchcase(finding.where, self.where)

    def __str__(self) -> str:
        return f"{self.tool}: {self.rule}: {self.where}"


class BadList(Exception):
    """The list of accepted findings says something of no use; the text says what."""


def accepted_findings(file: Path) -> tuple[Accepted, ...]:
    """Raises BadList."""
    try:
        entries = tuple(Accepted(**entry) for entry in yaml.safe_load(file.read_text(encoding="utf-8")))
    except (TypeError, yaml.YAMLError) as error:
        message = f"{file}: each entry has the fields tool, rule, where and reason ({error})"
        raise BadList(message) from None
    bare = [str(entry) for entry in entries if not entry.reason.strip()]
    if bare:
        message = f"{file}: no reason is given for {', '.join(bare)}"
        raise BadList(message)
    return entries


def refused(findings: Iterable[Finding], accepted: Iterable[Accepted]) -> list[Finding]:
    """Those that nobody has accepted."""
    entries = tuple(accepted)
    return sorted(one for one in set(findings) if not any(entry.covers(one) for entry in entries))


def idle(findings: Iterable[Finding], accepted: Iterable[Accepted], tools: Collection[str]) -> list[Accepted]:
    """Entries for these tools that accept nothing any more: left in the list, they would hide the next such finding."""
    found = set(findings)
    return [entry for entry in accepted if entry.tool in tools and not any(map(entry.covers, found))]
