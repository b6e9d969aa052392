"""Commands are shown in the language of the person who sees them."""

from pathlib import Path
from typing import Any

import pytest
from discord import app_commands

from bot.chat.client import AlmanacBot
from bot.chat.sending.languages import Languages
from bot.chat.sync import commands_payload, fingerprint, localize_payload
from tests.chat.conftest import World

HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
HELP = 'msgctxt "command"\nmsgid "help"\nmsgstr "{}"\n\n'
LEVEL = 'msgctxt "choice"\nmsgid "entry"\nmsgstr "{}"\n\n'
ENTRY = 'msgctxt "option"\nmsgid "entry"\nmsgstr "{}"\n\n'


def write(folder: Path, name: str, *lines: str) -> None:
    (folder / f"{name}.po").write_text(HEAD + "".join(lines), "utf-8")


@pytest.fixture
def tree(world: World) -> app_commands.CommandTree[Any]:
    bot = world.env.bot
    assert isinstance(bot, AlmanacBot)
    return bot.tree


async def names(tree: app_commands.CommandTree[Any], locale: str) -> set[str]:
    return {command["name"] for command in localize_payload(locale, await commands_payload(tree))}


async def test_a_region_comes_before_its_language_and_english_last(
    tree: app_commands.CommandTree[Any], tmp_path: Path
) -> None:
    write(tmp_path, "es", HELP.format("ayuda"), HELP.replace("help", "path").format("ruta"))
    write(tmp_path, "es-ES", HELP.format("auxilio"))
    await tree.set_translator(Languages(tmp_path))
    assert {"auxilio", "ruta", "ask"} <= await names(tree, "es-ES")
    assert {"ayuda", "ruta", "ask"} <= await names(tree, "es-419")
    assert {"help", "path", "ask"} <= await names(tree, "fr")


async def test_a_catalog_of_one_region_is_not_for_another(
    tree: app_commands.CommandTree[Any], tmp_path: Path
) -> None:
    write(tmp_path, "zh-CN", HELP.format("帮助"))
    await tree.set_translator(Languages(tmp_path))
    assert "帮助" in await names(tree, "zh-CN")
    assert "help" in await names(tree, "zh-TW")


async def test_an_empty_or_doubtful_line_is_shown_in_english(
    tree: app_commands.CommandTree[Any], tmp_path: Path
) -> None:
    write(tmp_path, "es", HELP.format(""), "#, fuzzy\n", HELP.replace("help", "ask").format("oír"))
    await tree.set_translator(Languages(tmp_path))
    assert {"help", "ask"} <= await names(tree, "es-ES")


async def test_one_english_word_may_need_two_in_another_language(
    tree: app_commands.CommandTree[Any], tmp_path: Path
) -> None:
    write(tmp_path, "es", LEVEL.format("inicial"), ENTRY.format("entrada"))
    await tree.set_translator(Languages(tmp_path))
    shown = {
        command["name"]: command
        for command in localize_payload("es-ES", await commands_payload(tree))
    }
    level = next(one for one in shown["salary"]["options"] if one["name"] == "level")
    restore = next(one for one in shown["kb"]["options"] if one["name"] == "restore")
    assert level["choices"][0] == {"name": "inicial", "value": "entry"}
    assert restore["options"][0]["name"] == "entrada"


async def test_commands_are_synced_again_when_a_translation_changes(
    tree: app_commands.CommandTree[Any], tmp_path: Path
) -> None:
    seen = set()
    for word in ("ayuda", "auxilio"):
        write(tmp_path, "es", HELP.format(word))
        await tree.set_translator(Languages(tmp_path))
        seen.add(await fingerprint(tree, 1))
    assert len(seen) == 2
