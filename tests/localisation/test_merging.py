"""Two versions of a PO file joined by message: no translation is lost, and only what both changed is a conflict."""

import subprocess
from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.content.po import Key, Message, Previous, parse
from app.localisation.merging import Difference, entries, merge
from tests.localisation.po_files import changes, polish

ONE = Message("", "One", translations=("Jeden",), references=("a.md",))
TWO = Message("", "Two", translations=("Dwa",), references=("a.md",))
THREE = Message("", "Three", translations=("",), references=("a.md",))
BASE = [ONE, TWO, THREE]


def joined(base: bytes, ours: bytes, theirs: bytes) -> tuple[str, list[Difference]]:
    merged = merge(parse(base), parse(ours), parse(theirs))
    return bytes(merged.file).decode(), list(merged.conflicts)


def merged_messages(
    base: Iterable[Message], ours: Iterable[Message], theirs: Iterable[Message]
) -> tuple[list[Message], list[Difference]]:
    text, conflicts = joined(polish(base), polish(ours), polish(theirs))
    return list(parse(text.encode()).messages), conflicts


def said(message: Message, text: str) -> Message:
    return replace(message, translations=(text,))


def test_each_side_s_changes_of_different_messages_are_joined() -> None:
    assert merged_messages(BASE, [ONE, said(TWO, "Dwie"), THREE], [said(ONE, "Jedna"), TWO, said(THREE, "Trzy")]) == (
        [said(ONE, "Jedna"), said(TWO, "Dwie"), said(THREE, "Trzy")],
        [],
    )


def test_the_same_change_on_both_sides_is_made_once() -> None:
    changed = [ONE, said(TWO, "Dwie"), said(THREE, "Trzy")]
    assert merged_messages(BASE, changed, changed) == (changed, [])


def test_of_two_different_changes_ours_stays_and_theirs_is_told_in_a_comment() -> None:
    ours, theirs = replace(ONE, translations=("Jedna",), comments=("ask",)), said(ONE, "Pojedynczy\nraz")
    expected = replace(ONE, translations=("Jedna",), comments=("ask", "theirs: Pojedynczy\\nraz"))
    found, conflicts = merged_messages([ONE], [ours], [theirs])
    assert found == [expected]
    assert conflicts == [Difference(Key("", "One"), "Jedna", "Pojedynczy\nraz")]
    # Joining once more what is still different says it once.
    assert merged_messages([ONE], found, [theirs])[0] == [expected]


def test_every_plural_form_of_theirs_is_told() -> None:
    base = Message("", "{n} day", "{n} days", ("", "", ""))
    ours, theirs = replace(base, translations=("a", "b", "c")), replace(base, translations=("d", "e", "f"))
    found, _ = merged_messages([base], [ours], [replace(theirs, flags=("fuzzy",))])
    assert found == [replace(ours, comments=("theirs[0] (fuzzy): d", "theirs[1] (fuzzy): e", "theirs[2] (fuzzy): f"))]


def test_the_same_text_translated_by_both_who_had_none() -> None:
    assert merged_messages([], [ONE], [ONE]) == ([ONE], [])
    assert merged_messages([], [said(ONE, "")], [ONE]) == ([ONE], [])
    assert merged_messages([], [ONE], [said(ONE, "Jedna")])[1] == [Difference(Key("", "One"), "Jeden", "Jedna")]


def test_new_messages_stand_where_they_stand_in_theirs() -> None:
    new = [Message("", name, translations=(name.lower(),)) for name in ("First", "Between", "Also", "Last")]
    found, conflicts = merged_messages(
        BASE, [ONE, TWO, Message("", "Mine"), THREE], [new[0], ONE, new[1], new[2], TWO, THREE, new[3]]
    )
    assert [message.source for message in found] == [
        *("First", "One", "Between", "Also", "Two", "Mine", "Three", "Last"),
    ]
    assert conflicts == []


def test_a_message_is_removed_when_one_side_removed_it_and_nobody_changed_it() -> None:
    assert merged_messages(BASE, [ONE, THREE], BASE) == ([ONE, THREE], [])
    assert merged_messages(BASE, BASE, [TWO, THREE]) == ([TWO, THREE], [])
    assert merged_messages(BASE, BASE, [ONE, TWO]) == ([ONE, TWO], [])


@pytest.mark.parametrize("turned", [False, True])
def test_what_one_side_translated_and_the_other_removed_stays_as_obsolete(*, turned: bool) -> None:
    sides = [ONE, said(TWO, "Dwie"), THREE], [ONE, THREE]
    ours, theirs = reversed(sides) if turned else sides
    kept = Message("", "Two", translations=("Dwie",), obsolete=True)
    assert merged_messages(BASE, ours, theirs) == ([ONE, THREE, kept], [])


