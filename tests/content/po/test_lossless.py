"""A file saved after no edit is the same bytes; after an edit of one message, only its lines differ."""

import subprocess
from dataclasses import replace
from difflib import unified_diff

import pytest

from app.content.po import Key, Message, PoError, Previous, State, parse

WRAPPED = """\
# Polish translation of the course.
# Copyright (C) 2026
#
msgid ""
msgstr ""
"Project-Id-Version: atsiv\\n"
"X-Generator: Poedit 3.4\\n"
"Language: pl\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 "
"|| n%100>14) ? 1 : 2);\\n"

#. heading
#: courses/networking/partnerships/01-better-together.md:12
#: courses/networking/partnerships/02-agreement.md:7
msgid "Better together"
msgstr "Razem lepiej"

#   indented, as somebody left it
#, markdown-text, max-length:200
#| msgid "Who signed the agreement?"
msgctxt "question/who-signs/stem"
msgid ""
"Who signs the agreement when the director is away "
"and nobody else may?"
msgstr ""
"Kto podpisuje umowę, kiedy dyrektora nie ma "
"i nikt inny nie może?"

#: courses/networking/partnerships/01-better-together.md
#, fuzzy, no-wrap
#| msgid "One partners signs."
msgid "One partner signs."
msgstr "Jeden partner podpisuje."
msgid "No empty line above"
msgstr "Bez pustej linii\\n"
"z dalszym ciągiem"

#= sticky
msgid "{count} lesson"
msgid_plural "{count} lessons"
msgstr[0] "{count} lekcja"
msgstr[1] "{count} lekcje"
msgstr[2] "{count} lekcji"

msgid "With\u2028a line separator\\ta tab"
msgstr "Z\u2028separatorem\\ttab"

#~ msgid "Gone"
#~ msgstr "Nie ma"

#~| msgid "Older"
#~ msgid "Old"
#~ msgstr ""
#~ "Stare\\n"
#~ "słowa"

# nothing follows
"""


def variants() -> dict[str, bytes]:
    plain = WRAPPED.encode()
    return {
        "as it is": plain,
        "with a byte order mark": b"\xef\xbb\xbf" + plain,
        "with Windows line ends": plain.replace(b"\n", b"\r\n"),
        "both": b"\xef\xbb\xbf" + plain.replace(b"\n", b"\r\n"),
        "without a last line end": plain.rstrip(b"\n"),
        "ending in a message": plain.partition(b"\n#~ ")[0].rstrip(b"\n"),
        "with empty lines around": b"\n\n" + plain + b"\n\n\n",
        "with spaces on empty lines": plain.replace(b"\n\n", b"\n  \n"),
        "empty": b"",
    }


@pytest.mark.parametrize("name", variants())
def test_a_file_that_was_not_edited_is_the_same_bytes(name: str) -> None:
    data = variants()[name]
    assert bytes(parse(data)) == data


@pytest.mark.parametrize("name", [name for name in variants() if name != "empty"])
def test_an_edit_changes_the_lines_of_its_message_only(name: str) -> None:
    data = variants()[name]
    file = parse(data)
    key = Key("question/who-signs/stem", "Who signs the agreement when the director is away and nobody else may?")
    edited = bytes(file.with_message(file.by_key[key].translated(("Kto podpisuje?",))))
    assert changes(data, edited) == [
        '-#| msgid "Who signed the agreement?"',
        '-msgstr ""',
        '-"Kto podpisuje umowę, kiedy dyrektora nie ma "',
        '-"i nikt inny nie może?"',
        '+msgstr "Kto podpisuje?"',
    ]


def changes(before: bytes, after: bytes) -> list[str]:
    """The differing lines without their ends."""
    diff = list(unified_diff(before.decode().split("\n"), after.decode().split("\n"), n=0, lineterm=""))[2:]
    return [line.rstrip("\r") for line in diff if line[0] in "+-"]


def test_a_finished_translation_is_no_longer_fuzzy_and_other_flags_stay() -> None:
    file = parse(WRAPPED.encode())
    message = file.by_key[Key("", "One partner signs.")]
    assert message.state is State.STALE
    edited = file.with_message(message.translated(("Podpisuje jeden partner.",)))
    assert changes(WRAPPED.encode(), bytes(edited)) == [
        "-#, fuzzy, no-wrap",
        '-#| msgid "One partners signs."',
        "+#, no-wrap",
        '-msgstr "Jeden partner podpisuje."',
        '+msgstr "Podpisuje jeden partner."',
    ]
    assert edited.by_key[message.key].state is State.TRANSLATED


