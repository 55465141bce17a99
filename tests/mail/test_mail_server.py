"""A real mail server takes letters, refuses them, or isn't there."""

import socket
import ssl
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

from app.mail import MailServer, Undelivered, post_of
from tests.servers import free_port

NOW = datetime(2026, 11, 24, tzinfo=UTC)


class Desk:
    """Keeps what it is given; refuses whoever is called so."""

    def __init__(self) -> None:
        self.taken: list[Envelope] = []

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if address.startswith(("gone", "later")):
            return "550 no such person" if address.startswith("gone") else "451 come again"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - the same
        self.taken.append(envelope)
        return "250 OK"


def authenticate(_server: Any, _session: Any, _envelope: Any, _mechanism: str, data: Any) -> AuthResult:
    return AuthResult(success=(data.login, data.password) == (b"site", b"s3cret:/@"), handled=True)


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def port(desk: Desk) -> Iterator[int]:
    controller = Controller(
        desk, "127.0.0.1", free_port(), authenticator=authenticate, auth_require_tls=False, decode_data=False
    )
    controller.start()
    yield controller.port
    controller.stop()


def letter(to: str = "maria@example.org") -> EmailMessage:
    made = EmailMessage()
    made["Subject"], made["From"], made["To"] = "Здравейте", "no-reply@example.org", to
    made.set_content("Съобщение\n")
    return made


def trouble(url: str, to: str = "maria@example.org") -> tuple[str, bool]:
    with pytest.raises(Undelivered) as caught:
        post_of(url, Path("unused")).deliver(letter(to), who="p", now=NOW)
    return str(caught.value), caught.value.lasting


def test_a_letter_arrives(desk: Desk, port: int) -> None:
    MailServer(f"smtp://127.0.0.1:{port}").deliver(letter(), who="p", now=NOW)
    (taken,) = desk.taken
    assert taken.rcpt_tos == ["maria@example.org"]


def test_with_a_user_and_a_password_that_needs_escaping(desk: Desk, port: int) -> None:
    MailServer(f"smtp://site:s3cret%3A%2F%40@127.0.0.1:{port}").deliver(letter(), who="p", now=NOW)
    assert len(desk.taken) == 1


def test_a_wrong_password_may_be_mended(port: int) -> None:
    problem, lasting = trouble(f"smtp://site:wrong@127.0.0.1:{port}")
    assert ("wrong" in problem, lasting) == (False, False)


@pytest.mark.parametrize(
    ("to", "told"), [("gone@example.org", ("refused with 550", True)), ("later@x.org", ("refused with 451", False))]
)
def test_an_address_that_is_refused_is_told_without_the_address(to: str, told: tuple[str, bool], port: int) -> None:
    assert trouble(f"smtp://127.0.0.1:{port}", to) == told


def test_a_server_that_is_away_is_tried_again() -> None:
    assert trouble(f"smtp://127.0.0.1:{free_port()}") == ("ConnectionRefusedError", False)


def test_elsewhere_nothing_is_sent_unencrypted(port: int, monkeypatch: pytest.MonkeyPatch, desk: Desk) -> None:
    """A server on another machine that offers no encryption gets neither the password nor the letter."""
    monkeypatch.setattr("app.mail._HERE", frozenset())
    assert trouble(f"smtp://site:s3cret%3A%2F%40@127.0.0.1:{port}") == ("SMTPNotSupportedError", False)
    assert desk.taken == []


def test_a_certificate_that_nobody_vouches_for_is_not_taken(tmp_path: Path) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    request = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=127.0.0.1"]
    subprocess.run([*request, "-keyout", str(key), "-out", str(certificate)], check=True, capture_output=True)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate, key)
    with socket.create_server(("127.0.0.1", 0)) as listening, ThreadPoolExecutor() as threads:
        greeted = threads.submit(greet_once, listening, context)
        url = f"smtps://127.0.0.1:{listening.getsockname()[1]}"
        assert trouble(url) == ("SSLCertVerificationError", False)
        assert greeted.result() is False


def greet_once(listening: socket.socket, context: ssl.SSLContext) -> bool:
    """Whether somebody was content with the server's certificate."""
    connection, _ = listening.accept()
    with connection:
        try:
            context.wrap_socket(connection, server_side=True).close()
        except OSError:
            return False
    return True
