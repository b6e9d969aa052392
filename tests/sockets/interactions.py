"""What Discord sends for a command, a press or a form, and what came of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from tests.support.discord.discord_server import Request
from tests.support.discord.discord_shapes import Person, controls

COMMAND, PRESS, SUBMIT = 2, 3, 5
"""Kinds of interaction (Discord, "Interaction Type")."""

LATER, LATER_IN_PLACE, FORM = 5, 6, 9
"""Kinds of callback: a reply comes later, or an edit of the message; a form (Discord, "Interaction
Callback Type")."""

BUTTON, STRING_SELECT = 2, 3


@dataclass(frozen=True, slots=True)
class Reply:
    """What came of an interaction."""

    by: Person
    callback: Request
    shown: tuple[Request, ...]
    """The callback, or what followed where it announced a reply."""

    @property
    def text(self) -> str:
        """Everything that is said."""
        return "\n".join(_texts(one.body) for one in self.shown)

    @property
    def controls(self) -> list[dict[str, Any]]:
        """Every control that is shown."""
        found = [part for one in self.shown for part in controls(message_of(one.body))]
        return [one for one in found if "type" in one]

    @property
    def files(self) -> tuple[str, ...]:
        """The files that came with it."""
        return tuple(name for one in self.shown for name in one.files)

    def control(self, called: str) -> dict[str, Any]:
        """Find a control by its label or placeholder."""
        for one in self.controls:
            if called in (one.get("label"), one.get("placeholder")):
                return one
        raise AssertionError(f"nothing is called {called!r} below:\n{self.text}")


def press_data(custom_id: str, kind: int, values: Iterable[str]) -> dict[str, Any]:
    """Describe a press or a choice as Discord does."""
    data: dict[str, Any] = {"custom_id": custom_id, "component_type": kind}
    if kind == BUTTON:
        return data
    return data | {"values": list(values), "resolved": resolved(kind, values)}


def showing(custom_id: str, kind: int, values: Iterable[str]) -> dict[str, Any]:
    """Describe a message that shows one control, since nobody presses what is not there."""
    control: dict[str, Any] = {"type": kind, "custom_id": custom_id, "id": 3}
    if kind == BUTTON:
        control |= {"label": "x", "style": 2}
    if kind == STRING_SELECT:
        control |= {"options": [{"label": value, "value": value} for value in values]}
    return {"flags": 1 << 6, "components": [{"type": 1, "id": 2, "components": [control]}]}


def form_data(reply: Reply, changes: dict[str, str]) -> dict[str, Any]:
    """Describe a submitted form as Discord does."""
    form = reply.callback.body["data"]
    fields = [part["component"] for part in form["components"] if "component" in part]
    components = [
        {
            "type": 18,
            "id": at,
            "component": {
                "type": field["type"],
                "custom_id": field["custom_id"],
                "value": changes.get(field["custom_id"], field.get("value") or ""),
            },
        }
        for at, field in enumerate(fields, 1)
    ]
    return {"custom_id": form["custom_id"], "components": components}


def resolved(kind: int, values: Iterable[str]) -> dict[str, Any]:
    """Describe what was chosen from a select of roles (6) or channels (8)."""
    if kind == 6:
        role = {"name": "role", "permissions": "0", "position": 1, "color": 0, "hoist": False}
        role |= {"managed": False, "mentionable": False, "flags": 0}
        return {"roles": {value: role | {"id": value} for value in values}}
    if kind == 8:
        channel = {"name": "inbox", "type": 0, "permissions": "3072", "parent_id": None}
        return {"channels": {value: channel | {"id": value} for value in values}}
    return {}


def message_of(body: Any) -> dict[str, Any]:
    """Find the message in a body: a callback wraps it."""
    found: dict[str, Any] = body.get("data", body) if isinstance(body, dict) else {}
    return found


def _texts(part: Any) -> str:
    """Join everything that a body says."""
    if isinstance(part, list):
        return "\n".join(map(_texts, part))
    if not isinstance(part, dict):
        return ""
    inner = [part.get(name) for name in ("data", "components", "component", "accessory")]
    said = [str(part.get(name) or "") for name in ("title", "content", "label")]
    return "\n".join([*filter(None, said), *(_texts(one) for one in inner if one)])
