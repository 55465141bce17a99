"""What is written anew has the form of `msgcat --no-wrap`, and says what was meant."""

import subprocess

from hypothesis import given, settings
from hypothesis import strategies as st

from app.content.po import Message, PoFile, Previous, new_file, parse

FIELDS = """\
Language: pl
MIME-Version: 1.0
Content-Type: text/plain; charset=UTF-8
Content-Transfer-Encoding: 8bit
Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);
"""
HEADER = Message("", "", translations=(FIELDS,))

# msgcat refuses other control characters, or writes them in a way of its own.
signs = st.characters(exclude_categories=("Cs", "Cc", "Co", "Cn"))
text = st.text(st.one_of(signs, st.sampled_from('\n\t"\\ {}[]()ąłθж')), min_size=1, max_size=60)
comment = st.text(st.sampled_from("abc ąθж!"), min_size=1, max_size=30).map(str.strip).filter(bool)


@st.composite
def messages(draw: st.DrawFn) -> Message:
    plural = draw(st.one_of(st.just(""), text))
    forms = draw(st.tuples(text, text, text)) if plural else (draw(st.one_of(st.just(""), text)),)
    fuzzy = bool(forms[0]) and draw(st.booleans())
    return Message(
        context=draw(st.one_of(st.just(""), text)),
        source=draw(text),
        plural=plural,
        translations=forms,
        comments=tuple(draw(st.lists(comment, max_size=2))),
        notes=tuple(draw(st.lists(comment, max_size=2))),
        references=tuple(draw(st.lists(st.from_regex(r"[a-z/]{1,45}\.md", fullmatch=True), max_size=6, unique=True))),
        flags=("fuzzy",) if fuzzy else (),
        previous=Previous("", draw(text), plural) if fuzzy else None,
    )


def canonical(file: PoFile) -> bytes:
    """As gettext writes the same file. It looks at no line ends inside a text (no `--strict` checks)."""
    done = subprocess.run(["msgcat", "--no-wrap", "-"], input=bytes(file), capture_output=True, check=True)
    return done.stdout


@settings(max_examples=60, deadline=None)
@given(st.lists(messages(), min_size=1, max_size=12, unique_by=lambda message: message.key))
def test_new_files_are_as_msgcat_writes_them(these: list[Message]) -> None:
    file = new_file(HEADER, these)
    assert bytes(file) == canonical(file)
    assert list(parse(bytes(file)).messages) == these


def test_an_obsolete_message_keeps_its_translation_and_what_it_was_made_from() -> None:
    gone = Message(
        "stem",
        "Who\nsigns?",
        translations=("Kto\npodpisuje?",),
        comments=("checked",),
        flags=("fuzzy",),
        previous=Previous("stem", "Who signed?"),
        obsolete=True,
    )
    file = new_file(HEADER, [Message("", "One", translations=("Jeden",)), gone])
    assert bytes(file) == canonical(file)
    assert (
        bytes(file)
        .decode()
        .endswith(
            '\n\n# checked\n#, fuzzy\n#~| msgctxt "stem"\n#~| msgid "Who signed?"\n#~ msgctxt "stem"\n#~ msgid ""\n'
            '#~ "Who\\n"\n#~ "signs?"\n#~ msgstr ""\n#~ "Kto\\n"\n#~ "podpisuje?"\n'
        )
    )
    assert list(parse(bytes(file)).messages)[1] == gone
