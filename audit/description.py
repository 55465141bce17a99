"""The site in OpenAPI's terms, which it doesn't publish itself, for a program that makes up requests."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from audit.addresses import Address
from audit.tools import ROOT

# Left to itself, the program hardly ever makes up anything long.
_ANY: Final[dict[str, Any]] = {"anyOf": [{"type": "string"}, {"type": "string", "minLength": 300, "maxLength": 2000}]}
_FIELD: Final = re.compile(r"\.(?:one|number)\(\"([\w-]+)\"")
_QUERY: Final = re.compile(r"query_params(?:\.get\(|\[)\"([\w-]+)\"")


Fields = Mapping[str, str]
"""Of a form, as its page has filled them in."""


def description(addresses: Iterable[Address], forms: Mapping[str, Fields]) -> dict[str, Any]:
    """Each address twice: with made-up values in it, and with those that are there, where requests get further.

    `forms` are those that the pages of the site have, by the address that they are sent to.
    """
    paths: dict[str, Any] = {}
    for address in addresses:
        paths[address.template] = _operations(address, _placeholders(address), {})
        paths.setdefault(address.example, _operations(address, [], forms.get(address.example, {})))
    return {"openapi": "3.1.0", "info": {"title": "The site", "version": "1"}, "paths": paths}


def _operations(address: Address, placeholders: list[dict[str, Any]], filled: Fields) -> dict[str, Any]:
    operations: dict[str, Any] = {}
    if "GET" in address.methods:
        queries = [{"in": "query", "name": name, "schema": _ANY} for name in _read_by_the_site(_QUERY)]
        operations["get"] = {"parameters": [*placeholders, *queries, _FREE_QUERY], "responses": _RESPONSES}
    if "POST" in address.methods:
        operations["post"] = {"parameters": placeholders, "requestBody": _form(filled), "responses": _RESPONSES}
    return operations


def _placeholders(address: Address) -> list[dict[str, Any]]:
    """Half of the values that are tried are real, so that what comes behind them in the address is reached."""
    return [
        {
            "in": "path",
            "name": name,
            "required": True,
            "schema": _often(address.values[name], minLength=1),
        }
        for name in address.parameters
    ]


def _form(filled: Fields) -> dict[str, Any]:
    fields = dict.fromkeys(_read_by_the_site(_FIELD), _ANY)
    fields |= {name: _often(value) for name, value in filled.items()}
    schema = {"type": "object", "properties": fields, "additionalProperties": _ANY}
    return {"content": {"application/x-www-form-urlencoded": {"schema": schema}}}


def _often(value: str, **limits: int) -> dict[str, Any]:
    return {"anyOf": [{"const": value}, {"type": "string", **limits}]}


def _read_by_the_site(names: re.Pattern[str]) -> list[str]:
    """The names of fields that the code asks for."""
    sources = sorted((ROOT / "app").rglob("*.py"))
    return sorted({name for source in sources for name in names.findall(source.read_text(encoding="utf-8"))})


_FREE_QUERY: Final[dict[str, Any]] = {
    "in": "query",
    "name": "anything",
    "schema": {"type": "object", "additionalProperties": _ANY},
}
_RESPONSES: Final = {"default": {"description": "An answer that a browser understands."}}
