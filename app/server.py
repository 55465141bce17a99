"""Running the application under uvicorn: the listening socket, the log, and limits that the application can't set."""

import errno
import signal
import socket
from collections.abc import Callable
from typing import Any, Final

from uvicorn import Config, Server
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.supervisors import Multiprocess

APPLICATION: Final = "app.main:create"

# Bytes of address and headers of one request. Browsers send one or two thousand.
_HEAD_LIMIT: Final = 64 * 1024
_TOO_LARGE: Final = b"HTTP/1.1 431 Request Header Fields Too Large\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"
# Seconds that requests under way may take to finish when the server is stopped.
_GRACE: Final = 10
# Seconds that the first of several workers may take to be ready before the others are tried no longer.
_PATIENCE: Final = 60


class CannotListen(Exception):
    """The address and port can't be had; the text says why and what to do."""


def listen(host: str, port: int) -> socket.socket:
    """Take the port before anything else is done, so that a second server stops at once; raise `CannotListen`."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=2048)
    except OSError as error:
        raise CannotListen(_why_not(host, port, error)) from error


def _why_not(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"PORT “{port}” is in use: stop the program that listens there, or write another PORT."
    if error.errno == errno.EACCES:
        return f"PORT “{port}” is reserved for the system: write one above 1023, for example 8000."
    return f"HOST “{host}” can't be listened on ({error.strerror}): write an address of this machine, or 127.0.0.1."


def serve(listening: socket.socket, *, workers: int, log_level: str, announce: Callable[[], None]) -> None:
    """Answer requests until the process is told to stop; call `announce` once when the first worker is ready."""
    config = Config(
        APPLICATION,
        factory=True,
        http=BoundedHead,
        ws="none",
        lifespan="on",
        workers=workers,
        log_config=_logging(log_level),
        # Addresses of people and their query strings have no place in a log.
        access_log=False,
        server_header=False,
        # Nothing depends on the client's address; links and cookies follow BASE_URL.
        proxy_headers=False,
        timeout_graceful_shutdown=_GRACE,
    )
    # uvicorn, when it has finished, sends itself again what it was stopped by. From a service manager, too, that is no
    # failure: it ends like Ctrl+C.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    if workers > 1:
        _AnnouncedWorkers(config, [listening], announce).run()
    else:
        _AnnouncedServer(config, announce).run([listening])


class BoundedHead(HttpToolsProtocol):
    """uvicorn's fast protocol, which would otherwise keep as many headers as anybody sends."""

    head = 0
    in_head = True

    def data_received(self, data: bytes) -> None:
        was_in_head = self.in_head
        super().data_received(data)
        if was_in_head and self.in_head:
            self.head += len(data)
            if self.head > _HEAD_LIMIT:
                self.transport.write(_TOO_LARGE)
                self.transport.close()

    def on_message_begin(self) -> None:
        self.head, self.in_head = 0, True
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        self.in_head = False
        super().on_headers_complete()


class _AnnouncedServer(Server):
    def __init__(self, config: Config, announce: Callable[[], None]) -> None:
        super().__init__(config)
        self._announce = announce

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._announce()


class _AnnouncedWorkers(Multiprocess):
    def __init__(self, config: Config, sockets: list[socket.socket], announce: Callable[[], None]) -> None:
        super().__init__(config, sockets)
        self._announce = announce

    def init_processes(self) -> None:
        super().init_processes()
        if self.processes[0].wait_until_ready(_PATIENCE, self.should_exit):
            self._announce()


def _logging(level: str) -> dict[str, Any]:
    # uvicorn's own news (starting, waiting, stopping) interest who looks for a fault, and nobody else.
    server_level = "DEBUG" if level == "debug" else "WARNING"
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {
                "format": "%(asctime)s %(levelname)s %(name)s: %(message)s",
                "datefmt": "%Y-%m-%dT%H:%M:%S%z",
            }
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"level": level.upper(), "handlers": ["stderr"]},
        "loggers": {"uvicorn": {"level": server_level}, "uvicorn.error": {"level": server_level}},
    }
