"""What becomes of translations when an author edits the English."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.content.po import Key, Message, PoFile, State, new_file, parse
from app.localisation.templates import header
from app.localisation.updating import Said, updated

PROSE = (
    "Better together",
    "A coalition is an alliance of organisations in support of a specific goal.",
    "Write the answers down, and keep them where everyone finds them.",
    "How clouds form",
    "See [the agreement](lesson:agreement) before you sign.",
)
QUESTION = (
    ("question/who-signs/stem", "Who signs the agreement?"),
    ("question/who-signs/option/each", "Each partner"),
    ("question/who-signs/option/lead", "The lead partner alone"),
    ("question/who-signs/feedback/each", "Yes: a signature each."),
)


def template(texts: Sequence[str | tuple[str, str]]) -> PoFile:
    messages = [Message("", each) if isinstance(each, str) else Message(*each) for each in texts]
    return new_file(header(), [replace(message, references=("courses/demo/first.md",)) for message in messages])


def translated(texts: Sequence[str | tuple[str, str]]) -> PoFile:
    """A Greek file in which everything is translated."""
    file = updated(template(texts), None, language="el")
    for message in list(file.messages):
        file = file.with_message(message.translated((greek(message),)))
    return file


def greek(message: Message) -> str:
    links = "[η συμφωνία](lesson:agreement)" if "](" in message.source else ""
    return f"Ελληνικά {len(message.source)}{links}"


def after(texts: Sequence[str | tuple[str, str]], said: Said = Said()) -> PoFile:  # noqa: B008 - it is immutable
    return updated(template(texts), translated([*PROSE, *QUESTION]), language="el", said=said)


def states(file: PoFile) -> Mapping[str, State]:
    """What isn't translated, by its English."""
    return {
        message.source: message.state
        for message in file.messages
        if message.state is not State.TRANSLATED and not message.obsolete
    }


def changed(old: str, new: str) -> list[str | tuple[str, str]]:
    """The texts with one of them written otherwise."""
    texts: list[str | tuple[str, str]] = [*PROSE, *QUESTION]
    return [text.replace(old, new) if isinstance(text, str) else (text[0], text[1].replace(old, new)) for text in texts]


def obsolete(file: PoFile) -> list[str]:
    return [message.source for message in file.messages if message.obsolete]


def test_a_second_update_changes_nothing() -> None:
    file = after(changed("alliance", "union"))
    assert bytes(updated(template(changed("alliance", "union")), file, language="el")) == bytes(file)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("alliance", "aliance"),
        ("Write the answers down", "Never write the answers down"),
        ("Better together", "Better togehter"),
        ("Who signs", "Who never signs"),
        ("The lead partner alone", "Only the lead partner"),
        ("Yes: a signature each.", "Right."),
    ],
)
def test_an_edited_text_keeps_its_translation_as_stale_with_the_english_it_was_made_from(old: str, new: str) -> None:
    file = after(changed(old, new))
    (stale,) = states(file)
    assert new in stale
    message = next(message for message in file.messages if message.source == stale)
    assert message.state is State.STALE
    assert message.previous
    assert old in message.previous.source
    assert message.translations == (greek(replace(message, source=message.previous.source)),)


def test_the_first_english_is_remembered_over_several_edits_and_taking_them_back_ends_it() -> None:
    once = after(changed("alliance", "union"))
    twice = updated(template(changed("alliance", "federation")), once, language="el")
    (message,) = [message for message in twice.messages if message.state is State.STALE]
    assert message.previous
    assert "alliance" in message.previous.source
    assert states(updated(template([*PROSE, *QUESTION]), twice, language="el")) == {}


def test_moving_reversing_and_inserting_lose_nothing() -> None:
    assert states(after([*reversed(QUESTION), *reversed(PROSE)])) == {}
    assert states(after(["Something entirely new", *PROSE, *QUESTION])) == {"Something entirely new": State.EMPTY}


def test_a_question_that_was_renamed_keeps_its_translations() -> None:
    renamed = [(context.replace("who-signs", "signatures"), text) for context, text in QUESTION]
    file = after([*PROSE, *renamed])
    assert states(file) == {}
    assert obsolete(file) == []


