"""The limit: an application that does nothing but answer with the same bytes. `python -m bench.bare PORT BYTES`."""

import sys

import uvicorn
from starlette.types import Receive, Scope, Send


class Bare:
    """Answers everything with `size` bytes."""

    def __init__(self, size: int) -> None:
        self._body = b"x" * size
        self._headers = [(b"content-type", b"text/html"), (b"content-length", str(size).encode())]

    async def __call__(self, _scope: Scope, _receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": self._headers})
        await send({"type": "http.response.body", "body": self._body})


def main() -> None:
    port, size = map(int, sys.argv[1:])
    uvicorn.run(
        Bare(size),
        port=port,
        loop="uvloop",
        http="httptools",
        ws="none",
        lifespan="off",
        access_log=False,
        log_level="warning",
        server_header=False,
        proxy_headers=False,
    )


if __name__ == "__main__":
    main()
