"""A line that is typed on the playground's page becomes what Discord's box would make of it."""

from typing import Any

import pytest

from bot.local.front import command_in


def option(name: str, required: bool = False, **more: Any) -> dict[str, Any]:
    return {"name": name, "required": required, "type": "string", "choices": [], **more}


def command(invocation: str, *options: dict[str, Any]) -> dict[str, Any]:
    return {
        "invocation": invocation,
        "commandId": "1",
        "path": invocation.split(),
        "schemaFingerprint": invocation,
        "options": list(options),
    }


EVERYONE = {"name": "everyone", "value": "all"}

COMMANDS = (
    command("ask", option("question", True), option("show", choices=[EVERYONE])),
    command("compare", option("first", True), option("second", True), option("third")),
    command("visa", option("name"), option("part")),
    command("help"),
    command("kb add"),
    command("level", option("offer", True, type="integer"), option("precise", type="boolean")),
)


@pytest.mark.parametrize(
    ("line", "path", "options"),
    [
        ("/ask how long does h1b last", "ask", {"question": "how long does h1b last"}),
        ("/Ask what is O-1", "ask", {"question": "what is O-1"}),
        ("/ask question: what is O-1", "ask", {"question": "what is O-1"}),
        ("/ask h1b cost show: Everyone", "ask", {"question": "h1b cost", "show": "all"}),
        ("/compare h1b o1", "compare", {"first": "h1b", "second": "o1"}),
        ("/visa h1b cost", "visa", {"name": "h1b cost"}),
        ("/visa part: cost name: h1b", "visa", {"name": "h1b", "part": "cost"}),
        ("/visa", "visa", {}),
        ("/help", "help", {}),
        ("/help me", "help", {}),
        ("/kb add", "kb add", {}),
        ("/level 185000 precise: true", "level", {"offer": "185000", "precise": True}),
    ],
)
def test_a_line_is_read_as_a_command(line: str, path: str, options: dict[str, Any]) -> None:
    meant = command_in(line, COMMANDS)
    assert meant is not None
    assert (" ".join(meant["path"]), meant["options"]) == (path, options)
    assert meant["kind"] == "run_command"


@pytest.mark.parametrize("line", ["/", "/asking x", "/ask", "/compare h1b", "/kb", "//ask x"])
def test_what_is_no_command_or_lacks_something_stays_a_message(line: str) -> None:
    assert command_in(line, COMMANDS) is None
