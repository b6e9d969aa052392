"""The house keeps its rules, and the documents keep up with the code."""

import ast
import importlib
import re
from collections import Counter
from pathlib import Path

import pytest

from bot.settings import Settings

ROOT = Path(__file__).parents[1]
PAGES = ("README.md", "docs/members.md", "docs/moderators.md", "docs/operating.md")
USERS_PAGES = "\n".join((ROOT / page).read_text("utf-8") for page in PAGES)
MODULES = sorted((ROOT / "bot").rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))

DOCUMENTS = sorted(
    path
    for pattern in ("*.md", "docs/*.md", "bot/**/*.md", "knowledge/README.md")
    for path in ROOT.glob(pattern)
)

LONGEST_FILE = 350

LARGEST_ROOM = 13
"""Files in a folder, with its `__init__.py`."""

LONGEST_README = 850
"""Words."""

LONGEST_MAP = 2100
"""Words of `bot/README.md`, a quarter of them a table in which one looks things up."""


def names(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", [*MODULES, *TESTS], ids=names)
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
    from discord.ext import commands

    cogs = [
        found
        for path in chat()
        for found in vars(importlib.import_module(dotted(path))).values()
        if isinstance(found, type) and issubclass(found, commands.Cog)
    ]
    named: list[str] = []
    for cog in dict.fromkeys(cogs):
        group = f"{cog.__cog_group_name__} " if issubclass(cog, commands.GroupCog) else ""
        named += [f"{group}{command.name}" for command in cog.__cog_app_commands__]
    return named


def test_every_room_stands_on_the_map() -> None:
    rooms = (path for path in (ROOT / "bot").iterdir() if (path / "__init__.py").exists())
    shown = (ROOT / "bot" / "README.md").read_text("utf-8")
    for room in rooms:
        assert f"`{room.name}/`" in shown


def dotted(path: Path) -> str:
    """Name a module as it is imported."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported() -> dict[str, set[str]]:
    """Map each module to those that it imports: at the top, inside functions, and for types."""
    known = {dotted(path): path for path in MODULES}
    found: dict[str, set[str]] = {}
    for name, path in known.items():
        targets: set[str] = set()
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module and not node.level:
                within = (f"{node.module}.{alias.name}" for alias in node.names)
                targets |= {one if one in known else node.module for one in within}
            elif isinstance(node, ast.Import):
                targets |= {alias.name for alias in node.names}
        found[name] = {one for one in targets if one in known} - {name}
    return found


def test_no_imports_go_in_a_circle_not_even_for_types() -> None:
    left = imported()
    while left:
        free = [name for name, targets in left.items() if not targets & left.keys()]
        assert free, f"in a circle, or behind one: {sorted(left)}"
        for name in free:
            del left[name]


def calls(path: Path) -> set[str]:
    """Collect the names of the methods that a module calls."""
    nodes = ast.walk(ast.parse(path.read_text("utf-8")))
    called = (node.func for node in nodes if isinstance(node, ast.Call))
    return {func.attr for func in called if isinstance(func, ast.Attribute)}


def chat(*names: str) -> list[Path]:
    """List the modules of the chat but those that are named."""
    inside = [path for path in MODULES if path.is_relative_to(ROOT / "bot" / "chat")]
    return [path for path in inside if str(path.relative_to(ROOT / "bot" / "chat")) not in names]


OUT = {"send_message", "send_modal", "edit_message", "edit_original_response", "defer", "pin"}
"""Methods of discord.py that send something, and are called so nowhere else."""


@pytest.mark.parametrize("path", chat("sending/replies.py", "sending/outgoing.py"), ids=names)
def test_nothing_else_in_the_chat_sends_to_discord(path: Path) -> None:
    assert not calls(path) & OUT
    assert ".followup." not in path.read_text("utf-8")
    assert "channel.send(" not in path.read_text("utf-8")


@pytest.mark.parametrize("path", chat("sending/failures.py", "connection.py"), ids=names)
def test_nothing_else_in_the_chat_catches_everything(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ExceptHandler):
            caught = ast.unparse(node.type) if node.type else "BaseException"
            assert caught not in {"Exception", "BaseException"}


@pytest.mark.parametrize("path", chat(), ids=names)
def test_presses_find_their_way_without_dynamic_items(path: Path) -> None:
    assert "DynamicItem[" not in path.read_text("utf-8")


@pytest.mark.parametrize("path", chat(), ids=names)
def test_the_chat_calls_services_and_never_a_store(path: Path) -> None:
    text = path.read_text("utf-8")
    assert "bot.services.ports.stores" not in text
    assert "stores." not in text


@pytest.mark.parametrize("path", chat(), ids=names)
def test_no_part_of_the_chat_looks_its_languages_up_on_the_client(path: Path) -> None:
    assert "client.languages" not in path.read_text("utf-8")


LOWER = ("cards", "ui", "sending")
"""Rooms that others build on: they have nothing to install."""


def test_every_room_of_the_chat_offers_a_feature_but_what_all_are_built_from() -> None:
    rooms = {path.parent.name for path in chat() if path.name == "__init__.py"} - {"chat", *LOWER}
    makers = {path.parent.name for path in chat("ui/feature.py") if path.name == "feature.py"}
    assert makers == rooms


def test_no_room_grows_so_full_that_nobody_finds_anything() -> None:
    folders = Counter(path.parent for path in [*MODULES, *TESTS])
    assert {str(folder): n for folder, n in folders.items() if n > LARGEST_ROOM} == {}


def test_the_readme_is_short_enough_to_be_read() -> None:
    assert len((ROOT / "README.md").read_text("utf-8").split()) <= LONGEST_README
    assert len((ROOT / "bot" / "README.md").read_text("utf-8").split()) <= LONGEST_MAP


@pytest.mark.parametrize("page", DOCUMENTS, ids=names)
def test_every_link_between_documents_leads_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\((?!https?:|#)([^)#\s]+)", page.read_text("utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []
