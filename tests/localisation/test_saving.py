"""One translation saved: nothing else changes, nobody's work is lost, whatever happens meanwhile."""

import errno
import os
import random
import resource
import signal
import subprocess
import sys
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest

from app.content.locales import Locales
from app.content.po import Key, Message, Previous, State, parse
from app.localisation.saving import (
    CannotSave,
    Conflict,
    FileChanged,
    MessageGone,
    fingerprint,
    replace_file,
    save,
)
from tests.localisation.po_files import changes, numbered, polish, put

ROOT = Path(__file__).parents[2]
WRITER = Path(__file__).with_name("writer.py")

STALE = Message(
    "question/who/stem",
    "Who signs?",
    translations=("Kto podpisał?",),
    comments=("checked by Ewa",),
    references=("networking/partnerships/01.md:7",),
    flags=("fuzzy", "no-wrap"),
    previous=Previous("question/who/stem", "Who signed?"),
)
LESSONS = Message("", "{count} lesson", "{count} lessons", ("", "", ""))
MESSAGES = [Message("", "Better together", translations=("Razem lepiej",)), STALE, LESSONS]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return put(Locales(tmp_path / "locales").file("pl", "networking"), polish(MESSAGES))


@pytest.fixture
def locks(tmp_path: Path) -> Path:
    return tmp_path / "data/locks"


def test_only_the_lines_of_the_message_change(file: Path, locks: Path) -> None:
    before = file.read_bytes()
    saved = save(file=file, locks=locks, key=STALE.key, expected=fingerprint(STALE), translations=("Kto podpisuje?",))
    assert changes(before, file.read_bytes()) == [
        "-#, fuzzy, no-wrap",
        '-#| msgctxt "question/who/stem"',
        '-#| msgid "Who signed?"',
        "+#, no-wrap",
        '-msgstr "Kto podpisał?"',
        '+msgstr "Kto podpisuje?"',
    ]
    assert saved.state is State.TRANSLATED
    assert parse(file.read_bytes()).by_key[STALE.key] == saved


def test_comments_are_saved_with_it_and_can_break_nothing(file: Path, locks: Path) -> None:
    before = file.read_bytes()
    save(
        file=file,
        locks=locks,
        key=STALE.key,
        expected=fingerprint(STALE),
        translations=STALE.translations,
        fuzzy=True,
        comments=["ask the\r\nlawyer", ', fuzzy\tmsgid "x"'],
    )
    assert changes(before, file.read_bytes()) == [
        "-# checked by Ewa",
        "+# ask the",
        "+# lawyer",
        '+# , fuzzy msgid "x"',
    ]
    assert parse(file.read_bytes()).by_key[STALE.key].previous == STALE.previous


@pytest.mark.parametrize("name", ["byte order mark", "Windows line ends", "both"])
def test_the_manner_of_the_file_is_kept(file: Path, locks: Path, name: str) -> None:
    data = file.read_bytes()
    if name != "byte order mark":
        data = data.replace(b"\n", b"\r\n")
    if name != "Windows line ends":
        data = b"\xef\xbb\xbf" + data
    file.write_bytes(data)
    save(
        file=file,
        locks=locks,
        key=STALE.key,
        expected=fingerprint(STALE),
        translations=("Kto?\nJa.",),
        comments=["new"],
    )
    expected = (
        data.decode()
        .replace("# checked by Ewa", "# new")
        .replace("#, fuzzy, no-wrap", "#, no-wrap")
        .replace('msgstr "Kto podpisał?"', 'msgstr ""\n"Kto?\\n"\n"Ja."')
    )
    lines = [line.rstrip("\r") for line in expected.split("\n") if not line.startswith("#|")]
    assert file.read_bytes().decode() == ("\n" if name == "byte order mark" else "\r\n").join(lines)


def test_what_is_written_is_in_normal_form(file: Path, locks: Path) -> None:
    save(
        file=file,
        locks=locks,
        key=STALE.key,
        expected=fingerprint(STALE),
        translations=("\ufeffz\u0307ona\r\ndom\0\ud800",),
    )
    assert parse(file.read_bytes()).by_key[STALE.key].translations == ("żona\ndom\ufffd?",)


def test_plural_forms_are_as_many_as_the_language_has(file: Path, locks: Path) -> None:
    before = file.read_bytes()
    with pytest.raises(ValueError, match="2 forms given, 3 wanted"):
        save(file=file, locks=locks, key=LESSONS.key, expected=fingerprint(LESSONS), translations=("a", "b"))
    assert file.read_bytes() == before
    save(file=file, locks=locks, key=LESSONS.key, expected=fingerprint(LESSONS), translations=("a", "b", "c"))
    assert changes(before, file.read_bytes()) == [
        *['-msgstr[0] ""', '-msgstr[1] ""', '-msgstr[2] ""'],
        *['+msgstr[0] "a"', '+msgstr[1] "b"', '+msgstr[2] "c"'],
    ]


