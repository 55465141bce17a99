"""Many short texts and many lists of numbers, held in a few blocks of memory and written as JSON."""

import sys
from array import array
from base64 import b64decode, b64encode
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Any, overload

NUMBERS = "I"
"""The type code of 32-bit whole numbers."""


def pack(numbers: Iterable[int]) -> str:
    """Base64 of the numbers, each four bytes, lowest first."""
    return b64encode(_little_endian(array(NUMBERS, numbers)).tobytes()).decode()


def unpack(packed: str) -> "array[int]":
    numbers = array(NUMBERS)
    numbers.frombytes(b64decode(packed))
    return _little_endian(numbers)


def _little_endian(numbers: "array[int]") -> "array[int]":
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


class Strings(Sequence[str]):
    """Texts, one after another in UTF-8."""

    __slots__ = ("_bytes", "_ends")

    def __init__(self, written: dict[str, Any]) -> None:
        self._bytes: bytes = written["text"].encode()
        self._ends = unpack(written["ends"])

    @staticmethod
    def written(texts: Iterable[str]) -> dict[str, Any]:
        together = list(texts)
        return {
            "text": "".join(together),
            "ends": pack(accumulate((len(text.encode()) for text in together), initial=0)),
        }

    def __len__(self) -> int:
        return len(self._ends) - 1

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> list[str]: ...
    def __getitem__(self, index: int | slice) -> str | list[str]:
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(len(self)))]
        if not 0 <= index < len(self):
            raise IndexError(index)
        return self._bytes[self._ends[index] : self._ends[index + 1]].decode()


class Lists:
    """Lists of numbers, one after another."""

    __slots__ = ("_ends", "_numbers")

    def __init__(self, written: dict[str, Any]) -> None:
        self._numbers = unpack(written["numbers"])
        self._ends = unpack(written["ends"])

    @staticmethod
    def written(lists: Iterable[Sequence[int]]) -> dict[str, Any]:
        together = list(lists)
        numbers = (number for each in together for number in each)
        return {"numbers": pack(numbers), "ends": pack(accumulate(map(len, together), initial=0))}

    def __getitem__(self, index: int) -> "array[int]":
        return self._numbers[self._ends[index] : self._ends[index + 1]]

    def size(self, index: int) -> int:
        """How many numbers list `index` holds."""
        return self._ends[index + 1] - self._ends[index]
