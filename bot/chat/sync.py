"""Tell Discord which commands there are, once, and again only when they change."""

import asyncio
import hashlib
import json
from pathlib import Path
from typing import Any

import aiohttp
import discord
import structlog
from discord import app_commands

LONGEST_PAUSE = 600.0
"""Seconds between attempts at most; Discord allows 200 new commands a day, so there is no hurry."""

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


def shown_in(locale: str, node: Any) -> Any:
    """Show a payload, or a part of it, as the people of a locale see it."""
    if isinstance(node, list):
        return [shown_in(locale, part) for part in node]
    if not isinstance(node, dict):
        return node
    theirs = {name: node.get(f"{name}_localizations", {}) for name in ("name", "description")}
    return {
        key: theirs[key].get(locale, part) if key in theirs else shown_in(locale, part)
        for key, part in node.items()
        if not key.endswith("_localizations")
    }


async def fingerprint(tree: app_commands.CommandTree[Any], application: int) -> str:
    """Tell two sets of commands apart, and the same set of two applications."""
    payload = json.dumps([application, await commands_payload(tree)], sort_keys=True)
    return hashlib.sha256(payload.encode()).hexdigest()


async def sync_if_changed(
    tree: app_commands.CommandTree[Any], application: int, stamp: Path
) -> None:
    """Sync in one call if the commands changed; try again while Discord is out of reach."""
    now = await fingerprint(tree, application)
    if stamp.exists() and stamp.read_text("utf-8") == now:
        _log.info("commands.unchanged")
        return
    pause = 1.0
    while True:
        try:
            synced = await tree.sync()
        except discord.HTTPException as error:
            if error.status < 500 and error.status != 429:
                _log.error("commands.refused", status=error.status, text=error.text)
                return
            _log.warning("commands.retry", status=error.status, retry_in=pause)
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            _log.warning("commands.retry", error=type(error).__name__, retry_in=pause)
        else:
            stamp.write_text(now, "utf-8")
            _log.info("commands.synced", count=len(synced))
            return
        await asyncio.sleep(pause)
        pause = min(pause * 2, LONGEST_PAUSE)
