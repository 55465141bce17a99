"""The cookie that says whose browser it is, and the token that forms carry."""

import hashlib
from base64 import urlsafe_b64encode
from collections.abc import Callable
from datetime import timedelta
from hmac import compare_digest

from starlette.types import Scope

from app.web.fragments import TOKEN_LENGTH
from app.web.responses import Header

Chance = Callable[[int], bytes]
"""So many random bytes that nobody can foresee (`secrets.token_bytes`)."""


def new_token(chance: Chance) -> str:
    """128 random bits as TOKEN_LENGTH characters."""
    return urlsafe_b64encode(chance(16)).decode().rstrip("=")


def form_token(session: str) -> str:
    """What the forms of a session carry. It is derived, so it needs no storing, and tells nothing of the session."""
    digest = hashlib.sha256(b"form:" + session.encode()).digest()
    return urlsafe_b64encode(digest[:16]).decode().rstrip("=")


def is_form_token(session: str, given: str) -> bool:
    return compare_digest(form_token(session).encode(), given.encode())


class Cookie:
    """A cookie that holds a session's token. `secure` is for sites on https: then it carries the `__Host-` prefix."""

    def __init__(self, name: str = "session", *, secure: bool) -> None:
        self.secure = secure
        self._name = f"__Host-{name}".encode() if secure else name.encode()
        self._attributes = b"; Path=/; HttpOnly; SameSite=Lax" + (b"; Secure" if secure else b"")

    def read(self, scope: Scope) -> str | None:
        """The token that a browser sent, if it has the form of one."""
        for name, value in scope["headers"]:
            if name == b"cookie":
                return self._of(value)
        return None

    def set(self, token: str, lifetime: timedelta) -> Header:
        age = f"; Max-Age={int(lifetime.total_seconds())}".encode()
        return (b"set-cookie", self._name + b"=" + token.encode() + age + self._attributes)

    def clear(self) -> Header:
        return (b"set-cookie", self._name + b"=; Max-Age=0" + self._attributes)

    def _of(self, header: bytes) -> str | None:
        for pair in header.split(b";"):
            name, _, value = pair.strip().partition(b"=")
            if name == self._name and len(value) == TOKEN_LENGTH and value.isascii():
                return value.decode()
        return None
