"""Where on the network a request comes from."""

from ipaddress import IPv6Address, ip_address, ip_network

from starlette.requests import Request


def network_of(request: Request, proxies: frozenset[str]) -> str:
    """The address that a request came from; empty where a proxy doesn't say.

    Of a proxy that is known, the last address in X-Forwarded-For counts, which it wrote itself. Of an address of
    version 6 only the network is kept, since one household or office has as many as it likes.
    """
    peer = request.client.host if request.client else ""
    if peer in proxies or not peer:
        peer = request.headers.get("x-forwarded-for", "").rpartition(",")[2].strip()
    try:
        address = ip_address(peer)
    except ValueError:
        return ""
    return str(ip_network((address, 64), strict=False)) if isinstance(address, IPv6Address) else str(address)
