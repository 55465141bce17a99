"""How long a translator waits: for the desk, for the next text, for the memory, for a save that is safe on the disk."""

import random
import shutil
import sqlite3
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Final

from app.content.locales import Locales
from app.localisation.desk.memory import memory_of
from app.localisation.desk.opened import OpenFiles
from app.localisation.desk.parts import Domain, domain_of
from app.people.tokens import token_hash
from app.web.sessions import new_token
from bench.browsing import get, hidden, post, seconds, token
from bench.servers import PROJECT, Server, bare_server, real_server

_LANGUAGE: Final = "pl"
_DOMAIN: Final = "networking.licensing"
"""The module whose number of texts is nearest to seven hundred."""
_ROUNDS: Final = 100
_SAVES: Final = 60
_YEAR: Final = 365 * 86_400_000_000


@dataclass(frozen=True, slots=True)
class Waited:
    """Milliseconds at the median and within which 99 in 100 were done."""

    median: float
    p99: float


@dataclass(frozen=True, slots=True)
class Translating:
    """`texts` are those of the module, `all_texts` those in the memory; `bare` is a bare answer, in ms."""

    texts: int
    all_texts: int
    opening: Waited
    everything: Waited
    following: Waited
    remembering: Waited
    saving: Waited
    bare: float


def measure_translating(folder: Path, chance: random.Random) -> Translating:
    folder.mkdir()
    locales = Path(shutil.copytree(PROJECT / "locales", folder / "locales"))
    files = OpenFiles(Locales(locales))
    domains = {name: domain_of(name, files.file(_LANGUAGE, name)) for name in files.domains(_LANGUAGE)}
    texts = [*domains[_DOMAIN].texts]
    with real_server(folder, locales=locales) as server, bare_server(14_000, folder) as bare:
        session = _translator(folder, chance)
        desk = f"/en/translate/{_LANGUAGE}/{_DOMAIN}"
        pages = [f"{desk}/{text}" for text in chance.sample(texts, _ROUNDS)]
        return Translating(
            texts=len(texts),
            all_texts=sum(len(domain.texts) for domain in domains.values()),
            opening=_timed([lambda: get(server, desk, session)] * _ROUNDS),
            everything=_timed([_getting(server, f"{page}?help=all", session) for page in pages]),
            following=_timed([_getting(server, page, session) for page in pages]),
            remembering=_remembering(domains, chance),
            saving=_timed([_saving(server, page, session) for page in pages[:_SAVES]]),
            bare=1000 * median(seconds(lambda: get(bare, "/", "")) for _ in range(_ROUNDS)),
        )


def _translator(folder: Path, chance: random.Random) -> str:
    """The session of somebody who may translate."""
    session, now = new_token(chance.randbytes), time.time_ns() // 1000
    rows: dict[str, dict[str, object]] = {
        "person": {"id": 1, "kind": "account", "language": "en", "created_at": now, "expires_at": now + _YEAR},
        "account": {"person_id": 1, "email": "j", "email_key": "j", "name": "J", "pseudonym": "j", "opened_at": now},
        "role": {"person_id": 1, "role": "translator", "scope": _LANGUAGE, "since": now},
        "session": {
            "person_id": 1,
            "token_hash": token_hash(session),
            "created_at": now,
            "expires_at": now + _YEAR,
            "device": "",
        },
    }
    with closing(sqlite3.connect(folder / "atsiv.sqlite3")) as database, database:
        for table, row in rows.items():
            marks = ", ".join("?" * len(row))
            statement = f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})"  # noqa: S608 - names from above
            database.execute(statement, tuple(row.values()))
    return session


def _getting(server: Server, path: str, session: str) -> Callable[[], object]:
    return lambda: get(server, path, session)


def _saving(server: Server, path: str, session: str) -> Callable[[], object]:
    """The answer to a save, not the page that it leads to."""
    page = get(server, path, session)
    fields = {"token": token(page), "expected": hidden(page, "expected"), "do": "stay"}
    text = page.split(b"<textarea")[1].split(b">\n", 1)[1].split(b"</textarea>")[0].decode()
    # The same words with another sign at the end: what breaks no link and no emphasis.
    fields["text-0"] = f"{_plain(text).rstrip('.')}!"
    return lambda: post(server, path, session, fields)


def _plain(text: str) -> str:
    for sign, name in (("&lt;", "<"), ("&gt;", ">"), ("&#34;", '"'), ("&#39;", "'"), ("&amp;", "&")):
        text = text.replace(sign, name)
    return text


def _remembering(domains: dict[str, Domain], chance: random.Random) -> Waited:
    memory = memory_of(domains.values())
    sources = [text.message.source for domain in domains.values() for text in domain.texts.values()]
    for source in sources:
        memory.nearest(source, domains)
    return _timed([_remember(memory.nearest, source, domains) for source in chance.sample(sources, 500)])


def _remember(nearest: Callable[..., object], source: str, domains: dict[str, Domain]) -> Callable[[], object]:
    return lambda: nearest(source, domains)


def _timed(acts: Sequence[Callable[[], object]]) -> Waited:
    acts[0]()
    taken = sorted(1000 * seconds(act) for act in acts[1:])
    return Waited(median(taken), taken[int(0.99 * len(taken))])
