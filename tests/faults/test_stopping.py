"""The server is told to stop while requests are under way."""

import signal
import socket
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode

from tests.faults.conftest import Arrive
from tests.faults.visitors import QUESTION, Visitor, opened
from tests.servers import serving


def test_requests_under_way_are_answered_before_the_server_stops(
    environment: dict[str, str], tmp_path: Path, sqlite_url: str, arrive: Arrive
) -> None:
    visitors = [arrive(f"visitor {number}") for number in range(8)]
    port = int(environment["PORT"])
    with serving(environment, tmp_path) as (process, _):
        for visitor in visitors:
            visitor.answer()
        begun = [Begun(visitor, port) for visitor in visitors]
        process.send_signal(signal.SIGTERM)
        while accepts(port):
            pass
        with ThreadPoolExecutor() as pool:
            assert {*pool.map(Begun.finish, begun)} == {"HTTP/1.1 303 See Other"}
        assert process.wait() == 0
    with opened(sqlite_url) as engine:
        assert [visitor.kept(engine) for visitor in visitors] == [
            [f"visitor {number} 0", f"visitor {number} 1"] for number in range(8)
        ]


class Begun:
    """An answer of which the server has the head, and has asked for the rest."""

    def __init__(self, visitor: Visitor, port: int) -> None:
        self._body = urlencode(visitor.filled()).encode()
        head = (
            f"POST {QUESTION} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nSec-Fetch-Site: same-origin\r\n"
            f"Cookie: session={visitor.client.cookies['session']}\r\nExpect: 100-continue\r\n"
            f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(self._body)}\r\n\r\n"
        )
        self._connection = socket.create_connection(("127.0.0.1", port), timeout=30)
        self._connection.sendall(head.encode())
        assert self._connection.recv(1024).startswith(b"HTTP/1.1 100 ")

    def finish(self) -> str:
        """Send the rest; the first line of the answer."""
        with self._connection as connection:
            connection.sendall(self._body)
            return connection.recv(1024).decode().partition("\r\n")[0]


def accepts(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port)).close()
    except ConnectionError:
        return False
    return True
