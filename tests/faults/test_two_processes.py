"""Two processes on one PostgreSQL database behind nginx, configured as docs/several-machines.md says."""

import os
import pwd
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from app.settings import Settings, doubts, settings_from
from tests.databases import Cluster, postgresql_cluster, restart
from tests.faults.visitors import LESSON, Visitor, answering, hidden_fields, number, opened, wait_for
from tests.servers import free_port, serving

DOCUMENT = Path(__file__).parents[2] / "docs/several-machines.md"
BAD_GATEWAY = 502
PASSWORD = "correct horse battery"
# What nginx needs around the page's configuration to run for a test: in a folder of its own.
AROUND = """
{user}
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/nginx.log;
events {{}}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
{site}
}}
"""


def block(beginning: str) -> str:
    """The document's code block that begins so."""
    blocks = re.findall(r"^```\w*\n(.*?)^```$", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    return next(str(found) for found in blocks if found.startswith(beginning))


def configuration(ports: Sequence[int], port: int) -> str:
    """The document's, with other ports and without a certificate."""
    text = block("upstream atsiv {")
    for machine, own in zip(("10.0.0.11:8000", "10.0.0.12:8000"), ports, strict=True):
        assert machine in text
        text = text.replace(machine, f"127.0.0.1:{own}")
    text = re.sub(r"^ *ssl_certificate.*\n", "", text, flags=re.MULTILINE)
    assert "listen 443 ssl http2;" in text
    return text.replace("listen 443 ssl http2;", f"listen 127.0.0.1:{port};").replace("learn.example.org", "127.0.0.1")


@contextmanager
def nginx(site: str, folder: Path) -> Iterator[None]:
    folder.mkdir()
    user = f"user {pwd.getpwuid(os.geteuid()).pw_name};" if os.geteuid() == 0 else ""
    file = folder / "nginx.conf"
    file.write_text(AROUND.format(user=user, folder=folder, site=site), encoding="utf-8")
    # Debian keeps it out of the PATH of those who aren't root. It returns once it listens.
    program = shutil.which("nginx") or "/usr/sbin/nginx"
    subprocess.run([program, "-c", file, "-e", folder / "nginx.log"], check=True)
    try:
        yield
    finally:
        subprocess.run([program, "-c", file, "-e", folder / "nginx.log", "-s", "stop"], check=True)


class Behind(Visitor):
    """Somebody who sends again what the proxy couldn't pass on, and reads again what broke off."""

    def send(self, form: Mapping[str, str]) -> httpx.Response:
        return self._until_passed_on(lambda: Visitor.send(self, form))

    def read(self) -> str:
        response = self._until_passed_on(lambda: self.client.get(LESSON, params={"again": "word"}))
        assert response.status_code == 200
        return response.text

    def _until_passed_on(self, ask: Callable[[], httpx.Response]) -> httpx.Response:
        while True:
            try:
                response = ask()
            except httpx.RemoteProtocolError:
                continue
            if response.status_code != BAD_GATEWAY:
                return response


@dataclass
class Machines:
    """Two processes of the site and the proxy before them."""

    environment: Mapping[str, str]
    folder: Path
    origin: str
    ports: tuple[int, int]
    stack: ExitStack

    def start(self, which: int) -> subprocess.Popen[str]:
        folder = self.folder / f"machine {which}"
        folder.mkdir(exist_ok=True)
        own = {"PORT": str(self.ports[which]), "DATA_DIR": str(folder / "data"), "BASE_URL": self.origin}
        process, line = self.stack.enter_context(serving({**self.environment, **own}, folder))
        assert line.startswith("Serving on ")
        return process

    def arrive(self, name: str) -> Behind:
        visitor = Behind(self.origin, name)
        self.stack.enter_context(visitor.client)
        return visitor

    def join(self, visitor: Visitor, address: str = "/en/sign-up") -> None:
        """Open an account, or sign in to it."""
        form = hidden_fields(visitor.client.get(address).text, address)
        own = {"name": visitor.name, "email": f"{visitor.name.replace(' ', '.')}@example.org"}
        sent = visitor.client.post(address, data={**form, **own, "new-password": PASSWORD, "password": PASSWORD})
        assert sent.status_code == 303

    def directly(self, visitor: Visitor, which: int) -> None:
        """Let the visitor's next requests reach this process, past the proxy."""
        visitor.client.base_url = httpx.URL(f"http://127.0.0.1:{self.ports[which]}")


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    with postgresql_cluster() as own:
        yield own


@pytest.fixture
def url(cluster: Cluster) -> str:
    return cluster.create()


@pytest.fixture
def machines(environment: dict[str, str], url: str, tmp_path: Path) -> Iterator[Machines]:
    port, ports = free_port(), (free_port(), free_port())
    with ExitStack() as stack:
        stack.enter_context(nginx(configuration(ports, port), tmp_path / "nginx"))
        settings = {**environment, "DATABASE_URL": url}
        yield Machines(settings, tmp_path, f"http://127.0.0.1:{port}", ports, stack)


def test_what_was_begun_at_one_is_gone_on_with_at_the_other(machines: Machines, url: str) -> None:
    machines.start(0)
    machines.start(1)
    maria, laptop = machines.arrive("maria"), machines.arrive("maria")
    machines.directly(maria, 0)
    machines.join(maria)
    for which in (0, 1, 0, 1):
        machines.directly(maria, which)
        assert maria.answer().status_code == 303
        machines.directly(maria, 1 - which)
        assert maria.acknowledged[-1] in maria.read()
    with opened(url) as engine:
        assert maria.kept(engine) == maria.acknowledged == [f"maria {each}" for each in range(4)]
        assert number(engine, "SELECT count(*) FROM attempt") == 1
    machines.directly(laptop, 1)
    machines.join(laptop, "/en/sign-in")
    machines.directly(laptop, 0)
    assert maria.acknowledged[-1] in laptop.read()


def test_nothing_acknowledged_is_lost_and_nobody_is_stopped_whichever_part_dies(
    machines: Machines, url: str, cluster: Cluster
) -> None:
    first = machines.start(0)
    machines.start(1)
    visitors = [machines.arrive(f"visitor {each}") for each in range(6)]
    for visitor in visitors[:3]:
        machines.join(visitor)
    with answering(visitors) as told:
        wait_for(told.acknowledged, 30)
        first.kill()
        wait_for(told.acknowledged, 30)
        restart(cluster)
        wait_for(told.acknowledged, 30)
        machines.start(0)
        wait_for(told.acknowledged, 30)
    assert {visitor.answer().status_code for visitor in visitors} == {303}
    with opened(url) as engine:
        assert [visitor.kept(engine) for visitor in visitors] == [visitor.acknowledged for visitor in visitors]
        assert number(engine, "SELECT count(*) FROM person") == len(visitors)


def test_the_site_goes_on_while_one_after_the_other_is_started_anew(machines: Machines, url: str) -> None:
    processes = [machines.start(0), machines.start(1)]
    visitors = [machines.arrive(f"visitor {each}") for each in range(4)]
    with answering(visitors) as told:
        for which in (0, 1):
            wait_for(told.acknowledged, 20)
            processes[which].terminate()
            assert processes[which].wait() == 0
            wait_for(told.acknowledged, 20)
            machines.start(which)
    with opened(url) as engine:
        assert [visitor.kept(engine) for visitor in visitors] == [visitor.acknowledged for visitor in visitors]


def test_the_settings_on_the_page_are_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(DOCUMENT.parents[1])
    file = tmp_path / ".env"
    file.write_text(block("HOST="), encoding="utf-8")
    settings = settings_from(file)
    assert (settings.host, settings.proxies) == ("10.0.0.11", "10.0.0.10")
    assert (settings.base_url, settings.secure_cookies) == ("https://learn.example.org", True)
    assert doubts(settings, file) == []
