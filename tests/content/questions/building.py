"""Questions made for the tests: single parts by hand, and strategies for bodies of every kind."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from hypothesis import strategies as st

from app.content.blocks import Entry, Listing, QuestionBlock
from app.content.model import (
    Body,
    Choice,
    Html,
    Item,
    Label,
    Matching,
    Option,
    Ordering,
    Place,
    Question,
    Reflection,
    Short,
    Sorting,
    Text,
)
from app.content.questions import Answer, View
from app.content.questions.views import ChoiceView, WritingView

WORDS = ("goals", "roles", "budget", "logo", "motto", "diary", "report", "needs")


def text(plain: str) -> Text:
    return Text(Html(f"<b>{plain}</b>"), plain)


def option(key: str, *, right: bool) -> Option:
    return Option(key, text(key), right, Html(f"on {key}"))


def item(key: str, target: str) -> Item:
    return Item(key, text(key), target, Html(f"on {key}"))


def label(key: str) -> Label:
    return Label(key, text(key))


def choice(options: Sequence[str], right: Sequence[str]) -> Choice:
    return Choice(tuple(option(key, right=key in right) for key in options))


def matching(pairs: Mapping[str, str], extra: Sequence[str] = ()) -> Matching:
    items = tuple(item(key, target) for key, target in pairs.items())
    return Matching(items, tuple(label(key) for key in (*pairs.values(), *extra)))


def sorting(places: Mapping[str, str]) -> Sorting:
    items = tuple(item(key, target) for key, target in places.items())
    return Sorting(items, tuple(label(key) for key in dict.fromkeys(places.values())))


def ordering(keys: Sequence[str]) -> Ordering:
    return Ordering(tuple(item(key, str(position)) for position, key in enumerate(keys, 1)))


def short(accepted: Sequence[str], mistakes: Sequence[str] = (), elsewhere: Sequence[str] = ()) -> Short:
    """`elsewhere` are the right answers of other languages, as they are compared."""
    right = [replace(option(word, right=True), key=f"word-{word}") for word in accepted]
    wrong = [replace(option(word, right=False), key=f"word-{word}") for word in mistakes]
    return Short((*right, *wrong), Html("otherwise"), frozenset(elsewhere))


def question(kind: str, body: Body, *, id: str = "some-question", lesson: str = "agreement") -> Question:  # noqa: A002 - the field's own name
    return Question(
        id=id,
        kind=kind,
        lesson=lesson,
        anchor=f"q-{id}",
        stem=Html("<p>Which?</p>"),
        stem_plain="Which?",
        body=body,
        hints=(),
        explanation=Html(""),
        source="",
        revision="",
        place=Place("lesson.md", 1),
    )


def entry(
    plain: str,
    key: str | None = None,
    *children: Entry,
    mark: bool | None = None,
    feedback: str = "",
    line: int = 0,
) -> Entry:
    return Entry(mark, key, text(plain), Html(feedback), children, line)


def block(
    *entries: Entry,
    ordered: bool = False,
    otherwise: str = "",
    more: Sequence[Listing] = (),
    **attributes: str,
) -> QuestionBlock:
    listings = (Listing(ordered, entries, 12),) if entries else ()
    return QuestionBlock(
        id="who-signs",
        attributes=attributes,
        stem=Html("<p>Who signs?</p>"),
        stem_plain="Who signs?",
        listings=(*listings, *more),
        hints=(Html("<p>hint</p>"),),
        explanation=Html("<p>since</p>"),
        otherwise=Html(otherwise),
        source="Who signs?\n",
        place=Place("lesson.md", 10),
    )


def form_of(view: View) -> dict[str, list[str]]:
    """What a browser sends for a page as it is shown."""
    if isinstance(view, WritingView):
        return {"answer": [view.text.replace("\n", "\r\n")]}
    if isinstance(view, ChoiceView):
        return {"answer": [option.key for option in view.options if option.chosen]}
    return {f"answer.{row.key}": [row.chosen] for row in view.rows}


@st.composite
def choices(draw: st.DrawFn) -> Question:
    keys = draw(st.lists(st.sampled_from(WORDS), min_size=2, unique=True))
    kind = draw(st.sampled_from(["single", "multiple"]))
    most = 1 if kind == "single" else len(keys) - 1
    right = draw(st.lists(st.sampled_from(keys), min_size=1, max_size=most, unique=True))
    return question(kind, choice(keys, right))


@st.composite
def true_or_false(draw: st.DrawFn) -> Question:
    return question("truefalse", choice(("true", "false"), [draw(st.sampled_from(["true", "false"]))]))


@st.composite
def matchings(draw: st.DrawFn) -> Question:
    keys = draw(st.lists(st.sampled_from(WORDS), min_size=2, unique=True))
    pairs = {key: f"of-{key}" for key in keys}
    extra = draw(st.sampled_from([(), ("nobody",), ("nobody", "nothing")]))
    return question("matching", matching(pairs, extra))


@st.composite
def sortings(draw: st.DrawFn) -> Question:
    keys = draw(st.lists(st.sampled_from(WORDS), min_size=2, unique=True))
    groups = draw(st.lists(st.sampled_from(["before", "during", "after"]), min_size=len(keys), max_size=len(keys)))
    return question("sorting", sorting(dict(zip(keys, groups, strict=True))))


@st.composite
def orderings(draw: st.DrawFn) -> Question:
    return question("ordering", ordering(draw(st.lists(st.sampled_from(WORDS), min_size=1, unique=True))))


@st.composite
def shorts(draw: st.DrawFn) -> Question:
    words = draw(st.lists(st.sampled_from(WORDS), min_size=1, unique=True))
    accepted = draw(st.integers(1, len(words)))
    return question("short", short(words[:accepted], words[accepted:]))


graded = st.one_of(choices(), true_or_false(), matchings(), sortings(), orderings(), shorts())
every_kind = st.one_of(graded, st.just(question("reflection", Reflection())))


@st.composite
def answered(draw: st.DrawFn, questions: st.SearchStrategy[Question] = every_kind) -> tuple[Question, Answer]:
    """A question and any complete answer to it."""
    asked = draw(questions)
    return asked, draw(answers_to(asked))


def answers_to(asked: Question) -> st.SearchStrategy[Answer]:
    body = asked.body
    if isinstance(body, Choice):
        most = None if asked.kind == "multiple" else 1
        keys = st.sampled_from([option.key for option in body.options])
        return st.lists(keys, min_size=1, max_size=most, unique=True).map(sorted)
    if isinstance(body, Ordering):
        return st.permutations([item.key for item in body.items])
    if isinstance(body, (Matching, Sorting)):
        labels = st.sampled_from([label.key for label in body.labels])
        return st.fixed_dictionaries({item.key: labels for item in body.items})
    return _texts()


def _texts() -> st.SearchStrategy[str]:
    typed = st.text(st.characters(codec="utf-8", exclude_characters="\r\0"), max_size=200).map(str.strip)
    return st.one_of(st.sampled_from(WORDS), typed.filter(bool))
