"""In which order things with keys are shown."""

import random
from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar


class Keyed(Protocol):
    @property
    def key(self) -> str: ...


T = TypeVar("T", bound=Keyed)


def keys(things: Iterable[Keyed]) -> tuple[str, ...]:
    return tuple(thing.key for thing in things)


def shuffled(things: Iterable[Keyed], rng: random.Random) -> tuple[str, ...]:
    order = list(keys(things))
    rng.shuffle(order)
    return tuple(order)


def arranged(things: Iterable[T], order: Sequence[str]) -> list[T]:
    """The things as `order` lists their keys.

    What it does not list (it may be older than the question) follows by key, since the authored
    order would give the answer to an ordering away.
    """
    rank = {key: number for number, key in enumerate(order)}
    return sorted(things, key=lambda thing: (rank.get(thing.key, len(rank)), thing.key))
