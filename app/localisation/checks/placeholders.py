"""Placeholders, such as `{count}`, which the site replaces by a value."""

import re
from collections import Counter

from app.localisation.checks.findings import Finding, Findings, Pair, Severity, quoted

PLACEHOLDER = re.compile(r"\{\w+\}|%\(\w+\)[sd]")


def check_placeholders(pair: Pair) -> Findings:
    """Each placeholder as often as in English; the form for the number 1 may write the number as a word."""
    given, wanted = _counted(pair.translation), _counted(pair.source)
    if pair.plural:
        wanted = _wanted_for_one(pair, given)
    missing, strange = wanted - given, given - wanted
    names = _joined(missing), _joined(strange)
    if missing and strange:
        yield _error(f"{names[1]} stands in the place of {names[0]}", f"write {names[0]}", _fix(pair, missing, strange))
    elif missing:
        yield _error(f"the placeholder {names[0]} is missing", "put it in where its value belongs")
    elif strange:
        yield _error(f"the placeholder {names[1]} is not in the English, or not as often", "leave it out")


def _counted(text: str) -> Counter[str]:
    return Counter(PLACEHOLDER.findall(text))


def _wanted_for_one(pair: Pair, given: Counter[str]) -> Counter[str]:
    """What the form for 1 must hold, one placeholder being free where the English names every one of them."""
    one, many = _counted(pair.source), _counted(pair.plural)
    left_out = many - given
    free = set(many - one) or (set(left_out) if len(left_out) == 1 else set())
    return Counter({name: given[name] if name in free and not given[name] else many[name] for name in many})


def _fix(pair: Pair, missing: Counter[str], strange: Counter[str]) -> str | None:
    if missing.total() == strange.total() == 1:
        return pair.translation.replace(next(iter(strange)), next(iter(missing)), 1)
    return None


def _joined(names: Counter[str]) -> str:
    return ", ".join(quoted(name) for name in names.elements())


def _error(wrong: str, instead: str, fix: str | None = None) -> Finding:
    return Finding("placeholders", Severity.ERROR, wrong, instead, fix)
