"""What may not be done, tried by those who may not do it."""

import asyncio
import random
from typing import Any

from tests.sockets.bot import RunningBot
from tests.sockets.interactions import (
    PRESS,
    SUBMIT,
    press_data,
    showing,
)
from tests.sockets.life.everyday import worked
from tests.sockets.people import EVE, INBOX, OLGA
from tests.support.discord.discord_shapes import GUILD

AT_ONCE = 20
"""Presses of strangers that come in one burst."""

PRIVILEGED = ("faq_change", "guild_settings", "board")
"""Tables that only moderators and admins of a server change."""


async def press_what_is_not_ones_own(bot: RunningBot, *, seed: int, most: int) -> None:
    """Replay and mutate every control and form that was shown, as who may not use them."""
    chance = random.Random(seed)
    shown = sorted(bot.custom_ids.items())
    before, waiting = _privileged(bot), _waiting(bot)
    for number in range(most):
        if number % AT_ONCE == 0:
            # What came before is done once this is answered, or soon after.
            worked(await bot.command("ask", question="how long does h1b last"), "ask")
        custom_id, kind = chance.choice(shown)
        if chance.random() < 0.5:
            custom_id = mutated(custom_id, chance)
        by = chance.choice([EVE, OLGA])
        if kind == 0:
            data: dict[str, Any] = {"custom_id": custom_id, "components": _guessed(chance)}
            await bot.server.send(SUBMIT, data, by=by, message=bot.below(None))
        else:
            values = [chance.choice([INBOX, "visa:h-1b", "x"])]
            data, shown_below = (
                press_data(custom_id, kind, values),
                showing(custom_id, kind, values),
            )
            await bot.server.send(PRESS, data, by=by, message=bot.below(shown_below))
    await asyncio.sleep(1)
    assert _privileged(bot) == before
    assert _waiting(bot) >= waiting


def mutated(custom_id: str, chance: random.Random) -> str:
    """Change a part of a `custom_id` as somebody does who guesses."""
    at = chance.randrange(len(custom_id))
    parts = custom_id.split("|")
    match chance.randrange(4):
        case 0:
            return custom_id[:at] + chance.choice("|:/0aZ-é") + custom_id[at + 1 :]
        case 1:
            return custom_id[:at]
        case 2:
            chance.shuffle(parts)
        case _:
            parts[chance.randrange(len(parts))] = chance.choice(["", "0", GUILD, "faq:phd-needed"])
    return "|".join(parts)[:100] or "|"


def _privileged(bot: RunningBot) -> list[tuple[Any, ...]]:
    """Read what only moderators of the server may change."""
    return [row for table in PRIVILEGED for row in bot.rows(table) if int(GUILD) in row[:2]]


def _waiting(bot: RunningBot) -> set[Any]:
    """Name what waits for moderators, but for what the strangers themselves suggested.

    Members may add to it, and only moderators settle it.
    """
    strangers = {int(EVE.id), int(OLGA.id)}
    suggested = {
        number for number, _guild, author, *_ in bot.rows("suggestion") if author not in strangers
    }
    disputed = {(guild, address) for _number, guild, address, *_ in bot.rows("report")}
    return suggested | disputed


def _guessed(chance: random.Random) -> list[dict[str, Any]]:
    names = ("answer", "question", "name", "asks", "sources", "reason", "zone", "note", "phrasing")
    text = chance.choice(["Everybody may.", "", "x" * 4000, "Europe/Berlin", "wrong"])
    return [
        {"type": 18, "id": at, "component": {"type": 4, "custom_id": name, "value": text}}
        for at, name in enumerate(chance.sample(names, 4), 1)
    ]
