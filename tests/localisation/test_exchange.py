"""Translations sent out to other programs and taken back: only what was translated, over nothing that others did."""

import subprocess
import zipfile
from collections import Counter
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from app.content.locales import Locales
from app.content.po import Key, Message, Previous, parse
from app.localisation.exchange import CannotExchange, Decision, exported, read, take
from app.localisation.exchange.plural_forms import form_order
from app.localisation.saving import fingerprint, save
from tests.localisation.po_files import PLURALS, changes, polish, put

CROWDIN = (
    "nplurals=4; plural=(n==1 ? 0 : (n%10>=2 && n%10<=4) && (n%100<12 || n%100>14) ? 1 : "
    "n!=1 && (n%10>=0 && n%10<=1) || (n%10>=5 && n%10<=9) || (n%100>=12 && n%100<=14) ? 2 : 3);"
)
ONE = Message("", "Better together", translations=("Razem lepiej",), notes=("Lesson > Heading",), references=("a.md",))
EMPTY = Message("", "A & B <b>")
STALE = Message(
    "question/who/stem",
    "Who signs?",
    translations=("Kto podpisał?",),
    comments=("ask Ewa", "", "twice"),
    flags=("fuzzy",),
    previous=Previous("question/who/stem", "Who signed?"),
)
ODD = Message("", "Odd\x08\x1b", translations=("\t a\x0b\ufffe\nb  ",))
LESSONS = Message("", "{count} lesson", "{count} lessons", ("{count} lekcja", "{count} lekcje", "{count} lekcji"))
MESSAGES = [ONE, EMPTY, STALE, ODD, LESSONS]
FORMATS = ["po", "xliff", "zip"]


@pytest.fixture
def locales(tmp_path: Path) -> Locales:
    found = Locales(tmp_path / "locales")
    put(found.file("pl", "networking"), polish(MESSAGES))
    return found


@pytest.fixture
def locks(tmp_path: Path) -> Path:
    return tmp_path / "locks"


def imported(data: bytes, locales: Locales, locks: Path, name: str = "file") -> list[Decision]:
    language, found = read(data, name, locales=locales)
    shown = take(found, locales=locales, language=language, locks=None)
    done = take(found, locales=locales, language=language, locks=locks)
    assert done == shown
    return [decision for taken in done for decision in taken.decisions]


def outcomes(decisions: list[Decision]) -> dict[str, str]:
    return {each.unit.key.source: each.outcome.value for each in decisions}


@pytest.mark.parametrize("format_", FORMATS)
def test_what_comes_back_as_it_went_out_changes_nothing(locales: Locales, locks: Path, format_: str) -> None:
    before = locales.file("pl", "networking").read_bytes()
    decisions = imported(exported(locales=locales, language="pl", format=format_), locales, locks)
    assert outcomes(decisions) == {message.source: "unchanged" for message in MESSAGES}
    assert locales.file("pl", "networking").read_bytes() == before


def test_an_export_is_the_same_file_with_three_fields_more(locales: Locales) -> None:
    added = changes(
        locales.file("pl", "networking").read_bytes(), exported(locales=locales, language="pl", format="po")
    )
    assert [line.partition(":")[0] for line in added] == ['+"X-Export-Domain', '+"X-Export-States']


@pytest.mark.parametrize("format_", FORMATS)
def test_exports_of_the_same_are_the_same(locales: Locales, format_: str) -> None:
    first = exported(locales=locales, language="pl", format=format_)
    assert exported(locales=locales, language="pl", format=format_) == first


SENT = {
    "po": ("Razem lepiej", 'msgid "A & B <b>"\nmsgstr ""', 'msgid "A & B <b>"\nmsgstr "A i B <b>"'),
    "xliff": (
        "Razem lepiej",
        '<source>A &amp; B &lt;b></source>\n<target state="new">'.replace("b>", "b&gt;"),
        '<source>A &amp; B &lt;b&gt;</source>\n<target state="translated">A i B &lt;b&gt;',
    ),
}


@pytest.mark.parametrize("format_", SENT)
def test_new_and_changed_translations_are_taken(locales: Locales, locks: Path, format_: str) -> None:
    file = locales.file("pl", "networking")
    before = file.read_bytes()
    data = exported(locales=locales, language="pl", format=format_).decode()
    old, empty, filled = SENT[format_]
    decisions = imported(data.replace(old, "Lepiej razem").replace(empty, filled).encode(), locales, locks)
    assert Counter(outcomes(decisions).values()) == {"unchanged": 3, "changed": 1, "new": 1}
    assert changes(before, file.read_bytes()) == [
        '-msgstr "Razem lepiej"',
        '+msgstr "Lepiej razem"',
        '-msgstr ""',
        '+msgstr "A i B <b>"',
    ]


