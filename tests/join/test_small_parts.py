"""What is counted by address, what a device is called, which passwords will do."""

import pytest
from starlette.requests import Request

from app.join.devices import device_of
from app.people.emails import email_key, is_email
from app.people.passwords import weakness
from app.web.network import network_of

PROXIES = frozenset({"127.0.0.1", "::1"})


def asked(peer: str | None, forwarded: str = "") -> Request:
    headers = [(b"x-forwarded-for", forwarded.encode())] if forwarded else []
    return Request({"type": "http", "headers": headers, "client": (peer, 1) if peer else None})


@pytest.mark.parametrize(
    ("peer", "forwarded", "network"),
    [
        ("203.0.113.7", "", "203.0.113.7"),
        ("203.0.113.7", "198.51.100.1", "203.0.113.7"),
        ("127.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("127.0.0.1", "10.0.0.1, 198.51.100.1", "198.51.100.1"),
        ("127.0.0.1", "", ""),
        ("127.0.0.1", "nonsense", ""),
        (None, "", ""),
        ("2001:db8:1:2:3:4:5:6", "", "2001:db8:1:2::/64"),
        ("::1", "2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
    ],
)
def test_an_address_counts_from_who_may_say_it(peer: str | None, forwarded: str, network: str) -> None:
    assert network_of(asked(peer, forwarded), PROXIES) == network


@pytest.mark.parametrize(
    ("said", "device"),
    [
        ("Mozilla/5.0 (Android 14; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0", "Firefox, Android"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Safari/604.1",
            "Safari, iPhone",
        ),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/150.0 Safari/537.36 Edg/150.0", "Edge, Windows"),
        ("Mozilla/5.0 (X11; CrOS x86_64) AppleWebKit/537.36 Chrome/150.0 Safari/537.36", "Chrome, ChromeOS"),
        ("curl/8.0", ""),
        ("", ""),
    ],
)
def test_a_device_has_a_name_without_numbers(said: str, device: str) -> None:
    assert device_of(said) == device


@pytest.mark.parametrize(
    "address", ["a@b.c", "maria+ngo@παράδειγμα.ελ", "o'hara@example.co.uk", "x" * 240 + "@example.org"]
)
def test_addresses_that_may_be_some(address: str) -> None:
    assert is_email(address)


@pytest.mark.parametrize(
    "address", ["", "a", "@b.c", "a@", "a@b", "a b@c.d", "a@b..c", "a@.b", "a@b.c\n", "<a@b.c>", "a@b.c,d@e.f"]
)
def test_addresses_that_are_none(address: str) -> None:
    assert not is_email(address)


def test_two_spellings_of_an_address_are_one() -> None:
    assert email_key(" MARIA@Example.org ") == email_key("maria@example.ORG") == "maria@example.org"


@pytest.mark.parametrize(
    "password", ["12345678", "QWERTY123", "парола123", "zaq12wsx", "κωδικός123", "parola123", "atsiv2019"]
)
def test_common_passwords_of_every_language_are_known(password: str) -> None:
    assert weakness(password, name="", email="") == "common"


@pytest.mark.parametrize("password", ["tomato on a slow tram", "ёжик в тумане", "pa55phrase of mine"])
def test_others_will_do(password: str) -> None:
    assert weakness(password, name="Maria", email="maria@example.org") is None