@pytest.mark.parametrize("turned", [False, True])
def test_a_translation_follows_its_english(*, turned: bool) -> None:
    renamed = replace(TWO, source="The two", flags=("fuzzy",), previous=Previous("", "Two"))
    sides = [ONE, said(TWO, "Dwie"), THREE], [ONE, renamed, THREE]
    ours, theirs = reversed(sides) if turned else sides
    assert merged_messages(BASE, ours, theirs) == ([ONE, said(renamed, "Dwie"), THREE], [])


def test_a_refreshed_template_and_translations_do_not_meet() -> None:
    refreshed = [replace(message, references=("b.md", "c.md"), notes=("Heading",)) for message in BASE]
    translated = [said(message, "Tak") for message in BASE]
    expected = [said(message, "Tak") for message in refreshed]
    assert merged_messages(BASE, refreshed, translated) == (expected, [])
    assert merged_messages(BASE, translated, refreshed) == (expected, [])


def test_what_became_obsolete_goes_to_the_end_with_the_other_side_s_translation() -> None:
    gone = Message("", "One", translations=("Jeden",), obsolete=True)
    assert merged_messages(BASE, [said(ONE, "Jedna"), TWO, THREE], [TWO, THREE, gone]) == (
        [TWO, THREE, said(gone, "Jedna")],
        [],
    )


def test_comments_of_both_stay_and_a_removed_one_goes() -> None:
    base = replace(ONE, comments=("old", "both"))
    ours, theirs = replace(ONE, comments=("both", "mine")), replace(ONE, comments=("old", "both", "yours"))
    assert merged_messages([base], [ours], [theirs]) == ([replace(ONE, comments=("both", "mine", "yours"))], [])


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "fuzzy"),
    [
        ((False, "a"), (False, "b"), (True, "a"), True),
        ((True, "a"), (False, "b"), (True, "a"), False),
        ((True, "a"), (True, "b"), (False, "a"), True),
        ((True, "a"), (False, "a"), (True, "a"), False),
        ((False, "a"), (False, "b"), (True, "b"), True),
    ],
)
def test_a_text_is_finished_only_where_nobody_who_saw_it_doubts_it(
    base: tuple[bool, str], ours: tuple[bool, str], theirs: tuple[bool, str], *, fuzzy: bool
) -> None:
    def of(state: tuple[bool, str]) -> list[Message]:
        return [replace(ONE, translations=(state[1],), flags=("fuzzy",) if state[0] else ())]

    for one, other in ((ours, theirs), (theirs, ours)):
        (message,), conflicts = merged_messages(of(base), of(one), of(other))
        assert (message.fuzzy, conflicts) == (fuzzy, [])


def test_the_later_date_is_right_and_says_who_translated() -> None:
    base, early, late = (
        polish(BASE, revised=f"2026-11-{day} {hour}").replace(b"Ewa", name)
        for day, hour, name in (
            ("20", "10:00+0000", b"Ewa"),
            ("21", "12:00+0200", b"Jan"),
            ("21", "10:01+0000", b"Ala"),
        )
    )
    assert joined(base, early, late) == (late.decode(), [])
    assert joined(base, late, early) == (late.decode(), [])


def test_another_field_of_the_header_that_both_changed_is_told() -> None:
    base = polish(BASE)
    ours, theirs = base.replace(b"atsiv", b"ours"), base.replace(b"atsiv", b"theirs").replace(b'pl\\n"', b'pl_PL\\n"')
    text, conflicts = joined(base, ours, theirs)
    assert text == ours.replace(b'pl\\n"', b'pl_PL\\n"').decode()
    assert conflicts == [Difference(Key("", ""), "Project-Id-Version: ours", "Project-Id-Version: theirs")]


WRAPPED = """\
msgid ""
msgstr "Language: pl\\n"

# kept
#, fuzzy, no-wrap
msgid ""
"Better "
"together"
msgstr ""
"Razem "
"lepiej"
msgid "Next"
msgstr "Dalej"
"""


