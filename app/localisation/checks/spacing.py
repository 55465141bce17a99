"""Spaces too many."""

import re

from app.localisation.checks.findings import Finding, Findings, Pair, Severity

_DOUBLE = re.compile(r"(?<=\S)  +(?=\S)")


def check_spaces(pair: Pair) -> Findings:
    """Two spaces together, and such before and after the text that the English doesn't have."""
    text, source = pair.translation, pair.source
    if not text.strip():
        return
    if _DOUBLE.search(text) and not _DOUBLE.search(source):
        yield _warning("two spaces stand together", "write one", _DOUBLE.sub(" ", text))
    if text[0].isspace() and not source[:1].isspace():
        yield _warning("the translation begins with a space", "begin with the words", text.lstrip())
    if text[-1].isspace() and not source[-1:].isspace():
        yield _warning("the translation ends with a space", "end with the words", text.rstrip())


def _warning(wrong: str, instead: str, fix: str) -> Finding:
    return Finding("spaces", Severity.WARNING, wrong, instead, fix)
