"""The house keeps its rules, and the documents keep up with the code."""

import ast
import re
from pathlib import Path

import pytest

from bot.settings import Settings

ROOT = Path(__file__).parents[1]
PAGES = ("README.md", "docs/members.md", "docs/moderators.md", "docs/operators.md")
USERS_PAGES = "\n".join((ROOT / page).read_text("utf-8") for page in PAGES)
MODULES = sorted((ROOT / "bot").rglob("*.py"))

DOCUMENTS = sorted(
    path
    for pattern in ("*.md", "docs/*.md", "bot/**/*.md", "knowledge/README.md")
    for path in ROOT.glob(pattern)
)

LONGEST_FILE = 350

LONGEST_README = 850
"""Words."""


def names(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", MODULES, ids=names)
def test_no_file_grows_so_long_that_people_fear_it(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST_FILE


@pytest.mark.parametrize("path", MODULES, ids=names)
def test_no_module_reads_a_file_or_the_environment_when_imported(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    outside = [node for node in tree.body if not isinstance(node, ast.FunctionDef | ast.ClassDef)]
    called = {
        ast.unparse(node.func)
        for statement in outside
        if not isinstance(statement, ast.AsyncFunctionDef)
        for node in ast.walk(statement)
        if isinstance(node, ast.Call)
    }
    for name in called - {"main", "sys.exit"}:
        assert not name.startswith(("open", "os.", "Path.", "Settings")), name
        assert not name.endswith((".read_text", ".read_bytes")), name


@pytest.mark.parametrize("path", MODULES, ids=names)
def test_no_module_keeps_a_global_that_changes(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.Global)]


def test_every_setting_is_documented() -> None:
    for field in Settings.model_fields.values():
        alias = field.validation_alias
        assert alias is not None
        variable = alias.choices[0] if hasattr(alias, "choices") else alias
        assert f"`{variable}`" in USERS_PAGES


def test_every_slash_command_is_documented(simcord_commands: list[str]) -> None:
    assert simcord_commands
    for name in simcord_commands:
        assert f"`/{name}`" in USERS_PAGES


@pytest.fixture
def simcord_commands() -> list[str]:
    from bot.chat.asking import Asking
    from bot.chat.comparing import Comparing
    from bot.chat.guide import Guide
    from bot.chat.moderation.kb import Kb
    from bot.chat.path import Paths
    from bot.chat.privacy import My
    from bot.chat.setting_up import SettingUp
    from bot.chat.suggesting import Suggesting
    from bot.chat.topics import Topics

    cogs = (Asking, Comparing, Guide, Paths, SettingUp, Suggesting, Topics)
    groups = {"kb": Kb, "my": My}
    return [command.name for cog in cogs for command in cog.__cog_app_commands__] + [
        f"{name} {command.name}"
        for name, cog in groups.items()
        for command in cog.__cog_app_commands__
    ]


def test_every_room_stands_on_the_map() -> None:
    rooms = (path for path in (ROOT / "bot").iterdir() if (path / "__init__.py").exists())
    shown = (ROOT / "bot" / "README.md").read_text("utf-8")
    for room in rooms:
        assert f"`{room.name}/`" in shown


def test_the_readme_is_short_enough_to_be_read() -> None:
    assert len((ROOT / "README.md").read_text("utf-8").split()) <= LONGEST_README


@pytest.mark.parametrize("page", DOCUMENTS, ids=names)
def test_every_link_between_documents_leads_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\((?!https?:|#)([^)#\s]+)", page.read_text("utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []
