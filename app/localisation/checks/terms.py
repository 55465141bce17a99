"""How an agreed term may stand in an English text."""

from collections.abc import Iterator


def english_forms(term: str) -> Iterator[str]:
    """A noun and its plural; a verb of the same stem is no use of the term."""
    yield from (term, f"{term}s", f"{term}es")
    if term.endswith("y"):
        yield f"{term[:-1]}ies"
