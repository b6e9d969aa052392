"""Hold what the bot sends against Discord's own description of its interface, where present."""

import json
import re
from functools import cached_property
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from tests.support.discord.discord_server import Request

OPENAPI = Path(__file__).parents[4] / "shared" / "discord" / "openapi.json"
_URI = "urn:discord"


class Contract:
    """Discord's description of its REST interface."""

    def __init__(self, path: Path = OPENAPI) -> None:
        """Read the description."""
        self._document: dict[str, Any] = json.loads(path.read_text("utf-8"))

    def refusals(self, request: Request) -> list[str]:
        """List why Discord would refuse a request; empty where it would take it."""
        operation = self._operation(request)
        if operation is None:
            return [f"there is no {request.method} {request.path}"]
        content = operation[1].get("requestBody", {}).get("content", {})
        if "application/json" not in content:
            return [] if request.body is None else ["takes no body"]
        pointer = "/".join([*operation[0], "requestBody", "content", "application~1json", "schema"])
        validator = Draft202012Validator({"$ref": f"{_URI}#{pointer}"}, registry=self._registry)
        return [
            f"{request.method} {request.path}: {error.json_path}: {error.message[:300]}"
            for error in validator.iter_errors(request.body)
        ]

    @cached_property
    def _registry(self) -> "Registry[Any]":
        resource = Resource.from_contents(self._document, default_specification=DRAFT202012)
        registry: Registry[Any] = Registry()
        found: Registry[Any] = registry.with_resource(_URI, resource)
        return found

    def _operation(self, request: Request) -> tuple[list[str], dict[str, Any]] | None:
        for template, operations in self._document["paths"].items():
            pattern = re.sub(r"\\\{[^/]+?\\\}", "[^/]+", re.escape(template))
            method = request.method.lower()
            if re.fullmatch(pattern, request.path) and method in operations:
                pointer = ["", "paths", template.replace("/", "~1"), method]
                return pointer, operations[method]
        return None
