"""What the desk makes from files: differences, memory, parts, terms, words that are counted, dismissals."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.content.locales import Locales
from app.content.po import Key, Message, PoFile, Previous, new_file
from app.localisation.checks.dismissals import dismissed_checks, with_dismissal, without_lapsed
from app.localisation.desk.counting import changes_since, snapshot, words_of
from app.localisation.desk.differences import Change, difference
from app.localisation.desk.insertable import insertables
from app.localisation.desk.memory import Memory, memory_of
from app.localisation.desk.opened import NoSuchFile, OpenFiles
from app.localisation.desk.parts import Domain, domain_of
from app.localisation.desk.terms import read_terms
from app.localisation.plurals import form_examples
from app.localisation.saving import CannotSave
from app.localisation.states import digest_of
from app.localisation.templates import header

ROOT = Path(__file__).parents[2]


def domain(*messages: Message, name: str = "demo.first") -> Domain:
    return domain_of(name, new_file(header("pl"), messages))


def translated(source: str, translation: str = "Tak.", file: str = "courses/demo/first/01-start.md") -> Message:
    return Message("", source, translations=(translation,), references=(file,))


@given(st.text(), st.text())
def test_a_difference_holds_both_texts_exactly(old: str, new: str) -> None:
    pieces = difference(old, new)
    assert "".join(text for change, text in pieces if change is not Change.ADDED) == old
    assert "".join(text for change, text in pieces if change is not Change.REMOVED) == new


def test_a_difference_is_told_in_whole_words() -> None:
    assert difference("Partners agree aloud.", "Partners agree in writing.") == (
        (Change.KEPT, "Partners agree "),
        (Change.REMOVED, "aloud"),
        (Change.ADDED, "in writing"),
        (Change.KEPT, "."),
    )


def memory(*domains: Domain) -> tuple[Memory, dict[str, Domain]]:
    return memory_of(domains), {each.id: each for each in domains}


def test_memory_finds_the_nearest_translated_texts_the_best_first() -> None:
    index, domains = memory(
        domain(
            translated("Each partner signs the agreement.", "Podpisuje każdy partner."),
            translated("Each partner signs the letter.", "List podpisuje każdy."),
            translated("Nobody signs anything.", "Nikt."),
            translated("Each partner signs the contract.", ""),
        )
    )
    found = index.nearest("Each partner signs the long agreement.", domains)
    assert [match.text.message.translations[0] for match in found] == [
        "Podpisuje każdy partner.",
        "List podpisuje każdy.",
    ]
    assert found[0].likeness > found[1].likeness


def test_memory_never_offers_the_text_itself_but_says_where_it_stands_elsewhere() -> None:
    index, domains = memory(
        domain(translated("The same.")), domain(translated("The same.", "Inaczej."), name="demo.second")
    )
    assert index.nearest("The same.", domains) == ()
    assert [(name, text.message.translations[0]) for name, text in index.same_english("The same.", domains)] == [
        ("demo.first", "Tak."),
        ("demo.second", "Inaczej."),
    ]


def test_memory_speaks_of_translations_as_they_are_now() -> None:
    index, _ = memory(domain(translated("Each partner signs.", "Stare.")))
    now = {"demo.first": domain(translated("Each partner signs.", "Nowe."))}
    (match,) = index.nearest("Each partner signs it.", now)
    assert match.text.message.translations == ("Nowe.",)


def test_a_part_is_an_english_file_and_a_text_of_two_stands_in_both() -> None:
    both = replace(translated("Both."), references=("courses/demo/first/01-start.md", "courses/demo/first/02-end.md"))
    title = Message("meta/lesson/end/title", "The end", references=("courses/demo/first/02-end.md",))
    found = domain(both, title)
    assert [(part.id, [text.message.source for text in part.texts]) for part in found.parts] == [
        ("01-start", ["Both."]),
        ("02-end", ["Both.", "The end"]),
    ]
    assert found.parts[1].title == title


def test_the_sites_own_words_are_parted_by_who_says_them() -> None:
    found = domain(
        replace(translated("Sign in"), references=("app/join/signing_in.py", "app/learn/routes.py")),
        name="interface",
    )
    assert [part.id for part in found.parts] == ["join", "learn"]


def test_words_are_counted_by_state_and_reviewed_ones_only_while_they_say_the_same() -> None:
    good, other = translated("One two three."), translated("Four five.")
    stale = replace(translated("Six.")).marked_stale(Previous("", "Seven."))
    found = domain(good, other, stale, translated("Eight nine ten.", ""))
    ids = {text.message.source: text.id for text in found.texts.values()}
    reviewed = {ids[good.source]: digest_of(good), ids[other.source]: digest_of(translated("Four five.", "Nie."))}
    assert words_of(found.texts.values(), reviewed) == (5, 1, 0, 3, 3)


def test_changes_since_a_snapshot_are_told_apart() -> None:
    before = snapshot([domain(translated("Kept."), translated("Translated anew."), translated("Old English."))])
    now = domain(
        translated("Kept."),
        translated("Translated anew.", "Inaczej."),
        translated("New English.").marked_stale(Previous("", "Old English.")),
        translated("New.", ""),
    )
    found = changes_since(before, [now], {})["demo.first"]
    named = {text.id: text.message.source for text in now.texts.values()}
    assert {named[each] for each in found.translation} == {"Translated anew."}
    assert {named[each] for each in found.english} == {"New English."}
    assert {named[each] for each in found.new} == {"New."}


def test_terms_are_marked_the_longest_first_and_never_in_an_address(tmp_path: Path) -> None:
    file = tmp_path / "glossary.csv"
    file.write_text(
        "en,pl,note\npartnership,partnerstwo,\npartnership agreement,umowa partnerska,signed by all\n",
        encoding="utf-8",
    )
    stretches = read_terms(file).marked("A partnership agreement binds [partnerships](term:partnership).")
    assert [(words, term.translations["pl"]) for words, term in stretches if term] == [
        ("partnership agreement", "umowa partnerska"),
        ("partnerships", "partnerstwo"),
    ]
    assert "".join(words for words, _ in stretches) == (
        "A partnership agreement binds [partnerships](term:partnership)."
    )
    assert read_terms(tmp_path / "none.csv").rows == ()


def test_what_can_be_put_in_is_offered_once_in_the_order_of_the_text() -> None:
    found = insertables("See {count} of [the terms](term:term) and {count} in `code`.")
    assert found == (("{count}", ""), ("](term:term)", "the terms"), ("`code`", ""))


def test_a_dismissal_lapses_when_the_text_changes() -> None:
    message = replace(translated("One."), comments=("a remark", "dismissed quotes: as the law writes it"))
    message = replace(message, comments=with_dismissal(message, check="end", reason="a  heading\nhere"))
    assert dismissed_checks(message) == {"quotes", "end"}
    changed = message.translated(("Inaczej.",))
    assert dismissed_checks(changed) == {"quotes"}
    assert without_lapsed(changed) == ("a remark", "dismissed quotes: as the law writes it")
    assert dismissed_checks(replace(message, source="Two.")) == {"quotes"}


def test_a_file_is_read_again_only_when_it_changed(tmp_path: Path) -> None:
    path = tmp_path / "pl/LC_MESSAGES/demo.po"
    path.parent.mkdir(parents=True)
    path.write_bytes(bytes(new_file(header("pl"), [translated("One.")])))
    files = OpenFiles(Locales(tmp_path))
    first = files.file("pl", "demo")
    assert files.file("pl", "demo") is first
    path.write_bytes(bytes(first.with_message(first.by_key[Key("", "One.")].translated(("Inaczej.",)))))
    assert files.file("pl", "demo").by_key[Key("", "One.")].translations == ("Inaczej.",)
    path.write_bytes(b"msgid broken")
    with pytest.raises(CannotSave, match=r"demo\.po:1"):
        files.file("pl", "demo")


@pytest.mark.parametrize("name", ["other", "../../secret", "", "demo.po"])
def test_only_files_that_are_there_are_opened(tmp_path: Path, name: str) -> None:
    (tmp_path / "pl/LC_MESSAGES").mkdir(parents=True)
    (tmp_path / "secret.po").write_bytes(bytes(new_file(header("pl"), [])))
    with pytest.raises(NoSuchFile):
        OpenFiles(Locales(tmp_path)).file("pl", name)


@pytest.mark.parametrize(
    ("language", "examples"),
    [
        ("pl", ("1", "2, 3, 4, 22, …", "0, 5, 6, 7, …")),
        ("ro", ("1", "0, 2, 3, 4, …", "20, 21, 22, 23, …")),
        ("el", ("1", "0, 2, 3, 4, …")),
    ],
)
def test_each_plural_form_is_named_by_numbers(language: str, examples: tuple[str, ...]) -> None:
    assert form_examples(language) == examples


def shipped(language: str) -> dict[str, PoFile]:
    files = OpenFiles(Locales(ROOT / "locales"))
    return {name: files.file(language, name) for name in files.domains(language)}


def test_every_text_of_the_shipped_course_is_in_a_part() -> None:
    for name, file in shipped("pl").items():
        found = domain_of(name, file)
        assert {text.id for part in found.parts for text in part.texts} == {*found.texts}
