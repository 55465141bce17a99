"""Stylesheets, script and icon: at an address that names their content, kept by browsers for good.

On a first visit each byte counts: they are compressed as well as can be when the process starts, a stylesheet holds
what it imports, and nothing is said about them that is meant for pages.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from mimetypes import guess_type
from pathlib import Path

import brotli
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.routing import Route
from starlette.types import Scope

from app.web.fragments import gzipped
from app.web.responses import NO_GUESSING, Finished, Header, takes_brotli, takes_gzip

_FOREVER: Header = (b"cache-control", b"public, max-age=31536000, immutable")
_AN_HOUR: Header = (b"cache-control", b"public, max-age=3600")
_IMPORT = re.compile(rb'@import "([a-z-]+\.css)";\n')
# Of a course or a picture; no way up or out of the folders.
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


@dataclass(frozen=True, slots=True)
class Asset:
    """A file as it is sent."""

    address: str
    plain: bytes
    gzipped: bytes
    brotlied: bytes
    headers: tuple[Header, ...]


def assets(folders: Iterable[Path]) -> Mapping[str, Asset]:
    """Every file of the folders, by its name."""
    return {file.name: _asset(file) for folder in folders for file in sorted(folder.iterdir()) if file.is_file()}


def routes(found: Mapping[str, Asset], courses: Path) -> list[Route]:
    """The addresses of these files, and of the pictures in the courses' `media` folders."""
    return [_static(found), _media(courses)]


def _static(found: Mapping[str, Asset]) -> Route:
    by_address = {asset.address: asset for asset in found.values()}

    async def static(request: Request) -> Finished:
        asset = by_address.get(request.url.path)
        if asset is None:
            return Finished(b"", (), 404)
        coding, body = _coded(asset, request.scope)
        return Finished(body, (*asset.headers, *coding), security=(NO_GUESSING,))

    return Route("/static/{name}", static)


def _coded(asset: Asset, scope: Scope) -> tuple[tuple[Header, ...], bytes]:
    """The smallest form that the browser takes, with the header that names it."""
    if takes_brotli(scope):
        return ((b"content-encoding", b"br"),), asset.brotlied
    if takes_gzip(scope):
        return ((b"content-encoding", b"gzip"),), asset.gzipped
    return (), asset.plain


def _media(courses: Path) -> Route:
    async def media(request: Request) -> Finished:
        names = request.path_params["course"], request.path_params["file"]
        if not all(map(_NAME.fullmatch, names)):
            raise HTTPException(404)
        try:
            body = (courses / names[0] / "media" / names[1]).read_bytes()
        except OSError:
            raise HTTPException(404) from None
        return Finished(body, (_content_type(names[1]), _AN_HOUR))

    return Route("/media/{course}/{file}", media)


def _asset(file: Path) -> Asset:
    body = _IMPORT.sub(lambda found: (file.parent / found[1].decode()).read_bytes(), file.read_bytes())
    address = f"/static/{file.stem}.{sha256(body).hexdigest()[:10]}{file.suffix}"
    headers = (_content_type(file.name), _FOREVER, (b"vary", b"accept-encoding"))
    return Asset(address, body, gzipped(body), brotli.compress(body), headers)


def _content_type(name: str) -> Header:
    kind = guess_type(name)[0] or "application/octet-stream"
    charset = "; charset=utf-8" if kind.startswith("text/") or kind.endswith("+xml") else ""
    return (b"content-type", (kind + charset).encode())
