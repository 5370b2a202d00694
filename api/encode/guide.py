"""The OpenAPI document as a page reads it: what can be asked, group by group. Pure."""

import re
from typing import Any
from urllib.parse import urlencode

Json = dict[str, Any]


def groups(document: Json) -> list[Json]:
    """The operations under the titles of their tags, in the order of the document."""
    made: dict[str, list[Json]] = {}
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            [tag] = operation["tags"]
            made.setdefault(tag, []).append(_operation(document, path, method, operation))
    return [{"title": tag, "operations": operations} for tag, operations in made.items()]


def _operation(document: Json, path: str, method: str, operation: Json) -> Json:
    """`example` is an address that can be followed, None where it needs what we cannot know."""
    given = [_resolved(document, one) for one in operation["parameters"]]
    answer = _resolved(document, operation["responses"]["200"])
    return {
        "method": method.upper(),
        "path": path,
        "summary": operation["summary"],
        "parameters": [_parameter(one) for one in given],
        "forms": list(answer.get("content", {})),
        "example": _example(document, path, given) if method == "get" else None,
    }


def _resolved(document: Json, one: Json) -> Json:
    if "$ref" not in one:
        return one
    found: Json = document
    for step in one["$ref"].removeprefix("#/").split("/"):
        found = found[step]
    return found


def _parameter(one: Json) -> Json:
    schema = one["schema"]
    return {
        "name": one["name"],
        "needed": bool(one.get("required")),
        "told": one.get("description", ""),
        "kind": schema.get("format") or schema.get("type") or "",
        "values": schema.get("enum") or schema.get("items", {}).get("enum", ()),
        "least": schema.get("minimum"),
        "most": schema.get("maximum"),
        "default": schema.get("default"),
    }


def _example(document: Json, path: str, given: list[Json]) -> str | None:
    needed = [one for one in given if one.get("required")]
    if any("example" not in one for one in needed):
        return None
    known = {one["name"]: one["example"] for one in needed}
    query = {one["name"]: known[one["name"]] for one in needed if one["in"] == "query"}
    address = re.sub(r"\{(\w+)\}", lambda found: str(known[found[1]]), path).rstrip("/")
    address = f"{document['servers'][0]['url']}{address}"
    return f"{address}?{urlencode(query)}" if query else address
