"""The answer key: what to put into a question's form to get it right, partly right or wrong."""

from collections.abc import Mapping, Sequence

from app.content.model import Choice, Item, Matching, Ordering, Question, Short, Sorting

Fields = Mapping[str, Sequence[str]]
"""Name of each control to the values chosen or typed."""


def right(question: Question) -> Fields:
    """A right answer; for a reflection, something written."""
    match question.body:
        case Choice(options):
            return {"answer": [option.key for option in options if option.right]}
        case Matching(items) | Sorting(items) | Ordering(items):
            return _placed(items, [item.target for item in items])
        case Short(options):
            return {"answer": [next(option.text.plain for option in options if option.right)]}
        case _:
            return {"answer": ["First line\nSecond line, <b>not bold</b>"]}


def wrong(question: Question) -> Fields:
    """An answer with nothing right in it."""
    match question.body:
        case Choice(options):
            keys = [option.key for option in options if not option.right]
            return {"answer": keys if question.kind == "multiple" else keys[:1]}
        case Matching(items, labels) | Sorting(items, labels):
            keys = [label.key for label in labels]
            return _placed(items, [next(key for key in keys if key != item.target) for item in items])
        case Ordering(items):
            return _placed(items, [item.target for item in reversed(items)])
        case _:
            return {"answer": ["something else entirely"]}


def partly(question: Question) -> Fields:
    """An answer with the first part wrong and the rest right, for a question that has parts."""
    whole = right(question)
    match question.body:
        case Choice():
            return {"answer": whole["answer"][1:]}
        case Ordering(items):
            first, second, *rest = [item.target for item in items]
            return _placed(items, [second, first, *rest])
        case _:
            name = next(iter(whole))
            return {**whole, name: wrong(question)[name]}


def incomplete(question: Question) -> Fields:
    """A form with too little in it to be an answer, but not empty where the question has several parts."""
    if isinstance(question.body, Matching | Sorting | Ordering):
        name, values = next(iter(right(question).items()))
        return {name: values}
    return {}


def _placed(items: Sequence[Item], targets: Sequence[str]) -> Fields:
    return {f"answer.{item.key}": [target] for item, target in zip(items, targets, strict=True)}
