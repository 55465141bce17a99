"""Whatever is typed, the checks answer, and what they mend is mended."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from app.content.po import Message
from app.localisation.checks import Finding, check_message

pieces = st.sampled_from(
    [
        "[α](term:x)",
        "] (",
        "**",
        "*",
        "`",
        '"',
        "„",
        "“",
        "«",
        "{count}",
        "%s",
        "?",
        ";",
        "…",
        "o",
        "ο",
        "о",
        " ",
        "1",
        "ü",
    ]
)
texts = st.one_of(st.text(max_size=40), st.lists(st.one_of(pieces, st.text(max_size=4)), max_size=12).map("".join))
CERTAIN = {"letters", "question-mark", "spaces", "block", "links"}


def told(found: Iterable[Finding]) -> Counter[tuple[str, str]]:
    return Counter((finding.check, finding.wrong) for finding in found)


@given(st.sampled_from(["el", "bg", "pl", "ro", "ar"]), st.sampled_from(["interface", "networking"]), texts, texts)
def test_a_fix_does_away_with_what_it_mends(language: str, domain: str, english: str, translation: str) -> None:
    message = Message("", english, translations=(translation,))
    found = check_message(language, domain, message)
    for finding in found:
        if finding.fix is not None and finding.check in CERTAIN:
            after = check_message(language, domain, replace(message, translations=(finding.fix,)))
            what = finding.check, finding.wrong
            assert told(after)[what] < told(found)[what]
