"""What somebody may be, beside a learner."""

from typing import Final, NamedTuple

_GUARDED: Final = frozenset({"administrator", "coordinator", "reviewer"})


class Role(NamedTuple):
    """`scope` is a language for translators and reviewers, an organisation's id for coordinators, otherwise empty."""

    name: str
    scope: str = ""

    @property
    def needs_second_factor(self) -> bool:
        """Whether it lets somebody see others' data or decide what others read, so that a password is too little."""
        return self.name in _GUARDED
