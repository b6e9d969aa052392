"""The log is JSON for machines, and short about what repeats."""

import io
import json
import logging
from collections.abc import Iterator
from typing import Literal

import pytest
import structlog

from bot.logs import configure_logs


@pytest.fixture(autouse=True)
def untouched() -> Iterator[None]:
    """Leave the log of the test run as it was."""
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    yield
    root.handlers[:], root.level = before, level
    structlog.reset_defaults()


def test_lines_of_ours_and_of_libraries_are_json_without_a_terminal() -> None:
    stream = io.StringIO()
    configure_logs("info", "auto", stream)
    structlog.get_logger("bot.x").info("ready", servers=2)
    logging.getLogger("other").warning("slow by %s", 3)
    ours, theirs = map(json.loads, stream.getvalue().splitlines())
    assert (ours["event"], ours["servers"], ours["level"]) == ("ready", 2, "info")
    assert (theirs["event"], theirs["logger"]) == ("slow by 3", "other")


def test_a_lost_connection_is_one_line_without_a_traceback() -> None:
    stream = io.StringIO()
    configure_logs("info", "human", stream)
    try:
        raise ConnectionRefusedError("refused")
    except OSError:
        logging.getLogger("discord.shard").exception("Attempting a reconnect in %s s", 1)
    said = stream.getvalue()
    assert "Attempting a reconnect in 1 s (refused)" in said
    assert "Traceback" not in said


def test_what_people_wrote_is_not_logged_even_when_debugging() -> None:
    stream = io.StringIO()
    configure_logs("debug", "json", stream)
    logging.getLogger("discord.gateway").debug("MESSAGE_CREATE my case EAC2190000000")
    assert stream.getvalue() == ""


@pytest.mark.parametrize("form", ["human", "json"])
def test_what_people_wrote_is_not_logged_where_something_fails(
    form: Literal["human", "json"],
) -> None:
    stream = io.StringIO()
    configure_logs("info", form, stream)
    question = "my case EAC2190000000"
    try:
        raise RuntimeError(f"{len(question)} letters cannot be read")
    except RuntimeError:
        structlog.get_logger("bot.x").exception("meaning.failed")
    said = stream.getvalue()
    assert "21 letters cannot be read" in said
    assert "Traceback" in said
    assert "EAC219" not in said
