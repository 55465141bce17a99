"""HTML, and the signs of Markdown apart from links."""

import re
from collections import Counter

from app.content.destinations import HTML
from app.localisation.checks.findings import Finding, Findings, Pair, Severity, quoted
from app.localisation.checks.inline import source_of, translation_of

_BLOCK = re.compile(r"(?:#{1,6}|[-*+>]|\d{1,9}[.)])[ \t]+")


def check_html(pair: Pair) -> Findings:
    """Tags are shown as they are written, so the only ones that belong are those that the English shows."""
    given, wanted = _tags(pair.translation), _tags(pair.source)
    for tag in (given - wanted).elements():
        yield Finding("html", Severity.ERROR, f"{quoted(tag)} is HTML that the English doesn't have", "leave it out")
    for tag in (wanted - given).elements():
        yield Finding("html", Severity.ERROR, f"{quoted(tag)} is missing", "write it as in English")


def _tags(text: str) -> Counter[str]:
    return Counter(match[0] for match in HTML.finditer(text)) if "<" in text else Counter()


def check_block(pair: Pair) -> Findings:
    """A sign at the beginning that makes a list or a heading elsewhere; here it is shown."""
    match = _BLOCK.match(pair.translation)
    if match and pair.is_markdown and not _BLOCK.match(pair.source):
        sign = match[0].strip()
        fix = None if sign[0].isdigit() else pair.translation[match.end() :]
        wrong = f"the translation begins with {quoted(sign)}, which makes no list or heading here"
        yield Finding("block", Severity.WARNING, wrong, "begin with the words", fix)


def check_emphasis(pair: Pair) -> Findings:
    """As much bold and emphasised text as in English, and the same code."""
    if not pair.is_markdown:
        return
    given, wanted = translation_of(pair), source_of(pair)
    for name, sign, found, right in (
        ("bold", "**", given.bold, wanted.bold),
        ("emphasised", "*", given.emphasised, wanted.emphasised),
    ):
        if found != right:
            wrong = (
                f"{found or 'no'} {name} {'piece' if found == 1 else 'pieces'} of text, in English {right or 'none'}"
            )
            yield Finding(
                "emphasis", Severity.WARNING, wrong, f"write {sign} close to the words, before and after them"
            )
    if sorted(given.code) != sorted(wanted.code):
        wrong = "the text between ` signs is not that of the English"
        yield Finding("emphasis", Severity.WARNING, wrong, "keep what is between ` signs as it is")
