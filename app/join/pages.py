"""The pages around an account that aren't a mere form. Every field is a finished value: templates only lay out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from app.content.model import Html
from app.people.everything import Value
from app.web.form_page import Field
from app.web.page import Fact, Link, Page


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountPage(Page):
    """What somebody's account holds, and what can be done with it. `said` tells what was just changed.

    `waiting` says what isn't finished yet; `ways` lead to the rest. `sign_out` is where its form is sent.
    """

    template: ClassVar[str] = "account.html"

    heading: str
    said: str
    waiting: str
    facts: tuple[Fact, ...]
    ways: tuple[Link, ...]
    sign_out: str
    token: str


@dataclass(frozen=True, slots=True)
class DeviceRow:
    """A browser in which somebody is signed in. `session` is empty for this one, which is ended by signing out."""

    name: str
    since: str
    session: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DevicesPage(Page):
    """Where somebody is signed in. The form sends a `session`, or "do" with the value "all"."""

    template: ClassVar[str] = "devices.html"

    heading: str
    said: str
    devices: tuple[DeviceRow, ...]
    action: str
    token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondFactorPage(Page):
    """A secret to be kept in an app: a `picture` for its camera, a link for an app on this device, and to type."""

    template: ClassVar[str] = "second-factor.html"

    heading: str
    picture: Html
    uri: str
    secret: str
    field: Field
    action: str
    token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryCodesPage(Page):
    """Codes that are shown this once."""

    template: ClassVar[str] = "recovery-codes.html"

    heading: str
    codes: tuple[str, ...]
    onward: Link


@dataclass(frozen=True, slots=True)
class HeldPart:
    """What one table holds of somebody, in words, and its rows as they are."""

    title: str
    words: str
    kept: str
    count: str
    names: tuple[str, ...]
    rows: tuple[Mapping[str, Value], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldPage(Page):
    """Everything that is kept about somebody, and how to take it along."""

    template: ClassVar[str] = "held.html"

    heading: str
    parts: tuple[HeldPart, ...]
    field: Field
    problem: str
    action: str
    token: str


@dataclass(frozen=True, slots=True)
class HeldCopy:
    """The same as a file of its own, which is read where there is no site: without its menu and its styles."""

    template: ClassVar[str] = "held-copy.html"

    language: str
    heading: str
    made: str
    parts: tuple[HeldPart, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinPage(Page):
    """A group that somebody is asked to join. `seen` says in sentences who will see what of them."""

    template: ClassVar[str] = "join.html"

    heading: str
    problem: str
    intro: str
    course: str
    due: str
    seen: tuple[str, ...]
    signed_in: bool
    sign_in: Link
    sign_up: Link
    action: str
    hidden: tuple[tuple[str, str], ...]
    declinable: bool


@dataclass(frozen=True, slots=True)
class InvitationRow:
    """An invitation that waits for its answer."""

    id: str
    title: str
    organisation: str
    seen: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A group that somebody is in; `muted` tells that they want no letters about it."""

    id: str
    title: str
    organisation: str
    since: str
    due: str
    seen: tuple[str, ...]
    muted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupsPage(Page):
    """Somebody's own groups."""

    template: ClassVar[str] = "groups.html"

    heading: str
    said: str
    problem: str
    invitations: tuple[InvitationRow, ...]
    groups: tuple[GroupRow, ...]
    join: Link
    action: str
    token: str
