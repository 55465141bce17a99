"""Ways to get a letter to somebody: a mail server, or a folder where somebody else finds it."""

import secrets
import smtplib
import ssl
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import Final, Protocol
from urllib.parse import unquote, urlsplit

# Seconds that a mail server may take for each of its answers.
_PATIENCE: Final = 20
_HERE: Final = {"localhost", "127.0.0.1", "::1"}
_LASTING: Final = 500


class Undelivered(Exception):
    """A letter that could not be sent. The text holds no address; `lasting` says that trying again won't help."""

    def __init__(self, problem: str, *, lasting: bool) -> None:
        super().__init__(problem)
        self.lasting = lasting


class Post(Protocol):
    """Takes letters."""

    @property
    def reaches_people(self) -> bool:
        """Whether what is delivered comes to the addresses on it."""

    def deliver(self, letter: EmailMessage, *, who: str, now: datetime) -> None:
        """Send a letter to `who` (a pseudonym); returns once somebody else has it. Raises Undelivered."""

    def forget(self, who: str) -> None:
        """Keep no letter to `who` any longer."""


class MailServer:
    """A server that takes mail (RFC 5321). `url` is as the setting MAIL_URL explains."""

    reaches_people = True

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._implicit_tls = parts.scheme == "smtps"
        self._host = parts.hostname or ""
        self._port = parts.port or (465 if self._implicit_tls else 587)
        self._user, self._password = unquote(parts.username or ""), unquote(parts.password or "")

    def deliver(self, letter: EmailMessage, *, who: str, now: datetime) -> None:  # noqa: ARG002 - the same for all
        try:
            with self._connected() as server:
                if self._user:
                    server.login(self._user, self._password)
                server.send_message(letter)
        except smtplib.SMTPRecipientsRefused as error:
            code = max((code for code, _ in error.recipients.values()), default=0)
            raise Undelivered(f"refused with {code}", lasting=code >= _LASTING) from None
        except smtplib.SMTPResponseException as error:
            lasting = error.smtp_code >= _LASTING and not isinstance(error, smtplib.SMTPAuthenticationError)
            raise Undelivered(f"{type(error).__name__} {error.smtp_code}", lasting=lasting) from None
        except (smtplib.SMTPException, OSError) as error:
            raise Undelivered(type(error).__name__, lasting=False) from None

    def forget(self, who: str) -> None:
        """What was sent is no longer here."""

    def _connected(self) -> smtplib.SMTP:
        if self._implicit_tls:
            return smtplib.SMTP_SSL(self._host, self._port, timeout=_PATIENCE, context=ssl.create_default_context())
        server = smtplib.SMTP(self._host, self._port, timeout=_PATIENCE)
        if self._host not in _HERE:
            try:
                server.starttls(context=ssl.create_default_context())
            except BaseException:
                server.close()
                raise
        return server


class MailFolder:
    """A folder for a site without a mail server; whoever runs it can read there what would have been sent."""

    reaches_people = False

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def deliver(self, letter: EmailMessage, *, who: str, now: datetime) -> None:
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            file = self.folder / f"{now:%Y-%m-%dT%H-%M-%S}-{who}-{secrets.token_hex(4)}.eml"
            file.touch(mode=0o600)
            file.write_bytes(letter.as_bytes(policy=SMTP))
        except OSError as error:
            raise Undelivered(type(error).__name__, lasting=False) from error

    def forget(self, who: str) -> None:
        for file in self.folder.glob(f"*-{who}-*.eml"):
            file.unlink(missing_ok=True)

    def drop_before(self, moment: datetime) -> int:
        """Delete letters from before this moment; how many."""
        old = [file for file in self.folder.glob("*.eml") if file.stat().st_mtime < moment.timestamp()]
        for file in old:
            file.unlink(missing_ok=True)
        return len(old)


def mail_folder(data: Path) -> MailFolder:
    """The folder for letters, below that of the site's data."""
    return MailFolder(data / "mail")


def post_of(url: str, data: Path) -> Post:
    """The mail server with this address or, where there is none, the folder."""
    return MailServer(url) if url else mail_folder(data)
