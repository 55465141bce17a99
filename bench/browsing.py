"""One request after another, as somebody with a session makes them."""

import http.client
import time
from collections.abc import Callable, Mapping
from urllib.parse import urlencode, urlsplit

from bench.measuring import Unsound
from bench.servers import Server


def seconds(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def get(server: Server, path: str, session: str) -> bytes:
    connection = connected(server)
    connection.request("GET", path, headers={"Cookie": f"session={session}"} if session else {})
    response = connection.getresponse()
    body = response.read()
    if response.status != 200:
        raise Unsound(f"{path} answers {response.status}")
    connection.close()
    return body


def post(server: Server, path: str, session: str, fields: Mapping[str, str]) -> str:
    """Where the answer leads."""
    connection = connected(server)
    headers = {
        "Cookie": f"session={session}",
        "Sec-Fetch-Site": "same-origin",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    connection.request("POST", path, body=urlencode(fields), headers=headers)
    response = connection.getresponse()
    response.read()
    if response.status != 303:
        raise Unsound(f"{path} answers {response.status}")
    connection.close()
    return response.getheader("location") or ""


def connected(server: Server) -> http.client.HTTPConnection:
    return http.client.HTTPConnection(urlsplit(server.origin).netloc, timeout=600)


def token(page: bytes) -> str:
    return hidden(page, "token")


def hidden(page: bytes, name: str) -> str:
    """The value of a hidden field."""
    return page.split(f'name="{name}" value="'.encode())[1].split(b'"')[0].decode()