def test_a_stale_translation_keeps_the_english_it_was_made_from() -> None:
    file = parse(WRAPPED.encode())
    message = file.by_key[Key("", "Better together")]
    once = message.marked_stale(Previous("", "Better than alone"))
    edited = file.with_message(once)
    assert changes(WRAPPED.encode(), bytes(edited)) == ["+#, fuzzy", '+#| msgid "Better than alone"']
    assert once.marked_stale(Previous("", "Later English")) == once


def test_flags_that_we_do_not_know_stay_beside_fuzzy() -> None:
    file = parse(WRAPPED.encode())
    key = Key("question/who-signs/stem", "Who signs the agreement when the director is away and nobody else may?")
    message = replace(file.by_key[key], flags=("fuzzy", "markdown-text", "max-length:200"))
    assert changes(WRAPPED.encode(), bytes(file.with_message(message))) == [
        "-#, markdown-text, max-length:200",
        "+#, fuzzy, markdown-text, max-length:200",
    ]


def test_plural_forms_are_edited_each() -> None:
    file = parse(WRAPPED.encode())
    message = file.by_key[Key("", "{count} lesson")]
    edited = file.with_message(message.translated(("{count} lekcja", "{count} lekcje", "{count} lekcji.")))
    assert changes(WRAPPED.encode(), bytes(edited)) == ['-msgstr[2] "{count} lekcji"', '+msgstr[2] "{count} lekcji."']


def test_what_a_file_says() -> None:
    file = parse(WRAPPED.encode())
    assert file.header["X-Generator"] == "Poedit 3.4"
    assert file.header["Plural-Forms"].endswith("(n%100<12 || n%100>14) ? 1 : 2);")
    assert file.by_key[Key("", "No empty line above")].translations == ("Bez pustej linii\nz dalszym ciągiem",)
    assert file.by_key[Key("", "With\u2028a line separator\ta tab")].translations == ("Z\u2028separatorem\ttab",)
    assert file.line_of(Key("", "Better together")) == 13
    assert Key("", "Gone") not in file.by_key
    assert [message.source for message in file.messages if message.obsolete] == ["Gone", "Old"]


def test_gettext_reads_an_edited_file() -> None:
    file = parse(WRAPPED.encode())
    edited = file.with_message(file.by_key[Key("", "Better together")].translated(('"Razem"\\lepiej',)))
    read = subprocess.run(["msgcat", "--no-wrap", "-"], input=bytes(edited), capture_output=True, check=True)
    assert parse(read.stdout).by_key[Key("", "Better together")].translations == ('"Razem"\\lepiej',)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b'msgid "a"\nmsgstr "b\n', "line 2: this is no line of a PO file"),
        (b'msgid "a"\nmsgstr "b"c"\n', 'line 2: a " stands inside the text; write it as \\"'),
        (b'msgid "a"\nmsgid "b"\nmsgstr "c"\n', 'line 2: there is a second "msgid" in one message'),
        (b'msgid "a"\nmsgstr "\\q"\n', 'line 2: "\\q" stands for nothing'),
        (b'msgstr "b"\n', "line 1: a translation has no msgid"),
        (b'msgid "a"\nmsgstr "b"\n\n# c\nmsgid "d"\n', "line 5: a message has no msgstr"),
        (b'\n# x\nmsgid "a"\nmsgstr "\xe5"\n', "line 4: the file is not in UTF-8"),
        (b'msgid ""\nmsgstr "Content-Type: text/plain; charset=ISO-8859-2\\n"\n', "line 1: the header says"),
        (b"<<<<<<< HEAD\n" + b'msgid "a"\nmsgstr "b"\n', "line 1: this is no line of a PO file: <<<<<<< HEAD"),
    ],
)
def test_a_broken_file_says_where_and_what_to_write(data: bytes, told: str) -> None:
    with pytest.raises(PoError) as error:
        parse(data)
    assert str(error.value).startswith(told)


def test_a_message_that_the_file_does_not_hold_cannot_be_changed() -> None:
    with pytest.raises(KeyError):
        parse(b"").with_message(Message("", "a"))
