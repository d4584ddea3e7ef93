"""The OpenAPI document: every route is in it, it is valid, and the repository's copy is what is served."""

from __future__ import annotations

from pathlib import Path

from jsonschema_rs import meta

from tools.openapi import PLACE, document, text
from vmmconsole.server.description import ANSWERS


def test_every_route_says_what_it_answers_and_how_it_fails() -> None:
    paths = document()["paths"]
    served = {(method.upper(), path.removeprefix("/v1")) for path, methods in paths.items() for method in methods}
    assert served == set(ANSWERS)
    for methods in paths.values():
        for operation in methods.values():
            assert "application/problem+json" in operation["responses"]["default"]["content"]


def test_every_schema_that_is_named_is_there_and_is_one() -> None:
    whole = document()
    schemas = whole["components"]["schemas"]
    for schema in schemas.values():
        meta.validate(schema)
    named = {part.split('"')[0] for part in text().split("#/components/schemas/")[1:]}
    assert named <= schemas.keys()
    assert {"Job", "Problem", "SignInAnswer"} <= schemas.keys()
    ids = [operation["operationId"] for methods in whole["paths"].values() for operation in methods.values()]
    assert len(ids) == len(set(ids))


def test_the_copy_in_the_repository_is_what_is_served() -> None:
    assert Path(PLACE).read_text("utf-8") == text(), "run: make docs"