@pytest.mark.parametrize("format_", SENT)
def test_what_the_site_changed_since_stays_and_what_both_changed_is_a_conflict(
    locales: Locales, locks: Path, format_: str
) -> None:
    data = exported(locales=locales, language="pl", format=format_).decode()
    file = locales.file("pl", "networking")
    for message, text in ((ONE, "Wspólnie"), (STALE, "Kto podpisuje?")):
        save(file=file, locks=locks, key=message.key, expected=fingerprint(message), translations=(text,))
    before = file.read_bytes()
    decisions = imported(data.replace("Razem lepiej", "Lepiej razem").encode(), locales, locks)
    assert outcomes(decisions)[ONE.source] == "conflict"
    assert outcomes(decisions)[STALE.source] == "unchanged"
    assert file.read_bytes() == before
    # Without a note of what was exported the file is right.
    for field in ("X-Export-States", "extradata"):
        data = data.replace(field, "X-Other")
    decisions = imported(data.replace("Razem lepiej", "Lepiej razem").encode(), locales, locks)
    assert outcomes(decisions)[ONE.source] == "changed"


@pytest.mark.parametrize("format_", SENT)
def test_english_keys_and_gaps_are_not_taken(locales: Locales, locks: Path, format_: str) -> None:
    file = locales.file("pl", "networking")
    before = file.read_bytes()
    data = exported(locales=locales, language="pl", format=format_).decode()
    english = data.replace("Better together", "Better alone").replace("Razem lepiej", "")
    decisions = imported(english.encode(), locales, locks)
    # An XLIFF unit is known by its id, so that its English makes no difference.
    assert decisions[0].outcome.value == ("unknown" if format_ == "po" else "unchanged")
    assert file.read_bytes() == before


def test_translations_of_earlier_english_are_told_apart(locales: Locales, locks: Path) -> None:
    data = polish(
        [
            Message("question/who/stem", "Who has signed?", translations=("Kto?",)),
            Message("", "Who signed?", translations=("Kto?",)),
            Message("question/other/stem", "Other", translations=("Inne",)),
        ]
    )
    assert outcomes(imported(data, locales, locks, "networking.po")) == {
        "Who has signed?": "older English",
        "Who signed?": "older English",
        "Other": "unknown",
    }


def test_what_would_break_a_page_is_not_taken_and_odd_letters_are_mended(locales: Locales, locks: Path) -> None:
    before = locales.file("pl", "networking").read_bytes()
    (broken,) = imported(
        polish([replace(LESSONS, translations=("jedna", "dwie", "pięć"))]), locales, locks, "networking.po"
    )
    assert broken.outcome.value == "broken"
    assert 'the placeholder "{count}" is missing' in broken.wrong
    assert locales.file("pl", "networking").read_bytes() == before
    imported(polish([replace(ONE, translations=("Lepiej\u200b raze\u00adm",))]), locales, locks, "networking.po")
    assert parse(locales.file("pl", "networking").read_bytes()).by_key[ONE.key].translations == ("Lepiej razem",)


def test_a_program_s_guess_is_not_taken(locales: Locales, locks: Path) -> None:
    guess = replace(EMPTY, translations=("A lub B",), flags=("fuzzy",))
    doubted = replace(ONE, flags=("fuzzy",))
    assert outcomes(imported(polish([guess, doubted]), locales, locks, "networking.po")) == {
        EMPTY.source: "guess",
        ONE.source: "changed",
    }
    found = parse(locales.file("pl", "networking").read_bytes()).by_key
    assert (found[EMPTY.key].translations, found[ONE.key].fuzzy) == (("",), True)


def test_comments_are_taken_and_none_of_the_site_s_goes_by_mistake(locales: Locales, locks: Path) -> None:
    foreign = polish([replace(STALE, comments=("from Crowdin",))])
    assert outcomes(imported(foreign, locales, locks, "networking.po")) == {STALE.source: "changed"}
    file = locales.file("pl", "networking")
    assert parse(file.read_bytes()).by_key[STALE.key].comments == ("ask Ewa", "", "twice", "from Crowdin")
    own = exported(locales=locales, language="pl", format="po").replace(b"# ask Ewa\n#\n# twice\n", b"")
    assert outcomes(imported(own, locales, locks))[STALE.source] == "changed"
    assert parse(file.read_bytes()).by_key[STALE.key].comments == ("from Crowdin",)


