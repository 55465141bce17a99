"""Texts that are written to attack a site. Pages show them as words; nobody translates so by chance."""

import re

from app.localisation.checks.findings import Finding, Findings, Pair, Severity, quoted

_HARMFUL = re.compile(
    r"<\s*/?\s*(?:script|iframe|svg|object|embed)\b|javascript:|vbscript:|data:text/html|"
    r"\bon(?:error|load|click|focus|mouseover)\s*=|\bonerror\b|\{\{|\}\}|\{%|%\}|%[sdr](?!\w)",
    re.IGNORECASE,
)


def check_harmful(pair: Pair) -> Findings:
    known = {match[0].lower() for match in _HARMFUL.finditer(pair.source)}
    for found in dict.fromkeys(match[0] for match in _HARMFUL.finditer(pair.translation)):
        if found.lower() not in known:
            wrong = f"{quoted(found)} is program code"
            yield Finding("harmful", Severity.ERROR, wrong, "leave it out, and ask who wrote this translation")
