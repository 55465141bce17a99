"""The figures, printed beside what is aimed at."""

from collections.abc import Sequence
from statistics import median
from typing import Final

from bench.coordinating import LEARNERS, ORGANISATIONS, Coordinated, Exported
from bench.grouping import Grouping
from bench.measuring import Kind, of_english
from bench.playing import Playing
from bench.servers import Server
from bench.signing_in import SigningIn
from bench.translating import Translating
from bench.updating import MESSAGES, Updating

_MEMORY: Final = 110
_READY: Final = 2.0
_GREEK: Final = 0.95
_LANGUAGES: Final = 60
_GROUPED: Final = 10
_UPDATING: Final = 0.4
_PATIENCE: Final = 250
_MEDIAN: Final = 100
_MOST_MEMORY: Final = 400
_STEP: Final = 1.0


def tell_kinds(measured: Sequence[Kind]) -> None:
    print(f"\n{'':34}{'ratio':>6} {'target':>6}   {'real/s':>7} {'bare/s':>7}   {'median':>8} {'p99':>8}")
    for kind in measured:
        own, bare = [run[0] for run in kind.runs], [run[1] for run in kind.runs]
        print(
            f"{kind.name:34}{kind.ratio:6.3f} ≥{kind.target:5.2f}   "
            f"{median(run.rate for run in own):7,.0f} {median(run.rate for run in bare):7,.0f}   "
            f"{median(run.median for run in own):5.1f} ms {median(run.p99 for run in own):5.1f} ms"
        )


def tell_greek(measured: Sequence[Kind]) -> None:
    print(f"{'Greek, of English':34}{of_english(measured):6.3f} ≥{_GREEK:5.2f}")


def tell_server(server: Server, first: float, languages: float) -> None:
    print()
    tell("memory after the load", server.memory(), f"≤ {_MEMORY} MB", digits=0)
    tell("four languages more add", languages, f"≤ {_LANGUAGES} MB", digits=0)
    tell("ready after the start", server.ready_after, f"≤ {_READY} s")
    tell("… and after the very first", first)


def tell_grouping(found: Grouping) -> None:
    print("\nanswers a second on a disk that takes 5 ms longer for each sync")
    tell("as they come", found.shared, digits=0)
    tell("one commit each", found.alone, digits=0)
    tell("the first, of the second", found.shared / found.alone, f"≥ {_GROUPED}", digits=1)


def tell_signing_in(found: SigningIn) -> None:
    print(f"\nwhile fifty sign in at once, {found.rate:.0f} a second")
    tell("99 in 100 pages within", found.p99, f"≤ {_PATIENCE} ms", digits=0)
    tell("most memory", found.memory, f"≤ {_MOST_MEMORY} MB", digits=0)


def tell_coordinating(name: str, found: Coordinated) -> None:
    """Pages for coordinators; the ratio is that of a bare server's answer to the median."""
    print(f"\n{LEARNERS:,} learners of {ORGANISATIONS} organisations, {name}")
    print(f"{'':34}{'median':>9} {'p99':>9}   {'≤':>1}{_MEDIAN} ms, {_PATIENCE} ms")
    for page in found.pages:
        print(f"{page.name:34}{page.median:6.1f} ms {page.p99:6.1f} ms   {page.median / found.bare:5.0f} bare answers")
    tell("a lesson's p99 alone", found.alone, "ms", digits=1)
    tell("… while lists are looked at", found.meanwhile, f"≤ {2 * found.alone:.1f} ms", digits=1)


def tell_export(found: Exported) -> None:
    print()
    tell(f"{found.rows:,} rows as CSV, in", found.seconds, "s", digits=0)
    tell("… for which the server grew by", found.growth, "MB", digits=0)


def tell_translating(found: Translating) -> None:
    """A translator's waits; the ratio is that of a bare server's answer to the median."""
    print(f"\na module of {found.texts} texts at the desk, {found.all_texts:,} in the memory")
    for name, waited, most in (
        ("all texts of the module", found.opening, 150),
        ("a text with everything that helps", found.everything, 150),
        ("the next text", found.following, 50),
        ("the memory", found.remembering, 5),
        ("a save", found.saving, 50),
    ):
        ratio = f"{waited.median / found.bare:5.0f} bare answers"
        print(f"{name:34}{waited.median:6.1f} ms {waited.p99:6.1f} ms   ≤ {most} ms at the median, {ratio}")


def tell_playing(found: Playing) -> None:
    """A choice in a game and the page that it leads to, beside an answer in a lesson and its page."""
    print(f"\n{len(found.choices)} choices in a game, one after another; milliseconds at the median")
    tell("a choice, saved durably", 1000 * median(found.choices), digits=1)
    tell("… the scene that it leads to", 1000 * median(found.scenes), digits=1)
    tell("an answer, saved durably", 1000 * median(found.answers), digits=1)
    tell("… the lesson that it leads to", 1000 * median(found.lessons), digits=1)
    tell("the choice, of the answer", found.ratio, f"≤ {_STEP}")


def tell_updating(found: Updating) -> None:
    print()
    tell(f"{MESSAGES:,} messages brought up to date", found.own, f"≤ {_UPDATING} s")
    tell("… by msgmerge", found.msgmerge)


def tell(name: str, found: float, wanted: str = "", *, digits: int = 2) -> None:
    """One figure on a line of its own."""
    print(f"{name:34}{found:6,.{digits}f} {wanted}".rstrip(), flush=True)
