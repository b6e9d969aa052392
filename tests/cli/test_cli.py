"""The command line answers, checks and explains itself."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli import app
from tests.support.knowledge.base import small_base


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = small_base(tmp_path / "knowledge")
    monkeypatch.setenv("ALMANAC_KNOWLEDGE", str(folder))
    monkeypatch.setenv("ALMANAC_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("DISCORD_TOKEN", raising=False)
    # A developer's own `.env` stands in the checkout.
    monkeypatch.chdir(tmp_path)
    return folder


def almanac(*words: str, typed: str | None = None) -> Result:
    return CliRunner().invoke(app, list(words), input=typed)


@pytest.mark.usefixtures("base")
def test_an_answer_is_described_as_json() -> None:
    result = almanac("ask", "can my spouse work on O-3", "--json")
    data = json.loads(result.stdout)
    assert list(data) == [
        "text",
        "outcome",
        "entry",
        "section",
        "confidence",
        "title",
        "answer",
        "sources",
        "reviewed",
        "checked",
        "warnings",
        "also",
        "candidates",
    ]
    assert (data["outcome"], data["entry"], data["section"]) == ("found", "visa:o-3", "family")
    assert "cannot work" in data["answer"]
    assert data["sources"] == [
        {"title": "USCIS, H-1B Specialty Occupations", "url": "https://www.uscis.gov/h-1b"}
    ]
    assert (data["reviewed"], data["checked"]) == ("2026-11-01", "2026-10-07")
    assert data["warnings"] == []
    assert data["candidates"][0]["entry"] == "visa:o-3"
    assert 0 <= data["confidence"] <= 1


@pytest.mark.usefixtures("base")
def test_what_is_not_known_is_described_too() -> None:
    data = json.loads(almanac("ask", "how do i bake bread", "--json").stdout)
    assert (data["outcome"], data["entry"], data["answer"]) == ("unknown", None, None)


@pytest.mark.usefixtures("base")
def test_a_batch_is_answered_in_order(tmp_path: Path) -> None:
    questions = ["what is h1b1", "", "line\u2028inside", "how long does h1b last"]
    file = tmp_path / "questions.jsonl"
    lines = [json.dumps({"text": text}, ensure_ascii=False) for text in questions]
    file.write_text("\n".join(lines) + "\n\n", "utf-8")
    found = [
        json.loads(line)
        for line in almanac("ask", "--batch", str(file), "--json").stdout.split("\n")
        if line
    ]
    assert [data["text"] for data in found] == questions
    assert [data["entry"] for data in found] == ["visa:h-1b1", None, None, "visa:h-1b"]


@pytest.mark.usefixtures("base")
@pytest.mark.parametrize(
    "line",
    ["not json", '{"question": "x"}', "[]", '{"text": 5}', r'{"text": "\ud800"}', "[" * 100_000],
)
def test_a_bad_line_of_a_batch_is_named_and_the_others_are_answered(line: str) -> None:
    typed = f'{{"text": "h1b"}}\n{line}\n{{"text": "o1"}}\n'
    result = almanac("ask", "--batch", "-", "--json", typed=typed)
    assert result.exit_code == 1
    assert [json.loads(one)["text"] for one in result.stdout.splitlines()] == ["h1b", "o1"]
    assert result.stderr.startswith("-:2: ")
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.usefixtures("base")
def test_half_a_character_is_no_question() -> None:
    result = almanac("ask", "h1b \udcff")
    assert (result.exit_code, result.stderr) == (1, "The question is not text in UTF-8.\n")


@pytest.mark.usefixtures("base")
def test_an_answer_can_be_written_to_a_terminal_of_ascii() -> None:
    runner = CliRunner(charset="ascii")
    plain = runner.invoke(app, ["ask", "how long does h1b last"])
    assert (plain.exit_code, "limited to six years" in plain.stdout) == (0, True)
    described = runner.invoke(app, ["ask", "caf\u00e9 \U0001f44d", "--json"])
    assert json.loads(described.stdout)["text"] == "caf\u00e9 \U0001f44d"


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


@pytest.mark.parametrize("broken", ["summary: {{nope}}", "title: 'open", "reviewed: 2026-02-30"])
def test_a_broken_entry_is_named_by_the_check_and_ends_a_start_with_three(
    base: Path, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    page = base / "visas" / "h-1b.md"
    field = broken.partition(":")[0]
    lines = page.read_text("utf-8").splitlines()
    text = "\n".join(broken if one.startswith(f"{field}:") else one for one in lines)
    page.write_text(text, "utf-8")
    checked = almanac("kb", "check")
    assert checked.exit_code == 1
    assert f"{page}:" in checked.stdout
    assert "1 errors" in checked.stdout
    monkeypatch.setenv("DISCORD_TOKEN", "token")
    assert almanac("run").exit_code == 3


@pytest.mark.usefixtures("base")
def test_a_piped_answer_names_the_addresses_of_its_sources_and_nothing_else_is_said() -> None:
    result = almanac("ask", "how", "long", "does", "h1b", "last")
    assert "limited to six years" in result.stdout
    source = "- Source: USCIS, H-1B Specialty Occupations, <https://www.uscis.gov/h-1b>\n"
    assert source in result.stdout
    assert result.stderr == ""


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
def test_an_answer_is_explained_by_what_was_read_and_what_decided() -> None:
    said = almanac("ask", "how longg can somebody stay with h1b", "--explain").stdout
    assert "longg → long" in said
    assert "visa:h-1b/duration" in said
    assert "confidence 0." in said


@pytest.mark.usefixtures("base")
def test_an_explanation_is_data_too() -> None:
    result = almanac("ask", "what is h1b1", "--explain", "--json")
    why = json.loads(result.stdout)["explanation"]
    assert (why["decision"], why["reason"]) == ("found", "exact")
    assert why["candidates"][0]["entry"] == "visa:h-1b1"
    assert why["codes"] == ["h1b1"]


def test_check_names_every_problem_and_fails(base: Path) -> None:
    assert almanac("kb", "check").exit_code == 0
    page = base / "visas" / "l-1.md"
    page.write_text("nothing", "utf-8")
    result = almanac("kb", "check", str(base))
    assert result.exit_code == 1
    assert f"{page}:1: front matter: is missing" in result.stdout


def test_check_ends_with_a_table_and_a_count(base: Path) -> None:
    said = almanac("kb", "check", str(base)).stdout
    assert "golden questions" in said
    assert "answers under a warning: " in said
    assert ": 0 errors" in said


def test_a_warning_fails_a_strict_check_only(base: Path) -> None:
    page = base / "visas" / "h-1b.md"
    page.write_text(page.read_text("utf-8").replace("2026-11-01", "2020-01-01"), "utf-8")
    assert almanac("kb", "check").exit_code == 0
    assert almanac("kb", "check", "--strict").exit_code == 1


def test_a_check_is_written_as_json(base: Path) -> None:
    page = base / "visas" / "l-1.md"
    page.write_text("nothing", "utf-8")
    result = almanac("kb", "check", "--json")
    data = json.loads(result.stdout)
    assert result.exit_code == 1
    assert data["errors"] == data["checks"]["schema and links"]["errors"] >= 1
    problem = next(one for one in data["problems"] if one["path"] == str(page))
    assert (problem["line"], problem["severity"], problem["field"]) == (1, "error", "front matter")


@pytest.mark.usefixtures("base")
def test_figures_are_shown_and_drawn(tmp_path: Path) -> None:
    picture = tmp_path / "stats.png"
    said = almanac("kb", "stats", "--plot", str(picture)).stdout
    assert "official-relayed" in said
    assert "review due" in said
    assert picture.read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("visa", {"summary", "points", "sections", "asks", "sources.url"}),
        ("role", {"summary", "points", "sections", "asks", "sources.title"}),
        ("salary", {"summary", "points", "low", "high", "asks"}),
        ("faq", {"summary", "points", "question", "topics", "asks"}),
    ],
)
def test_a_new_entry_fails_the_check_until_everything_in_it_is_filled_in(
    base: Path, kind: str, fields: set[str]
) -> None:
    assert almanac("kb", "new", kind, "kaggle-1").exit_code == 0
    (path,) = base.rglob("kaggle-1.md")
    # One idea of three is written: the others still ask for it.
    written = path.read_text("utf-8").replace("- One idea in one short sentence.", "- Mine.")
    path.write_text(written, "utf-8")
    checked = almanac("kb", "check", "--json")
    assert checked.exit_code == 1
    found = [one for one in json.loads(checked.stdout)["problems"] if one["path"] == str(path)]
    unwritten = {one["field"] for one in found if "what 'kb new' wrote" in one["message"]}
    assert fields <= {re.sub(r"\[\d+\]", "", field) for field in unwritten}


def test_a_new_entry_is_never_written_over(base: Path) -> None:
    assert almanac("kb", "new", "faq", "kaggle").exit_code == 0
    assert "kaggle.md:3: summary: still says" in almanac("kb", "check").stdout
    path = base / "faq" / "kaggle.md"
    path.write_text("mine", "utf-8")
    assert almanac("kb", "new", "faq", "kaggle").exit_code == 1
    assert path.read_text("utf-8") == "mine"


def test_a_new_translation_begins_with_the_text_of_its_original(base: Path) -> None:
    assert almanac("kb", "new", "visa", "h-1b", "--language", "pt-BR").exit_code == 0
    checked = almanac("kb", "check")
    assert checked.exit_code == 1
    assert "summary: still says what the original says, in English" in checked.stdout
    path = base / "visas" / "h-1b.pt-BR.md"
    assert "limited to {{longest}}." in path.read_text("utf-8")
    assert almanac("kb", "new", "visa", "h-1b", "--language", "pt-BR").exit_code == 1


@pytest.mark.parametrize(
    ("slug", "language", "said"),
    [("h-1b", "tlh", "'tlh' is not a language of answers: es,"), ("x-9", "es", "no entry")],
)
@pytest.mark.usefixtures("base")
def test_a_translation_needs_a_language_and_an_entry(slug: str, language: str, said: str) -> None:
    result = almanac("kb", "new", "visa", slug, "--language", language)
    assert result.exit_code == 1
    assert said in result.stderr


@pytest.mark.usefixtures("base")
def test_a_bad_name_for_a_new_entry_is_said() -> None:
    result = almanac("kb", "new", "visa", "H 1B")
    assert result.exit_code == 1
    assert "small letters" in result.stderr


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


def test_a_broken_base_stops_an_answer_with_its_own_code(base: Path) -> None:
    (base / "visas" / "l-1.md").write_text("nothing", "utf-8")
    assert almanac("ask", "h1b").exit_code == 3


@pytest.mark.usefixtures("base")
def test_ask_wants_either_a_question_or_a_batch() -> None:
    assert almanac("ask").exit_code == 2
    assert almanac("ask", "h1b", "--batch", "x").exit_code == 2