def test_a_change_by_somebody_else_is_told_with_both_texts(file: Path, locks: Path) -> None:
    ewa, jan = fingerprint(STALE), fingerprint(STALE)
    save(file=file, locks=locks, key=STALE.key, expected=ewa, translations=("Kto podpisuje?",))
    before = file.read_bytes()
    with pytest.raises(Conflict) as told:
        save(file=file, locks=locks, key=STALE.key, expected=jan, translations=("Kto to podpisze?",))
    assert told.value.current.translations == ("Kto podpisuje?",)
    assert told.value.wanted.translations == ("Kto to podpisze?",)
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    "changed",
    [
        replace(STALE, translations=("Inny",)),
        replace(STALE, flags=("no-wrap",)),
        replace(STALE, comments=()),
        replace(STALE, comments=("checked by", "Ewa")),
    ],
)
def test_a_fingerprint_tells_whatever_a_translator_can_change(changed: Message) -> None:
    assert fingerprint(changed) != fingerprint(STALE)


def test_a_fingerprint_is_the_same_wherever_the_english_stands() -> None:
    assert fingerprint(replace(STALE, references=("elsewhere.md:1",), notes=("heading",))) == fingerprint(STALE)


def test_a_change_of_another_message_is_no_conflict(file: Path, locks: Path) -> None:
    save(file=file, locks=locks, key=MESSAGES[0].key, expected=fingerprint(MESSAGES[0]), translations=("Lepiej",))
    save(file=file, locks=locks, key=STALE.key, expected=fingerprint(STALE), translations=("Kto?",))
    found = parse(file.read_bytes()).by_key
    assert (found[MESSAGES[0].key].translations, found[STALE.key].translations) == (("Lepiej",), ("Kto?",))


def test_ones_own_earlier_save_is_no_conflict(file: Path, locks: Path) -> None:
    first = save(file=file, locks=locks, key=STALE.key, expected=fingerprint(STALE), translations=("Kto?",))
    save(file=file, locks=locks, key=STALE.key, expected=fingerprint(first), translations=("Kto to?",))
    # The same form, sent twice.
    again = save(file=file, locks=locks, key=STALE.key, expected=fingerprint(first), translations=("Kto to?",))
    assert again.translations == ("Kto to?",)


def test_a_message_that_is_gone_is_told(file: Path, locks: Path) -> None:
    file.write_bytes(polish([MESSAGES[0], replace(STALE, obsolete=True)]))
    before = file.read_bytes()
    with pytest.raises(MessageGone, match="no longer in use"):
        save(file=file, locks=locks, key=STALE.key, expected=fingerprint(STALE), translations=("Kto?",))
    assert file.read_bytes() == before


def test_two_processes_save_all_they_were_given(tmp_path: Path, locks: Path) -> None:
    file = put(tmp_path / "pl.po", polish(numbered(300)))
    writers = [writer(file, locks, word, first, 150) for word, first in (("Ewa", 0), ("Jan", 150))]
    assert [finished(process) for process in writers] == [0, 0]
    texts = [message.translations[0] for message in parse(file.read_bytes()).messages]
    assert [text.partition(" ż")[0] for text in texts] == [
        *(f"Ewa {number}" for number in range(150)),
        *(f"Jan {number}" for number in range(150, 300)),
    ]


def writer(file: Path, locks: Path, *arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, str(WRITER), str(file), str(locks), *map(str, arguments)]
    return subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, text=True
    )


def finished(process: subprocess.Popen[str]) -> int:
    process.communicate()
    return process.returncode


def test_a_writer_killed_at_any_step_leaves_the_old_file_or_the_new_one(tmp_path: Path, locks: Path) -> None:
    old = polish(numbered(20))
    file, new = put(tmp_path / "pl/networking.po", old), put(tmp_path / "new.po", old)
    assert finished(writer(new, locks, "Ewa", 7, 1)) == 0
    outcomes = []
    for step in count(1):
        file.write_bytes(old)
        status = finished(writer(file, locks, "Ewa", 7, 1, step))
        outcomes.append(file.read_bytes())
        assert [*file.parent.glob("*.po"), *file.parent.glob(".*.po")] == [file]
        if status == 0:
            break
        assert status == -signal.SIGKILL
    assert set(outcomes) == {old, new.read_bytes()}
    assert outcomes == sorted(outcomes, key=[old, new.read_bytes()].index)
    assert os.listdir(file.parent) == ["networking.po"]  # noqa: PTH208 - the names are what matters


def test_a_writer_killed_at_any_moment_leaves_what_was_saved(tmp_path: Path, locks: Path) -> None:
    chance = random.Random(20)  # noqa: S311 - the moments shall differ, and be the same in every run
    file = put(tmp_path / "pl.po", polish(numbered(400)))
    saved: list[int] = []
    for round_ in range(20):
        process = writer(file, locks, f"round {round_}", 0, 400)
        assert process.stdout
        saved = [int(process.stdout.readline()) for _ in range(chance.randint(1, 12))]
        process.kill()
        with process:
            saved += [int(line) for line in process.stdout]
        texts = [message.translations[0] for message in parse(file.read_bytes()).messages]
        assert len(texts) == 400
        assert all(texts[number].startswith(f"round {round_} {number} ż") for number in saved)
        assert not any(texts[number].startswith(f"round {round_} ") for number in range(saved[-1] + 2, 400))


