"""Every operation of the OpenAPI document, with arguments that fit it and arguments that do not: answers as described."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import Any

import schemathesis
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from hypothesis.strategies import SearchStrategy
from openapi_spec_validator import OpenAPIV31SpecValidator
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import response_schema_conformance, status_code_conformance

EXAMPLES = int(os.environ.get("API_REQUESTS", "2"))
"""Requests an operation; the nightly run sends 200."""
CHECKS = [
    schemathesis.checks.not_a_server_error,
    status_code_conformance,
    response_schema_conformance,
]


def test_the_document_is_one_of_openapi(client: FlaskClient) -> None:
    document = client.get("/api/v1/openapi.json").json
    assert [str(fault.message) for fault in OpenAPIV31SpecValidator(document).iter_errors()] == []


def test_answers_are_as_described(client: FlaskClient) -> None:
    """The tool's own way into pytest asks for an older pytest, so its operations are gone through here."""
    described = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", client.application)
    tried = 0
    for found in described.get_all_operations():
        operation = found.ok()
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
            _try(operation.as_strategy(generation_mode=mode))
        tried += 1
    assert tried > 60


def _try(cases: SearchStrategy[Any]) -> None:
    @settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck), database=None)
    @given(case=cases)
    def answered(case: Any) -> None:
        case.call_and_validate(checks=CHECKS)

    with suppress(Unsatisfiable):
        answered()
