"""The description of the API (OpenAPI 3.1), made from the table of addresses, the parameters and the answers' classes."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, Literal

from pydantic import TypeAdapter

from api.endpoints import ENDPOINTS, Endpoint
from api.refusals import Refusal
from api.version import program_version
from exhibits.parameters import Parameters

Schema = dict[str, Any]
COMPONENTS = "#/components/schemas/{model}"
ABOUT = (
    "The same numbers as the pages. Numbers are unrounded, in the unit named beside them; null is a missing value, and "
    "the status beside it says why. Every amount of dollars of the loss studies stands beside its basis. The two "
    "populations overlap and are never added. Lists in arguments are separated by commas; unknown, repeated and empty "
    "arguments are refused. An address that ends in .csv gives the same answer as a CSV file."
)


@cache
def document() -> Schema:
    """The whole description. It is the same for all data."""
    schemas, components = _body_schemas()
    paths: dict[str, Any] = {}
    for endpoint in ENDPOINTS:
        parameters = _parameters(endpoint.parameters, components)
        path = f"/api/v1{endpoint.path}"
        paths[path] = _operation(endpoint, "", parameters, "application/json", schemas[endpoint.path])
        paths[f"{path}.csv"] = _operation(endpoint, "_csv", parameters, "text/csv", {"type": "string"})
    paths |= _other_paths()
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Arizona Mayors Education Dashboards",
            "version": program_version(),
            "description": ABOUT,
        },
        "servers": [{"url": "/"}],
        "paths": paths,
        "components": {"schemas": components},
    }


def _body_schemas() -> tuple[dict[str, Schema], dict[str, Any]]:
    """The schema of each address' answer, and the components they refer to."""
    mode: Literal["serialization"] = "serialization"
    adapters: list[tuple[str, Literal["validation", "serialization"], TypeAdapter[Any]]] = [
        (endpoint.path, mode, TypeAdapter(endpoint.body)) for endpoint in ENDPOINTS
    ]
    adapters.append(("refusal", mode, TypeAdapter(Refusal)))
    found, together = TypeAdapter.json_schemas(adapters, ref_template=COMPONENTS)
    return {str(key): dict(schema) for (key, _), schema in found.items()}, dict(together.get("$defs", {}))


def _operation(endpoint: Endpoint, suffix: str, parameters: list[Schema], media: str, schema: Schema) -> Schema:
    refusal = {"schema": {"$ref": COMPONENTS.format(model=Refusal.__name__)}}
    return {
        "get": {
            "operationId": endpoint.path.strip("/").replace("/", "_").replace("-", "_") + suffix,
            "summary": endpoint.summary,
            "description": endpoint.description,
            "parameters": parameters,
            "responses": {
                "200": {"description": "The answer", "content": {media: {"schema": schema}}},
                "304": {"description": "The answer with the ETag in If-None-Match still holds"},
                "400": {
                    "description": "An argument cannot be used: which, and what is allowed",
                    "content": {"application/json": refusal},
                },
                "503": {"description": "The data cannot be read now", "content": {"application/json": refusal}},
            },
        }
    }


def _parameters(model: type[Parameters], components: dict[str, Any]) -> list[Schema]:
    """The arguments a model takes; lists are one argument, separated by commas."""
    schema = model.model_json_schema(by_alias=True, ref_template=COMPONENTS)
    components |= schema.get("$defs", {})
    required = schema.get("required", ())
    return [_parameter(name, each, name in required) for name, each in schema.get("properties", {}).items()]


def _parameter(name: str, described: Mapping[str, Any], required: bool) -> Schema:
    own = {key: value for key, value in described.items() if key not in {"title", "description", "default"}}
    if described.get("default") not in (None, [], ()):
        own["default"] = described["default"]
    schema = _without_null(own)
    parameter: Schema = {"name": name, "in": "query", "required": required, "schema": schema}
    if "description" in described:
        parameter["description"] = described["description"]
    if schema.get("type") == "array":
        parameter |= {"style": "form", "explode": False}
    return parameter


def _without_null(schema: Schema) -> Schema:
    """An argument that is left out is not null; a choice that is given as number and as text is one choice."""
    kept = [each for each in schema.get("anyOf", ()) if each.get("type") != "null"]
    plain = {**{key: value for key, value in schema.items() if key != "anyOf"}, **(kept[0] if len(kept) == 1 else {})}
    if len(kept) > 1:
        plain["anyOf"] = kept
    if "enum" in plain:
        plain["enum"] = list(dict.fromkeys(map(str, plain["enum"])))
        plain["type"] = "string"
        if "default" in plain:
            plain["default"] = str(plain["default"])
    return plain


def _other_paths() -> dict[str, Any]:
    text = {"text/plain": {"schema": {"type": "string"}}}
    return {
        "/api/v1/openapi.json": _plain(
            "openapi", "This description", {"application/json": {"schema": {"type": "object"}}}
        ),
        "/healthz": _plain("healthz", "Whether the program runs", text),
        "/readyz": _plain("readyz", "Whether it can answer: 200, or 503 with the reasons", text, {"503": text}),
    }


def _plain(name: str, summary: str, content: Schema, more: Mapping[str, Schema] | None = None) -> Schema:
    responses = {"200": {"description": summary, "content": content}}
    responses |= {status: {"description": "Not now", "content": each} for status, each in (more or {}).items()}
    return {"get": {"operationId": name, "summary": summary, "parameters": [], "responses": responses}}
