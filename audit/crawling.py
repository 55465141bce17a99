"""Wapiti attacks every page and every form that it finds there, as a stranger and as somebody whom the site knows."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from audit.addresses import ENDING, Address, examples
from audit.findings import Finding
from audit.site import Site
from audit.tools import ToolFailed, program, run
from audit.visitor import OWN_PAGE, lost_session, signed_in_cookies

TOOL: Final = "wapiti"
_MODULES: Final = "xss,permanentxss,sql,exec,file,crlf,redirect,csrf,csp,http_headers,cookieflags"
# The pages of each language are made by the same code.
_LANGUAGE: Final = "en"
# Parts of an address that are looked for with more than nothing in them.
_QUERIES: Final = {"/{language}/search": "?q=partner", "/{language}/{course}/{module}/{lesson}": "?again=partner"}


def findings(site: Site, addresses: list[Address]) -> list[Finding]:
    """Where a session may end it is attacked last, and each such address with cookies of its own."""
    known = examples(addresses)
    cookies = signed_in_cookies(site, known)
    ending = [one for one in addresses if one.template in ENDING]
    lasting = [one for one in addresses if one.template not in ENDING]
    found = [*_whole_site(site, addresses, {}, "stranger")]
    found += _whole_site(site, lasting, cookies, "known", without=ending)
    found += lost_session(TOOL, site, cookies, known)
    for number, one in enumerate(ending, start=1):
        target = ["--url", f"{site.origin}{one.example}", "--scope", "page"]
        found += _run(site, target, signed_in_cookies(site, known), f"ending-{number}")
    return found


def _whole_site(
    site: Site, addresses: list[Address], cookies: Mapping[str, str], who: str, *, without: Sequence[Address] = ()
) -> Iterator[Finding]:
    """Wapiti reads the pages that it is told to begin with, and attacks what they lead to as well."""
    target = ["--url", f"{site.origin}/", "--scope", "folder", "--depth", "1"]
    for one in addresses:
        if "GET" in one.methods:
            target += ["--start", f"{site.origin}{one.example}{_QUERIES.get(one.template, '')}"]
    others = [language.name for language in site.settings.locales_dir.iterdir() if language.name != _LANGUAGE]
    for left_out in [*(f"/{language}*" for language in others), *(f"{one.example}*" for one in without)]:
        target += ["--exclude", f"{site.origin}{left_out}"]
    yield from _run(site, target, cookies, who)


def _run(site: Site, target: list[str], cookies: Mapping[str, str], who: str) -> Iterator[Finding]:
    report = site.folder / f"{who}.wapiti.json"
    run([program(TOOL), *target, *_options(site, cookies, report)], cwd=site.folder)
    said: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    if not said["infos"]["crawled_pages_nbr"]:
        message = f"wapiti read no page ({who})"
        raise ToolFailed(message)
    for kind in ("vulnerabilities", "anomalies"):
        for rule, found in said[kind].items():
            for one in found:
                yield Finding(TOOL, rule, f"{who}: {one['method']} {one['path']}", one["info"])


def _options(site: Site, cookies: Mapping[str, str], report: Path) -> list[str]:
    pairs = "; ".join(f"{name}={value}" for name, value in cookies.items())
    cookie = ["--cookie-value", pairs, "--drop-set-cookie"] if pairs else []
    kept = ["--store-session", str(site.folder), "--store-config", str(site.folder), "--flush-session"]
    said = ["--format", "json", "--output", str(report), "--verbose", "0", "--no-bugreport"]
    return ["--module", _MODULES, "--header", ": ".join(OWN_PAGE), *cookie, *kept, *said]
