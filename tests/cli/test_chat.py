"""`almanac chat` is a conversation: it goes on, offers choices, keeps what was typed, and ends."""

import os
import pty
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import Result

from bot.local.terminal import PROMPT
from tests.cli.running import almanac
from tests.support.knowledge.base import small_base

PATIENCE = 60
"""Seconds that a start may take on a busy machine."""


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ALMANAC_KNOWLEDGE", str(small_base(tmp_path / "knowledge")))
    monkeypatch.setenv("ALMANAC_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("ALMANAC_MODEL", "off")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "data"


def chatted(*lines: str) -> Result:
    return almanac("chat", typed="".join(f"{line}\n" for line in lines))


@pytest.mark.usefixtures("data")
def test_a_conversation_goes_on_from_the_answer_before() -> None:
    result = chatted("how long does h1b last", "", "and the cost?", "quit", "what is h1b1")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "### H-1B visa: duration" in result.stdout
    assert "### H-1B visa: cost" in result.stdout
    assert "H-1B1" not in result.stdout.partition("### H-1B visa: cost")[2]


@pytest.mark.usefixtures("data")
def test_a_choice_is_made_by_its_number() -> None:
    said = chatted("h1b vs o3", "2", "7").stdout
    offered = said.partition("2. ")[2].splitlines()[0]
    assert f"### {offered}" in said
    assert "There is nothing to choose from: ask in your own words." in said


@pytest.mark.usefixtures("data")
def test_a_number_beyond_the_choices_names_those_that_there_are() -> None:
    assert "Choose a number from 1 to 2, or ask in other words." in chatted("h1b vs o3", "9").stdout


@pytest.mark.usefixtures("data")
def test_help_is_no_question_and_the_end_of_the_input_ends_it() -> None:
    result = chatted("help", "thanks", "how do i bake bread")
    assert result.exit_code == 0
    assert "Ask in your own words" in result.stdout
    assert "You are welcome." in result.stdout
    assert "I don't have an answer for that" in result.stdout


def _heed_interrupts() -> None:
    """Take interrupts as in a terminal, even if the tests run where they are ignored."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class Terminal:
    """`almanac chat` in a terminal of its own."""

    def __init__(self) -> None:
        self._ours, theirs = pty.openpty()
        command = (sys.executable, "-m", "bot", "chat")
        self.process = subprocess.Popen(
            command, stdin=theirs, stdout=theirs, stderr=theirs, preexec_fn=_heed_interrupts
        )
        os.close(theirs)

    def type(self, keys: str) -> None:
        os.write(self._ours, keys.encode())

    def interrupt(self) -> None:
        """Press Ctrl-C until it is noticed, as a person would.

        Python's readline notices an interrupt that comes while it draws a key only at the next
        key: its handler sets a flag, and `select` then waits for input.
        """
        self.process.send_signal(signal.SIGINT)
        while not select.select([self._ours], [], [], 1)[0]:
            self.process.send_signal(signal.SIGINT)

    def shown(self, ending: str = PROMPT) -> str:
        """Read what it shows until that ends so, with single spaces between words."""
        shown = ""
        while not shown.endswith(ending):
            assert select.select([self._ours], [], [], PATIENCE)[0], shown
            shown += os.read(self._ours, 4096).decode("utf-8", "replace")
        return " ".join(shown.split())

    def ended(self) -> int:
        return self.process.wait(PATIENCE)

    def close(self) -> None:
        """End it, even if a test failed half-way."""
        self.process.kill()
        self.process.wait()
        os.close(self._ours)


@pytest.fixture
def terminal(data: Path) -> Iterator[Terminal]:
    with closing(Terminal()) as terminal:
        yield terminal


def test_what_was_typed_is_brought_back_by_the_arrow_up_even_the_next_time(
    data: Path, terminal: Terminal
) -> None:
    terminal.shown()
    terminal.type("how long does h1b last\n")
    assert "six years" in terminal.shown()
    terminal.type("quit\n")
    assert terminal.ended() == 0
    kept = data / "chat-history"
    assert "how long does h1b last" in kept.read_text("utf-8").splitlines()
    assert kept.stat().st_mode & 0o077 == 0
    with closing(Terminal()) as again:
        again.shown()
        up = "\x1b[A"
        again.type(f"{up}{up}\n")
        assert "six years" in again.shown()
        again.type("\x04")
        assert again.ended() == 0


def test_an_interrupt_drops_the_line_and_not_the_conversation(terminal: Terminal) -> None:
    terminal.shown()
    terminal.type("how long")
    terminal.shown("how long")
    terminal.interrupt()
    assert "'quit' or Ctrl-D ends it." in terminal.shown()
    terminal.type("what is h1b1\n")
    assert "H-1B1 visa" in terminal.shown()
    terminal.type("quit\n")
    assert terminal.ended() == 0