def test_lines_that_nobody_touched_keep_their_form_and_their_ends() -> None:
    ours = b"\xef\xbb\xbf" + WRAPPED.replace("\n", "\r\n").encode()
    theirs = WRAPPED.replace('"Razem "\n"lepiej"', '"Lepiej razem"').replace("# kept\n", "# kept\n# more\n#: a.md\n")
    text, conflicts = joined(WRAPPED.encode(), ours, theirs.encode())
    assert conflicts == []
    assert [line.rstrip("\r") for line in changes(ours, text.encode())] == [
        "+# more",
        "+#: a.md",
        '-msgstr ""',
        '-"Razem "',
        '-"lepiej"',
        '+msgstr "Lepiej razem"',
    ]
    assert text.count("\r\n") == text.count("\n")


def test_an_entry_that_stands_twice_is_kept_twice() -> None:
    data = polish(BASE) + b'\nmsgid "One"\nmsgstr "Raz"\n\n#~ msgid "One"\n#~ msgstr "Dawniej"\n'
    assert joined(data, data, data)[0] == data.decode()
    changed = data.replace(b"Raz", b"Razem").replace(b"Dawniej", b"Kiedys")
    assert joined(data, data, changed)[0] == changed.decode()


texts = st.sampled_from(["", "a", "b", "c\nd"])


@st.composite
def versions(draw: st.DrawFn) -> list[Message]:
    sources = draw(st.permutations([("", "A"), ("", "B"), ("q/stem", "A"), ("", "C")]))
    found = []
    for context, source in sources[: draw(st.integers(0, 4))]:
        plural = "As" if source == "C" else ""
        forms = tuple(draw(texts) for _ in range(3 if plural else 1))
        fuzzy = bool(forms[0]) and draw(st.booleans())
        obsolete = draw(st.integers(0, 5)) == 0
        message = Message(
            context,
            source,
            plural,
            forms,
            comments=tuple(draw(st.lists(st.sampled_from(["x", "y"]), max_size=2, unique=True))),
            references=()
            if obsolete
            else tuple(draw(st.lists(st.sampled_from(["a.md", "b.md"]), max_size=2, unique=True))),
            flags=("fuzzy",) if fuzzy else (),
            previous=Previous("", draw(st.sampled_from(["B", "Old"])), plural)
            if fuzzy and draw(st.booleans())
            else None,
            obsolete=obsolete,
        )
        found.append(message)
    return found


@given(versions(), st.tuples(st.sampled_from(["\n", "\r\n"]), st.sampled_from([b"", b"\xef\xbb\xbf"])))
def test_three_times_the_same_is_the_same(these: list[Message], manner: tuple[str, bytes]) -> None:
    file = parse(manner[1] + polish(these).replace(b"\n", manner[0].encode()))
    assert bytes(merge(file, file, file).file) == bytes(file)


@given(versions(), versions())
def test_where_one_side_changed_nothing_the_other_is_right(base: list[Message], changed: list[Message]) -> None:
    def content(messages: Iterable[Message]) -> dict[Key, Message]:
        return {message.key: message for message in messages}

    # What was removed comes back as obsolete only if somebody changed it: here nobody did.
    assert content(merged_messages(base, base, changed)[0]) == content(changed)
    assert content(merged_messages(base, changed, base)[0]) == content(changed)


@given(versions(), versions(), versions())
def test_no_new_translation_is_lost(base: list[Message], ours: list[Message], theirs: list[Message]) -> None:
    text, _ = joined(polish(base), polish(ours), polish(theirs))
    found = list(parse(text.encode()).messages)
    had = {message.key: message.translations for message in base}
    present = {form for message in found for form in message.translations}
    comments = {line.rpartition(": ")[2].replace("\\n", "\n") for message in found for line in message.comments}
    for side in (ours, theirs):
        for message in side:
            if had.get(message.key) != message.translations:
                assert {form for form in message.translations if form} <= present | comments


@given(versions(), versions(), versions())
def test_without_a_conflict_neither_side_is_preferred(
    base: list[Message], ours: list[Message], theirs: list[Message]
) -> None:
    one, conflicts = merged_messages(base, ours, theirs)
    other, _ = merged_messages(base, theirs, ours)
    if not conflicts:
        assert {content(message) for message in one} == {content(message) for message in other}


def content(message: Message) -> Message:
    """Without an order of lines."""
    return replace(message, comments=tuple(sorted(message.comments)), references=tuple(sorted(message.references)))


@given(versions(), versions(), versions())
def test_gettext_reads_what_was_joined(base: list[Message], ours: list[Message], theirs: list[Message]) -> None:
    text, _ = joined(polish(base), polish(ours), polish(theirs))
    assert len(entries(parse(text.encode()))) == len({message.key for message in parse(text.encode()).messages})
    subprocess.run(["msgcat", "-o", "/dev/null", "-"], input=text.encode(), check=True, capture_output=True)
