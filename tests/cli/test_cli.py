"""The command line explains itself, and shows what there is."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app
from tests.cli.running import almanac


@pytest.mark.usefixtures("base")
def test_an_id_beyond_every_server_is_refused(tmp_path: Path) -> None:
    guild = "99999999999999999999999"
    for command in (["export", "--to", str(tmp_path / "out")], ["import", str(tmp_path)]):
        result = almanac("kb", *command, "--guild", guild)
        assert result.exit_code == 2
        assert "--guild" in result.stderr


def test_a_name_that_no_system_takes_is_no_folder(base: Path) -> None:
    for command in (["check"], ["import", "--guild", "1"]):
        result = almanac("kb", *command, "x" * 5000)
        assert result.exit_code == 1, result.exception
        assert isinstance(result.exception, SystemExit)


@pytest.mark.usefixtures("base")
@pytest.mark.parametrize("words", [(), ("ask",), ("kb",), ("kb", "show")])
def test_a_short_option_asks_for_help(words: tuple[str, ...]) -> None:
    result = almanac(*words, "-h")
    assert (result.exit_code, "Usage: " in result.stdout) == (0, True)


def test_options_before_a_command_hold_for_every_command(base: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    assert almanac("--data", str(elsewhere), "db", "upgrade").exit_code == 0
    assert [file.name for file in elsewhere.glob("*.db")] == ["almanac.db"]
    assert not (tmp_path / "data").exists()


def test_a_shell_completes_commands_options_and_keys(
    base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def completed(line: str) -> list[str]:
        words = {"COMP_WORDS": line, "COMP_CWORD": str(len(line.split(" ")) - 1)}
        shell = {"_ALMANAC_COMPLETE": "complete_bash", **words}
        runner = CliRunner(env=shell)
        return runner.invoke(app, [], prog_name="almanac").stdout.split()

    assert {"ask", "chat", "kb"} <= set(completed("almanac "))
    assert "--explain" in completed("almanac ask --e")
    assert completed("almanac kb show visa:h-1b") == ["visa:h-1b", "visa:h-1b1"]


@pytest.mark.parametrize("words", [["-h"], ["kb", "show", "-h"]])
def test_help_needs_nothing_of_almanac(words: list[str]) -> None:
    asked = "import sys; from bot.cli import app; app(sys.argv[1:], standalone_mode=False)"
    asked += "; print(*(name for name in sys.modules if name.startswith('bot.')))"
    done = subprocess.run([sys.executable, "-c", asked, *words], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    loaded = set(done.stdout.splitlines()[-1].split())
    rest = {one for one in loaded if not one.startswith("bot.cli")}
    assert rest <= {"bot.kb", "bot.kb.model", "bot.kb.model.keys"}


def test_no_command_needs_what_only_developers_have() -> None:
    tools = ["click", "av", "pytest", "playwright"]
    hidden = f"import sys; sys.modules.update(dict.fromkeys({tools}))"
    asked = f"{hidden}; from bot.cli import app; import bot.app, bot.local.playground"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.mark.usefixtures("base")
def test_figures_are_shown_and_drawn(tmp_path: Path) -> None:
    picture = tmp_path / "stats.png"
    said = almanac("kb", "stats", "--plot", str(picture)).stdout
    assert "official-relayed" in said
    assert "review due" in said
    assert picture.read_bytes().startswith(b"\x89PNG")


@pytest.mark.usefixtures("base")
def test_entries_are_listed_and_shown() -> None:
    assert "visa:h-1b1" in almanac("kb", "list").stdout
    assert almanac("kb", "show", "visa:h-1b").stdout.startswith("---\ntitle: H-1B visa\n")


@pytest.mark.usefixtures("base")
def test_entries_of_a_kind_are_listed_for_programs() -> None:
    listed = json.loads(almanac("kb", "list", "--kind", "visa", "--json").stdout)
    assert {one["kind"] for one in listed} == {"visa"}
    (h1b,) = [one for one in listed if one["key"] == "visa:h-1b"]
    assert (h1b["title"], h1b["reviewed"]) == ("H-1B visa", "2026-11-01")
    assert "duration" in h1b["sections"]
    assert "faq:" not in almanac("kb", "list", "--kind", "visa").stdout


@pytest.mark.usefixtures("base")
@pytest.mark.parametrize(
    ("key", "way_on"),
    [
        ("visa:h1b", "did you mean visa:h-1b?"),
        ("H1B", "did you mean visa:h-1b?"),
        ("faq:phd-neded", "did you mean faq:phd-needed?"),
        ("nonsense", "'almanac kb list' lists all."),
    ],
)
def test_an_entry_that_is_not_there_is_said_with_what_may_be_meant(key: str, way_on: str) -> None:
    result = almanac("kb", "show", key)
    assert result.exit_code == 1
    assert result.stderr == f"There is no entry '{key}': {way_on}\n"


@pytest.mark.usefixtures("base")
def test_commands_are_shown_as_discord_receives_them() -> None:
    commands = json.loads(almanac("commands", "show").stdout)
    assert [command["name"] for command in commands if command["type"] == 1] == [
        "ask",
        "compare",
        "faq",
        "help",
        "kb",
        "level",
        "my",
        "path",
        "role",
        "salary",
        "setup",
        "suggest",
        "visa",
    ]


@pytest.mark.usefixtures("base")
def test_commands_are_shown_as_one_locale_sees_them() -> None:
    commands = json.loads(almanac("commands", "show", "--locale", "es-ES").stdout)
    shown = {command["name"]: command for command in commands}
    assert "visado" in shown
    assert "Casi todo está en inglés." in shown["preguntar"]["description"]
