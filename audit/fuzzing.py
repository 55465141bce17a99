"""Schemathesis sends made-up addresses, queries and forms; whatever comes, the site has to know what to answer."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from audit.addresses import ENDING, Address, examples
from audit.description import description
from audit.findings import Finding
from audit.site import Site
from audit.tools import ToolFailed, program, run
from audit.visitor import OWN_PAGE, forms_on_pages, lost_session, signed_in_cookies

TOOL: Final = "schemathesis"
_CHECKS: Final = "not_a_server_error"
_EXAMPLES: Final = "25"


def findings(site: Site, addresses: list[Address]) -> list[Finding]:
    """As a stranger, and then as somebody whom the site knows, but where a session can end."""
    known = examples(addresses)
    cookies = signed_in_cookies(site, known)
    lasting = [one for one in addresses if one.template not in ENDING]
    found = [*_run(site, addresses, {}, "stranger"), *_run(site, lasting, cookies, "known")]
    return [*found, *lost_session(TOOL, site, cookies, known)]


def _run(site: Site, addresses: list[Address], cookies: Mapping[str, str], who: str) -> Iterator[Finding]:
    described, report = site.folder / f"{who}.openapi.json", site.folder / f"{who}.schemathesis.json"
    pages = [one.example for one in addresses if "GET" in one.methods]
    forms = forms_on_pages(site.origin, cookies, pages)
    described.write_text(json.dumps(description(addresses, forms)), encoding="utf-8")
    run(_command(site, described, report, cookies), fine=(0, 1), cwd=site.folder)
    yield from _read(report, who)


def _command(site: Site, described: Path, report: Path, cookies: Mapping[str, str]) -> list[str]:
    pairs = "; ".join(f"{name}={value}" for name, value in cookies.items())
    cookie = ["--header", f"Cookie: {pairs}"] if pairs else []
    amount = [
        "--phases",
        "examples,coverage,fuzzing",
        "--max-examples",
        _EXAMPLES,
        "--seed",
        "1",
        "--generation-database",
        "none",
    ]
    output = ["--no-color", "--report", "json", "--report-json-path", str(report), "--warnings", "off"]
    header = ["--header", ": ".join(OWN_PAGE), *cookie]
    url = ["--url", site.origin, "--continue-on-failure", "--checks", _CHECKS]
    return [program(TOOL), "run", str(described), *url, *header, *amount, *output]


def _read(report: Path, who: str) -> Iterator[Finding]:
    said: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    if said["errors"] or not said["complete"] or not said["test_cases"]["generated"]:
        message = f"schemathesis could not try everything: {said['errors']}"
        raise ToolFailed(message)
    for failure in said["failures"]:
        for operation in failure["operations"]:
            yield Finding(TOOL, failure["title"], f"{who}: {operation}", f"{failure['count']} answers like this")
