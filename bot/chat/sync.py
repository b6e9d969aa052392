"""Register the commands with Discord, and again only when they change."""

import asyncio
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import aiohttp
import discord
import structlog
from discord import app_commands

LONGEST_PAUSE = 600.0
"""Seconds between attempts at most; Discord allows 200 new commands a day, so there is no hurry."""

_SUBCOMMAND = discord.AppCommandOptionType.subcommand.value

_log = structlog.get_logger(__name__)


async def commands_payload(tree: app_commands.CommandTree[Any]) -> list[dict[str, Any]]:
    """Serialize all commands as Discord receives them, in all languages, in a fixed order."""
    translator = tree.translator
    payload = [
        await command.get_translated_payload(tree, translator)
        if translator
        else dict(command.to_dict(tree))
        for command in tree.get_commands()
    ]
    return sorted(payload, key=lambda command: (command["type"], command["name"]))


def localize_payload(locale: str, node: Any) -> Any:
    """Return a payload, or a part of it, as people see it in a locale."""
    if isinstance(node, list):
        return [localize_payload(locale, part) for part in node]
    if not isinstance(node, dict):
        return node
    theirs = {name: node.get(f"{name}_localizations", {}) for name in ("name", "description")}
    return {
        key: theirs[key].get(locale, part) if key in theirs else localize_payload(locale, part)
        for key, part in node.items()
        if not key.endswith("_localizations")
    }


async def fingerprint(tree: app_commands.CommandTree[Any], application: int) -> str:
    """Return a hash that differs for other commands, and for another application."""
    payload = json.dumps([application, await commands_payload(tree)], sort_keys=True)
    return hashlib.sha256(payload.encode()).hexdigest()


async def mentions_of(
    tree: app_commands.CommandTree[Any], numbers: Mapping[str, int]
) -> dict[str, str]:
    """Return how to mention each command, by every name that people know it by.

    `numbers` are those of the commands, by their English names. A subcommand has the number of its
    group: `my plain:123`.
    """
    result: dict[str, str] = {}
    for command in await commands_payload(tree):
        if command["type"] != discord.AppCommandType.chat_input.value:
            continue
        inner = [option for option in command.get("options", ()) if option["type"] == _SUBCOMMAND]
        for steps in [[command, option] for option in inner] or [[command]]:
            name = " ".join(step["name"] for step in steps)
            if command["name"] in numbers:
                mention = f"{name}:{numbers[command['name']]}"
                result |= dict.fromkeys(_names(steps), mention)
    return result


def _names(steps: Sequence[dict[str, Any]]) -> Iterator[str]:
    """Yield the whole name of a command in each language that has one of its own."""
    locales = {locale for step in steps for locale in step.get("name_localizations", ())}
    for locale in ("", *locales):
        names = (step.get("name_localizations", {}).get(locale, step["name"]) for step in steps)
        yield " ".join(names)


def _read_stamp(stamp: Path, fingerprint: str) -> Mapping[str, int] | None:
    """Read the numbers that commands got when they were synced last; None if others are there."""
    try:
        stored = json.loads(stamp.read_text("utf-8"))
    except (OSError, ValueError):
        # None yet, or of a version that kept no numbers.
        return None
    same = isinstance(stored, dict) and stored.get("fingerprint") == fingerprint
    return stored["numbers"] if same else None


async def numbers_there(tree: app_commands.CommandTree[Any]) -> Mapping[str, int]:
    """Ask for the number of each command, by its name; none while Discord is out of reach."""
    try:
        return {command.name: command.id for command in await tree.fetch_commands()}
    except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
        _log.warning("commands.unknown", error=type(error).__name__)
        return {}


async def sync_if_changed(
    tree: app_commands.CommandTree[Any], application: int, stamp: Path
) -> Mapping[str, int]:
    """Sync in one call if the commands changed; try again while Discord is out of reach.

    Return the number of each command by its name; none if Discord refuses the commands.
    """
    now = await fingerprint(tree, application)
    if (numbers := _read_stamp(stamp, now)) is not None:
        _log.info("commands.unchanged")
        return numbers
    pause = 1.0
    while True:
        try:
            synced = await tree.sync()
        except discord.HTTPException as error:
            if error.status < 500 and error.status != 429:
                _log.error("commands.refused", status=error.status, text=error.text)
                return {}
            _log.warning("commands.retry", status=error.status, retry_in=pause)
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            _log.warning("commands.retry", error=type(error).__name__, retry_in=pause)
        else:
            result = {command.name: command.id for command in synced}
            stamp.write_text(json.dumps({"fingerprint": now, "numbers": result}), "utf-8")
            _log.info("commands.synced", count=len(synced))
            return result
        await asyncio.sleep(pause)
        pause = min(pause * 2, LONGEST_PAUSE)