def test_four_polish_forms_become_the_three_of_the_site(locales: Locales, locks: Path) -> None:
    sent = replace(LESSONS, translations=("jedna", "{count} dwie", "{count} pięć", "{count} i pół"))
    data = polish([sent, ONE], plurals=CROWDIN)
    file = locales.file("pl", "networking")
    assert outcomes(imported(data, locales, locks, "pl/networking.po")) == {
        LESSONS.source: "changed",
        ONE.source: "unchanged",
    }
    assert parse(file.read_bytes()).by_key[LESSONS.key].translations == ("jedna", "{count} dwie", "{count} pięć")
    assert parse(file.read_bytes()).header["Plural-Forms"] == PLURALS


@pytest.mark.parametrize(
    "plurals", ["nplurals=2; plural=(n != 1);", "nplurals=3; plural=n%0;", "nplurals=3; plural=__import__;"]
)
def test_plural_forms_that_do_not_match_are_told_and_not_taken(locales: Locales, locks: Path, plurals: str) -> None:
    before = locales.file("pl", "networking").read_bytes()
    data = polish([replace(LESSONS, translations=("a", "b", "c"))], plurals=plurals)
    assert outcomes(imported(data, locales, locks, "networking.po")) == {LESSONS.source: "unusable"}
    assert locales.file("pl", "networking").read_bytes() == before


def test_forms_are_matched_by_the_numbers_they_are_for() -> None:
    assert form_order(PLURALS, CROWDIN) == (0, 1, 2)
    assert form_order("nplurals=2; plural=n!=1;", "nplurals=2; plural=n==1;") == (1, 0)
    assert form_order("nplurals=2; plural=n!=1;", "nplurals=1; plural=0;") is None


@pytest.mark.parametrize("plurals", [PLURALS, CROWDIN])
def test_a_plural_group_of_xliff_comes_back(locales: Locales, locks: Path, plurals: str) -> None:
    data = exported(locales=locales, language="pl", format="xliff").decode()
    assert data.count('restype="x-gettext-plurals"') == 1
    assert outcomes(imported(data.replace("lekcje<", "lekcje!<").encode(), locales, locks))[LESSONS.source] == "changed"
    found = parse(locales.file("pl", "networking").read_bytes()).by_key[LESSONS.key]
    assert found.translations == ("{count} lekcja", "{count} lekcje!", "{count} lekcji")


def test_xliff_tells_the_english_a_stale_translation_was_made_from_and_who_said_what(locales: Locales) -> None:
    data = exported(locales=locales, language="pl", format="xliff").decode()
    assert '<alt-trans alttranstype="previous-version"><source>Who signed?</source><target/></alt-trans>' in data
    assert '<context context-type="x-gettext-msgctxt">question/who/stem</context>' in data
    assert '<note from="developer">Lesson &gt; Heading</note>' in data
    assert '<target state="needs-review-translation">Kto podpisał?</target>' in data


NAMES = st.sampled_from(["A", "B", "C", "D", "E"])
SIGNS = st.characters(exclude_categories=["Cs"])
WORDS = st.text(st.one_of(SIGNS, st.sampled_from('\n\r\t<>&]"\\ {}\0')), max_size=20)
COMMENTS = st.lists(st.text(SIGNS, max_size=9).map(lambda text: text.replace("\n", "")), max_size=2)


@st.composite
def any_messages(draw: st.DrawFn) -> list[Message]:
    found = {}
    for _ in range(draw(st.integers(0, 5))):
        plural = draw(st.sampled_from(["", "", "many"]))
        forms = tuple(draw(WORDS) for _ in range(3 if plural else 1))
        fuzzy = bool(forms[0]) and draw(st.booleans())
        message = Message(
            draw(st.sampled_from(["", "q/stem"])),
            draw(NAMES) + draw(WORDS),
            plural,
            forms,
            comments=tuple(draw(COMMENTS)),
            flags=("fuzzy",) if fuzzy else (),
            previous=Previous("", draw(NAMES), plural) if fuzzy else None,
        )
        found[message.key] = message
    return list(found.values())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(any_messages(), st.sampled_from(FORMATS))
@example([Message("", "A", translations=("\0\xad",))], "po")
def test_any_export_comes_back_without_a_change(
    locales: Locales, locks: Path, these: list[Message], format_: str
) -> None:
    file = put(locales.file("pl", "networking"), polish(these))
    kept = list(parse(file.read_bytes()).by_key.values())
    decisions = imported(exported(locales=locales, language="pl", format=format_), locales, locks)
    assert [each.outcome.value for each in decisions] == ["unchanged"] * len(kept)
    assert [each.current for each in decisions] == kept


