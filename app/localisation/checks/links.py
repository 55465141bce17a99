"""Where links lead and which pictures are shown: the same as in English, in any order."""

import re
from collections import Counter

from app.localisation.checks.findings import Finding, Findings, Pair, Severity, quoted
from app.localisation.checks.inline import Inline, inline, source_of, translation_of

_APART = re.compile(r"\][ \t\u00a0]+\((?=[^()\s]*\))")


def check_links(pair: Pair) -> Findings:
    if not pair.is_markdown:
        return
    joined = _APART.sub("](", pair.translation)
    if joined != pair.translation and not _APART.search(pair.source):
        fix = joined if _same(inline(joined), source_of(pair)) else None
        wrong = 'a space stands between "]" and "(", so this is no link'
        yield Finding("links", Severity.ERROR, wrong, 'write "](" without a space', fix)
        if fix:
            return
    given, wanted = translation_of(pair), source_of(pair)
    yield from _compared(pair, "link", wanted.links, given.links)
    yield from _compared(pair, "picture", wanted.pictures, given.pictures)


def _same(one: Inline, other: Inline) -> bool:
    return sorted(one.links) == sorted(other.links) and sorted(one.pictures) == sorted(other.pictures)


def _compared(pair: Pair, what: str, wanted: tuple[str, ...], given: tuple[str, ...]) -> Findings:
    missing, strange = Counter(wanted) - Counter(given), Counter(given) - Counter(wanted)
    if missing.total() == strange.total() == 1:
        (right,), (wrong,) = missing, strange
        fix = pair.translation.replace(f"]({wrong})", f"]({right})", 1)
        told = f"a {what} has the target {quoted(wrong)}, in English it is {quoted(right)}"
        yield _error(told, f"write {quoted(right)}", fix if fix != pair.translation else None)
        return
    for target in missing.elements():
        yield _error(f"the {what} {quoted(target)} is missing", f"write [words]({target}) where it belongs")
    for target in strange.elements():
        yield _error(f"the {what} {quoted(target)} is not in the English", "leave it out, or keep its words alone")


def _error(wrong: str, instead: str, fix: str | None = None) -> Finding:
    return Finding("links", Severity.ERROR, wrong, instead, fix)
