"""How often something may be tried before somebody has to wait.

The numbers leave room for a training room full of people behind one network address, and for anybody's typing errors.
Nobody is locked out for longer than the period; who owns the address gets in by a link at any time.
"""

from datetime import timedelta
from typing import Final

from app.people.emails import email_key
from app.people.operations import Allowance, count_try, forget_tries
from app.storage import Writer
from app.web.network import network_of
from app.web.visits import Visit

_QUARTER: Final = timedelta(minutes=15)
_HOUR: Final = timedelta(hours=1)
_KEY_BYTES: Final = 32

Allowances = tuple[Allowance, ...]


def signing_in(visit: Visit, email: str) -> Allowances:
    """From one place somebody may err less often than an owner whose name others use as well."""
    who, network = email_key(email), network_of(visit.request, visit.site.proxies)
    return (
        Allowance("sign in here", f"{who}\0{network}", 10, _QUARTER),
        Allowance("sign in", who, 50, _HOUR),
        *_from(network, "sign in", 200, _QUARTER),
    )


def signing_up(visit: Visit, email: str) -> Allowances:
    network = network_of(visit.request, visit.site.proxies)
    return (Allowance("sign up", email_key(email), 5, _HOUR), *_from(network, "sign up", 100, _HOUR))


def forgetting(visit: Visit, email: str) -> Allowances:
    network = network_of(visit.request, visit.site.proxies)
    return (Allowance("forgotten", email_key(email), 3, _HOUR), *_from(network, "forgotten", 60, _HOUR))


def joining(visit: Visit) -> Allowances:
    """Codes for groups. A class that joins together comes from one network."""
    network = network_of(visit.request, visit.site.proxies)
    own = (Allowance("join", str(visit.viewer.id), 20, _QUARTER),) if visit.viewer else ()
    return (*own, *_from(network, "join", 300, _QUARTER))


def proving(person_id: int) -> Allowances:
    """Codes from the app, and the password asked for again."""
    return (Allowance("prove", str(person_id), 10, _QUARTER),)


async def minutes_to_wait(visit: Visit, allowances: Allowances) -> int:
    """Count a try; 0 if it may be made, otherwise in how many minutes the next one may."""
    key, now = visit.site.chance(_KEY_BYTES), visit.site.clock()

    async def work(writer: Writer) -> int:
        until = await count_try(writer, allowances=allowances, chance_key=key, now=now)
        return -((now - until) // timedelta(minutes=1)) if until else 0

    return await visit.write(work)


async def forget(visit: Visit, writer: Writer, allowances: Allowances) -> None:
    """Begin anew for somebody who has shown who they are; others from the same network go on being counted."""
    own = tuple(one for one in allowances if not one.what.endswith("from"))
    await forget_tries(writer, allowances=own, chance_key=visit.site.chance(_KEY_BYTES), now=visit.site.clock())


def _from(network: str, what: str, most: int, within: timedelta) -> Allowances:
    return (Allowance(f"{what} from", network, most, within),) if network else ()