@pytest.mark.parametrize("options", [["--no-wrap"], ["--width=20"], ["--sort-output"]])
def test_an_export_comes_back_through_gettext(locales: Locales, locks: Path, options: list[str]) -> None:
    file = put(locales.file("pl", "networking"), polish([ONE, EMPTY, STALE, LESSONS]))
    before = file.read_bytes()
    sent = exported(locales=locales, language="pl", format="po")
    through = subprocess.run(["msgcat", *options, "-"], input=sent, capture_output=True, check=True).stdout
    assert set(outcomes(imported(through, locales, locks)).values()) == {"unchanged"}
    assert file.read_bytes() == before
    save(file=file, locks=locks, key=ONE.key, expected=fingerprint(ONE), translations=("Wspólnie",))
    changed = through.replace(b"Razem lepiej", b"Lepiej razem").replace(b'"Razem "\n"lepiej"', b'"Lepiej razem"')
    assert outcomes(imported(changed, locales, locks))[ONE.source] == "conflict"


BOMB = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><xliff version="1.2">&b;</xliff>'


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (BOMB.encode(), "document type"),
        (b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><xliff/>', "document type"),
        (b"<xliff>", "no XML that can be read"),
        (b"<xliff>&amp;&other;</xliff>", "no XML that can be read"),
        (b"<html></html>", r"no XLIFF 1\.2"),
        (b'<xliff version="2.0"></xliff>', r"no XLIFF 1\.2"),
        (b"<a>" * 100, "nested too deeply"),
        (b'<xliff version="1.2"></xliff>', "no translations"),
        (b"PK\x03\x04 nothing", "no zip file"),
        (b'msgid "a"\nmsgstr "b\n', "file:2: "),
        (b'msgid "a"\nmsgstr "b"\n', "doesn't say which language"),
        (polish([], language="de"), "no translations into “de”; it has pl"),
    ],
)
def test_what_cannot_be_used_is_told(locales: Locales, data: bytes, told: str) -> None:
    with pytest.raises(CannotExchange, match=told):
        read(data, "file", locales=locales)


def test_a_file_of_another_language_is_refused(locales: Locales) -> None:
    with pytest.raises(CannotExchange, match="is in “ro”, not in “pl”"):
        read(polish([], language="ro"), "networking.po", locales=locales, language="pl")


def test_a_language_may_be_named_with_its_country(locales: Locales) -> None:
    assert read(polish([], language="pl_PL"), "networking.po", locales=locales)[0] == "pl"


def test_a_file_for_no_part_of_the_site_is_refused(locales: Locales) -> None:
    language, found = read(polish([ONE]), "../../etc/cooking.po", locales=locales)
    with pytest.raises(CannotExchange, match="“cooking” is no part of the site"):
        take(found, locales=locales, language=language, locks=None)


def archive(entries: dict[str, bytes]) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, data in entries.items():
            opened.writestr(name, data)
    return target.getvalue()


def test_the_names_in_an_archive_lead_nowhere(locales: Locales, locks: Path, tmp_path: Path) -> None:
    changed = polish([replace(ONE, translations=("Lepiej",))])
    before = sorted(tmp_path.rglob("*"))
    decisions = imported(archive({"../../../networking.po": changed, "/etc/readme.txt": b"x"}), locales, locks)
    assert outcomes(decisions) == {ONE.source: "changed"}
    assert {path.name for path in {*tmp_path.rglob("*")} - {*before}} <= {"locks", *(p.name for p in locks.iterdir())}


@pytest.mark.parametrize(
    ("entries", "told"),
    [
        ({"a.po": bytes(60_000_000)}, "larger than 500 files or 50 MB"),
        ({f"{number}.po": b"" for number in range(501)}, "larger than 500 files or 50 MB"),
        ({"a/networking.po": polish([]), "b/networking.po": polish([])}, "two files of one domain"),
        ({"readme.txt": b""}, "no translations"),
    ],
)
def test_an_archive_that_cannot_be_meant_is_refused(locales: Locales, entries: dict[str, bytes], told: str) -> None:
    with pytest.raises(CannotExchange, match=told):
        read(archive(entries), "file.zip", locales=locales)


def test_one_domain_is_exported_by_name(locales: Locales) -> None:
    put(locales.file("pl", "interface"), polish([EMPTY]))
    with pytest.raises(CannotExchange, match="add --domain with one of interface, networking"):
        exported(locales=locales, language="pl", format="po")
    with pytest.raises(CannotExchange, match="no “cooking” in “pl”; there is interface, networking"):
        exported(locales=locales, language="pl", format="po", domain="cooking")
    with pytest.raises(CannotExchange, match="no translations into “de”"):
        exported(locales=locales, language="de", format="zip")
    data = exported(locales=locales, language="pl", format="po", domain="interface")
    assert list(parse(data).by_key) == [Key("", "A & B <b>")]
    assert exported(locales=locales, language="pl", format="xliff").count(b"<file ") == 2
