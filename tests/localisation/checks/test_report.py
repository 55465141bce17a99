"""All locale files at once: what is wrong, where, and how much is done."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from app.content.library import read_english
from app.content.locales import Locales
from app.content.po import Message, Previous, new_file
from app.localisation.checks.report import Checked, report, source_of
from app.localisation.checks.tallies import Share, Tally, summary, unfinished
from app.localisation.plurals import plural_forms
from app.localisation.templates import header, templates
from tests.content.folders import lesson, question, write

BODY = f"Sign the [agreement](term:partnership-agreement) with all partners.\n\n{question('one')}\n"
PROSE = "Sign the [agreement](term:partnership-agreement) with all partners."
RIGHT = "Podpisz [umowę](term:partnership-agreement) ze wszystkimi."
BROKEN = "Podpisz [umowę](term:umowa) ze wszystkimi."
PAGE = "{{ ngettext('{count} quiz', '{count} quizzes', 2) }}"
STALE = Previous("", "Sign the [agreement](term:coalition) with all partners.")


def po(*messages: Message, language: str = "pl", plurals: str = "") -> bytes:
    """A file whose first message stands on line 7."""
    count, rule = plural_forms(language)
    fields = {
        "Language": language,
        "Content-Type": "text/plain; charset=UTF-8",
        "Plural-Forms": plurals or f"nplurals={count}; plural={rule};",
    }
    header = "".join(f"{name}: {value}\n" for name, value in fields.items())
    return bytes(new_file(Message("", "", translations=(header,)), messages))


def checked(root: Path, files: dict[str, bytes], **asked: Path) -> Checked:
    """`files` are named by their language and domain, as in "pl/demo"."""
    courses = read_english(write(root, {"first/01-start.md": lesson(BODY)}))
    program = root / "app"
    (program / "templates").mkdir(parents=True)
    (program / "templates/page.html").write_text(PAGE, encoding="utf-8")
    locales = Locales(root / "locales")
    for name, data in files.items():
        path = locales.file(*name.split("/"))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return report(locales, source_of(templates(courses, program), courses), **asked)


def lines(found: Checked) -> list[str]:
    return [str(problem).removeprefix("locales/pl/LC_MESSAGES/") for problem in found.problems]


def test_a_problem_names_the_file_the_line_and_what_to_write(tmp_path: Path) -> None:
    found = checked(tmp_path, {"pl/demo.first": po(Message("", PROSE, translations=(BROKEN,)))})
    wrong = 'a link has the target "term:umowa", in English it is "term:partnership-agreement"'
    assert [str(problem) for problem in found.problems] == [
        f'locales/pl/LC_MESSAGES/demo.first.po:7: {wrong}; write "term:partnership-agreement"'
    ]
    assert found.problems[0].error


def test_warnings_are_no_errors(tmp_path: Path) -> None:
    found = checked(tmp_path, {"pl/demo.first": po(Message("", PROSE, translations=(RIGHT[:-1],)))})
    assert lines(found) == [
        'demo.first.po:7: warning: the English ends with a full stop, the translation with no sign; end with "." [end]'
    ]


def noted(comment: str, translation: str) -> Message:
    return Message("", PROSE, translations=(translation,), comments=(comment,))


def test_a_warning_that_was_dismissed_with_a_reason_is_gone(tmp_path: Path) -> None:
    found = checked(tmp_path, {"pl/demo.first": po(noted("dismissed end: it goes on in the list", RIGHT[:-1]))})
    assert (found.problems, found.notes) == ((), ())


@pytest.mark.parametrize("comment", ["dismissed end", "dismissed end:", "dismissed quotes: sic", "end: sic"])
def test_a_dismissal_needs_the_name_of_the_check_and_a_reason(tmp_path: Path, comment: str) -> None:
    found = checked(tmp_path, {"pl/demo.first": po(noted(comment, RIGHT[:-1]))})
    assert len(found.problems) == 1


def test_an_error_cannot_be_dismissed(tmp_path: Path) -> None:
    found = checked(tmp_path, {"pl/demo.first": po(noted("dismissed links: I want it so", BROKEN))})
    assert [problem.error for problem in found.problems] == [True]


def test_a_dismissal_of_nothing_is_worth_a_look(tmp_path: Path) -> None:
    found = checked(tmp_path, {"pl/demo.first": po(noted("dismissed end: sic", RIGHT))})
    assert found.problems == ()
    assert [note.wrong for note in found.notes] == ['a comment dismisses what "end" finds here, and it finds nothing']


def test_a_problem_of_a_plural_form_names_the_form(tmp_path: Path) -> None:
    forms = "{count} quiz", "{count} quizy", "{liczba} quizów"
    found = checked(tmp_path, {"pl/interface": po(Message("", "{count} quiz", "{count} quizzes", translations=forms))})
    assert lines(found) == ['interface.po:7: msgstr[2]: "{liczba}" stands in the place of "{count}"; write "{count}"']


def test_a_file_that_is_none_is_a_problem_among_others(tmp_path: Path) -> None:
    right = po(Message("", PROSE, translations=(BROKEN,)))
    found = checked(tmp_path, {"pl/demo": b'msgid "x\n', "pl/demo.first": right})
    assert [problem.place.file.rpartition("/")[2] for problem in found.problems] == ["demo.first.po", "demo.po"]


@pytest.mark.parametrize(
    ("plurals", "wrong"),
    [
        ("nplurals=4; plural=n%4;", "has nplurals=4, and the language has 3"),
        ("nplurals=3; plural=n%3;", "is not that of the language"),
        ("nplurals=3; plural=n=;", "holds no rule that can be read"),
        ("nonsense", '"nonsense" is malformed'),
    ],
)
def test_a_wrong_header_is_an_error(tmp_path: Path, plurals: str, wrong: str) -> None:
    (problem,) = checked(tmp_path, {"pl/demo": po(plurals=plurals)}).problems
    assert (problem.error, problem.place.line) == (True, 1)
    assert wrong in problem.wrong


@pytest.mark.parametrize("language", ["el", "bg", "pl", "ro"])
def test_the_header_of_a_new_file_is_right(tmp_path: Path, language: str) -> None:
    count, rule = plural_forms(language)
    new = bytes(new_file(header(language, f"nplurals={count}; plural={rule};"), ()))
    assert checked(tmp_path, {f"{language}/demo": new}).problems == ()


def test_a_header_of_another_language_is_an_error(tmp_path: Path) -> None:
    rule = "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);"
    (line,) = lines(checked(tmp_path, {"pl/demo": po(language="ro", plurals=rule)}))
    assert line.startswith('demo.po:1: the header says "Language: ro", and the file lies in the folder "pl";')


def test_a_text_that_stands_twice_is_an_error(tmp_path: Path) -> None:
    message = Message("", PROSE, translations=(RIGHT,))
    found = checked(tmp_path, {"pl/demo.first": po(message, Message("", PROSE, translations=(RIGHT,), notes=("x",)))})
    assert lines(found) == ["demo.first.po:10: this text stands on line 7 already; keep one of the two"]


def test_texts_and_files_that_the_english_lacks_are_warnings(tmp_path: Path) -> None:
    strange = po(Message("", "Unknown here.", translations=("Nieznane.",)))
    found = checked(tmp_path, {"pl/demo.first": strange, "pl/other": strange})
    assert lines(found) == [
        'demo.first.po:7: warning: this text is not in the English, or not any more; run "atsiv update" [keys]',
        'other.po:1: warning: there is no course or module "other"; remove the file, or name it otherwise [files]',
    ]


def test_a_folder_that_is_no_language_is_told(tmp_path: Path) -> None:
    (problem,) = checked(tmp_path, {"polish/demo": po()}).problems
    assert problem.wrong == '"polish" is no language'


def test_missing_and_stale_translations_are_counted_and_are_no_problem(tmp_path: Path) -> None:
    stale = Message("", PROSE, translations=("Podpisz [umowę](term:coalition) ze wszystkimi.",), flags=("fuzzy",))
    done = Message("meta/lesson/start/title", "Start", translations=("Początek",))
    found = checked(tmp_path, {"pl/demo.first": po(replace(stale, previous=STALE), done)})
    assert found.problems == ()
    assert found.tallies["pl"].translated == Share(1, 1)
    assert found.tallies["pl"].stale == Share(1, 6)
    assert unfinished(found.tallies) == [f"pl: {found.tallies['pl'].empty.texts} texts missing, 1 text stale"]


def test_a_stale_translation_that_is_broken_is_an_error(tmp_path: Path) -> None:
    stale = Message("", PROSE, translations=(BROKEN,), flags=("fuzzy",), previous=STALE)
    assert [problem.error for problem in checked(tmp_path, {"pl/demo.first": po(stale)}).problems] == [True]


def test_a_translation_marked_for_another_reason_is_not_judged(tmp_path: Path) -> None:
    unready = Message("", PROSE, translations=(BROKEN,), flags=("fuzzy",))
    assert checked(tmp_path, {"pl/demo.first": po(unready)}).problems == ()


def test_what_can_be_chosen_is_compared_within_a_question(tmp_path: Path) -> None:
    options = [
        Message("question/one/option/this", "This one", translations=("To",)),
        Message("question/one/option/another", "Another", translations=("To",)),
        Message("question/one/stem", "Which one?"),
    ]
    found = checked(tmp_path, {"pl/demo.first": po(*options)})
    assert [problem.wrong for problem in found.problems] == [
        'this option has the same translation as "Another"',
        'this option has the same translation as "This one"',
    ]
    assert [note.wrong for note in found.notes] == ["1 of the 3 texts of this question have no translation ready"]


def test_the_right_option_is_known_from_the_course(tmp_path: Path) -> None:
    options = [
        Message("question/one/option/this", "This one", translations=("Ta pierwsza z nich",)),
        Message("question/one/option/another", "Another", translations=("Inna",)),
    ]
    assert [each.place.line for each in checked(tmp_path / "a", {"pl/demo.first": po(*options)}).notes] == [7]
    other = [replace(options[0], translations=("Ta",)), replace(options[1], translations=("Ta druga z nich",))]
    assert checked(tmp_path / "b", {"pl/demo.first": po(*other)}).notes == ()


def test_one_english_text_in_two_translations_is_noted(tmp_path: Path) -> None:
    one = po(Message("glossary/coalition/term", "Coalition", translations=("Koalicja",)))
    other = po(Message("", "Coalition", translations=("Sojusz",)))
    found = checked(tmp_path, {"pl/demo": one, "pl/demo.first": other})
    assert [(each.place.file, each.wrong) for each in found.notes] == [
        (
            "locales/pl/LC_MESSAGES/demo.first.po",
            'the same English is "Koalicja" in locales/pl/LC_MESSAGES/demo.po:7',
        )
    ]


def test_agreed_terms_are_looked_at_where_there_is_a_table(tmp_path: Path) -> None:
    table = tmp_path / "glossary.csv"
    table.write_text("en,pl,note\npartner,partner,\n", encoding="utf-8")
    found = checked(tmp_path, {"pl/demo.first": po(Message("", PROSE, translations=(RIGHT,)))}, glossary=table)
    assert [problem.wrong for problem in found.problems] == ['the agreed term for "partner" is "partner"']


def test_spelling_without_a_dictionary_is_one_warning(tmp_path: Path) -> None:
    found = checked(tmp_path, {"pl/demo.first": po(Message("", PROSE, translations=(RIGHT,)))}, dictionaries=tmp_path)
    assert [(problem.error, problem.place.file) for problem in found.problems] == [(False, "locales/words.pl.txt")]


@pytest.mark.skipif(shutil.which("hunspell") is None, reason="needs hunspell")
def test_a_word_that_no_list_holds_is_a_warning(tmp_path: Path) -> None:
    (tmp_path / "pl_PL.aff").write_text("SET UTF-8\n", encoding="utf-8")
    (tmp_path / "pl_PL.dic").write_text("2\nze\numowę\n", encoding="utf-8")
    message = Message("", PROSE, translations=("Podpisz [umowe](term:partnership-agreement) ze wszystkimi.",))
    (tmp_path / "locales").mkdir()
    (tmp_path / "locales/words.pl.txt").write_text("wszystkimi\n", encoding="utf-8")
    instead = "mend it, or add it to locales/words.pl.txt [spelling]"
    assert lines(checked(tmp_path, {"pl/demo.first": po(message)}, dictionaries=tmp_path)) == [
        f'demo.first.po:7: warning: "umowe" is not in the dictionary; {instead}'
    ]


def test_the_summary_has_a_line_for_each_language() -> None:
    tallies = {"el": Tally(Share(2, 199), Share(), Share(1, 1)), "pl": Tally(Share(3, 200))}
    assert summary(tallies) == [
        "el: 99 % translated (199 words; stale: 0, missing: 1)",
        "pl: 100 % translated (200 words; stale: 0, missing: 0)",
    ]
    assert unfinished(tallies) == ["el: 1 text missing, 0 texts stale"]