def test_a_link_is_not_cut(file: Path, locks: Path, tmp_path: Path) -> None:
    target = file.rename(tmp_path / "elsewhere.po")
    file.symlink_to(target)
    before = target.read_bytes()
    with pytest.raises(CannotSave, match="is a symbolic link"):
        save(file=file, locks=locks, key=STALE.key, expected=fingerprint(STALE), translations=("Kto?",))
    assert file.is_symlink()
    assert target.read_bytes() == before


def test_a_folder_may_be_a_link_and_has_one_lock_by_either_name(file: Path, locks: Path, tmp_path: Path) -> None:
    (tmp_path / "other").symlink_to(file.parent)
    by_link = tmp_path / "other" / file.name
    first = save(file=by_link, locks=locks, key=STALE.key, expected=fingerprint(STALE), translations=("Kto?",))
    save(file=file, locks=locks, key=STALE.key, expected=fingerprint(first), translations=("Kto to?",))
    assert len(list(locks.iterdir())) == 1


def test_permissions_stay(file: Path, locks: Path) -> None:
    file.chmod(0o664)
    save(file=file, locks=locks, key=STALE.key, expected=fingerprint(STALE), translations=("Kto?",))
    assert oct(file.stat().st_mode & 0o777) == "0o664"


REFUSED = """
import sys
from pathlib import Path
from app.content.po import Key, parse
from app.localisation.saving import CannotSave, fingerprint, save
file, locks = map(Path, sys.argv[1:])
message = parse(file.read_bytes()).by_key[Key("", "Better together")]
try:
    save(file=file, locks=locks, key=message.key, expected=fingerprint(message), translations=("Lepiej " * 999,))
except CannotSave as error:
    print(error)
"""


def refused(file: Path, locks: Path, *before: str, longest: int = -1) -> str:
    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (longest, longest))

    done = subprocess.run(
        [*before, sys.executable, "-c", REFUSED, file, locks],
        check=True,
        cwd=ROOT,
        capture_output=True,
        text=True,
        preexec_fn=limit if longest >= 0 else None,
    )
    return done.stdout


def test_a_folder_that_may_not_be_written_to_leaves_the_file_and_says_so(file: Path, locks: Path) -> None:
    before = file.read_bytes()
    file.parent.chmod(0o555)
    privileged = ("setpriv", "--bounding-set=-dac_override") if os.access(file.parent, os.W_OK) else ()
    assert refused(file, locks, *privileged) == (
        f"{file} may not be written to (Permission denied). Nothing was saved; what was there before still is.\n"
    )
    file.parent.chmod(0o755)
    assert file.read_bytes() == before


def test_a_full_disk_leaves_the_file_and_says_so(file: Path, locks: Path) -> None:
    before = file.read_bytes()
    assert refused(file, locks, longest=len(before) + 1) == (
        f"There is no room for {file} on the disk. Nothing was saved; what was there before still is.\n"
    )
    assert file.read_bytes() == before
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_a_file_that_is_broken_or_gone_is_told(file: Path, locks: Path) -> None:
    file.write_bytes(b'msgstr "a\n')
    with pytest.raises(CannotSave, match=r"networking\.po:1: "):
        save(file=file, locks=locks, key=STALE.key, expected="", translations=("Kto?",))
    assert file.read_bytes() == b'msgstr "a\n'
    file.unlink()
    with pytest.raises(CannotSave, match=os.strerror(errno.ENOENT)):
        save(file=file, locks=locks, key=STALE.key, expected="", translations=("Kto?",))
    assert not file.exists()


def test_a_whole_file_is_written_only_over_what_was_expected(file: Path, locks: Path, tmp_path: Path) -> None:
    read = file.read_bytes()
    save(file=file, locks=locks, key=STALE.key, expected=fingerprint(STALE), translations=("Kto?",))
    saved = file.read_bytes()
    with pytest.raises(FileChanged, match="was changed in the meantime"):
        replace_file(file=file, locks=locks, expected=read, new=polish([]))
    with pytest.raises(FileChanged):
        replace_file(file=file, locks=locks, expected=None, new=polish([]))
    assert file.read_bytes() == saved
    replace_file(file=file, locks=locks, expected=saved, new=polish(MESSAGES))
    assert file.read_bytes() == polish(MESSAGES)


def test_a_new_file_is_written_with_its_folder(locks: Path, tmp_path: Path) -> None:
    file = Locales(tmp_path / "locales").file("ro", "networking")
    replace_file(file=file, locks=locks, expected=None, new=polish(MESSAGES))
    assert file.read_bytes() == polish(MESSAGES)
    assert oct(file.stat().st_mode & 0o777) == "0o644"


def test_a_message_is_not_found_by_its_english_alone(file: Path, locks: Path) -> None:
    with pytest.raises(MessageGone):
        save(file=file, locks=locks, key=Key("", STALE.source), expected="", translations=("Kto?",))