@pytest.mark.parametrize("text", ["How clouds move", "Eyes", "Each partner's own goal and what it may cost"])
def test_a_new_text_gets_no_translation_of_another(text: str) -> None:
    assert states(after([*PROSE, text, *QUESTION])) == {text: State.EMPTY}


def test_a_short_text_is_no_new_wording_of_one_that_looks_like_it() -> None:
    assert states(updated(template(["Eyes"]), translated(["Yes"]), language="el")) == {"Eyes": State.EMPTY}


def test_a_deleted_text_comes_back_with_its_translation() -> None:
    without = after([*PROSE[1:], *QUESTION])
    assert obsolete(without) == ["Better together"]
    again = updated(template([*PROSE, *QUESTION]), without, language="el")
    assert states(again) == {}
    assert obsolete(again) == []


def test_a_new_address_in_a_link_is_put_into_the_translation() -> None:
    file = after(changed("lesson:agreement", "lesson:contract"))
    assert states(file) == {}
    message = file.by_key[Key("", "See [the agreement](lesson:contract) before you sign.")]
    assert "[η συμφωνία](lesson:contract)" in message.translations[0]


def test_a_minor_change_leaves_the_translation_good() -> None:
    assert states(after(changed("alliance", "aliance"), Said(minor=("aliance",)))) == {}


def test_a_changed_meaning_is_noted_until_the_translation_is_new() -> None:
    said = Said(meaning=("Never write",))
    file = after(changed("Write the answers", "Never write the answers"), said)
    again = updated(template(changed("Write the answers", "Never write the answers")), file, language="el")
    (message,) = [message for message in again.messages if message.state is State.STALE]
    assert message.notes == ("meaning changed",)
    mended = again.with_message(message.translated(("Μην τα γράφετε.",)))
    (message,) = [
        message
        for message in updated(
            template(changed("Write the answers", "Never write the answers")), mended, language="el"
        ).messages
        if message.source.startswith("Never")
    ]
    assert (message.state, message.notes) == (State.TRANSLATED, ())


def test_comments_unknown_headers_and_flags_stay() -> None:
    text = bytes(translated(PROSE)).decode()
    text = text.replace("Language: el\\n", 'Language: el\\n"\n"X-Poedit-Basepath: ..\\n')
    text = text.replace('msgid "Better', '#, max-length:20\nmsgid "Better').replace(
        "#: courses", "# Ελένη\n#: courses", 1
    )
    text += "\n# Ask Maria about the rest.\n"
    file = updated(template([*PROSE, "New"]), parse(text.encode()), language="el")
    message = file.by_key[Key("", "Better together")]
    assert (message.comments, message.flags) == (("Ελένη",), ("max-length:20",))
    assert file.header["X-Poedit-Basepath"] == ".."
    assert bytes(file).endswith(b"\n\n# Ask Maria about the rest.\n")


def test_a_new_language_has_its_plural_forms() -> None:
    plural = new_file(header(), [Message("", "{count} lesson", "{count} lessons", ("", ""))])
    file = updated(plural, None, language="pl")
    assert file.header["Plural-Forms"].startswith("nplurals=3;")
    assert file.by_key[Key("", "{count} lesson")].translations == ("", "", "")


WORDS = ("partner", "agreement", "coalition", "goal", "together", "write", "sign", "network", "trust", "never")
words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12)
texts = st.lists(words.map(" ".join), min_size=1, max_size=8, unique=True)


@given(texts, texts)
def test_no_translation_is_ever_lost_and_every_text_has_its_place(before: list[str], now: list[str]) -> None:
    file = updated(template(now), translated(before), language="el")
    assert [message.source for message in file.messages if not message.obsolete] == now
    kept = [message.translations[0] for message in file.messages if any(message.translations)]
    assert sorted(kept) == sorted(greek(Message("", text)) for text in before)
    assert bytes(updated(template(now), file, language="el")) == bytes(file)
