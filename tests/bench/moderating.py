"""Time what a moderator and a member wait for, in a server without entries and one with 10,000.

`python -m tests.bench.moderating [--rounds N] [--json]` starts the production bot twice, over an
empty database and over one with 100,000 gap records and a server of 10,000 entries, both at once,
and asks and edits in turn, over real sockets, in that server. The time runs from the moment an
interaction is sent: of `/ask` until its answer has arrived; of a form of `/kb edit` until Discord
knows that it was taken, until the moderator sees the preview, and from **Publish** until they see
what was published.

Then it saves four visas at once in four servers while others ask (`tests.bench.support.saves`),
over the base that ships and over one with ten times its questions.
"""

import asyncio
import json
import os
import sys
import tempfile
from collections import defaultdict
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from time import perf_counter
from typing import Annotated, Any

import typer

from bot.chat.ui.actions import EDIT
from bot.kb.model.keys import Address
from bot.storage.opening import open_storage
from tests.bench.support.full_database import count_gaps, write_entries
from tests.bench.support.processes import QUESTIONS, START_LIMIT
from tests.bench.support.saves import PUBLISH_PRESS, TIMES, larger_base
from tests.bench.support.saves import measure as measure_saves
from tests.bench.support.timing import percentiles, print_figures
from tests.support.discord.discord_server import (
    BOT,
    CHANNEL,
    GUILD,
    MEMBER,
    DiscordServer,
    discord_server,
    redirected,
)
from tests.support.knowledge.shipped import KNOWLEDGE

ENTRIES = 10_000

EDITED = "faq:ai-startups"

READY_AFTER = 600.0
"""Seconds that a server of 10,000 entries may take until it is read, beside the questions."""

EDITED_AFTER = 300.0
"""Seconds that an edit may take: past that it never comes."""

MODERATOR = {
    "user": MEMBER,
    "roles": [],
    "permissions": str(1 << 13 | 3072),
    "flags": 0,
    "joined_at": "2026-01-01T00:00:00+00:00",
    "deaf": False,
    "mute": False,
}

SERVER = {
    "id": GUILD,
    "name": "Bench",
    "owner_id": "1",
    "roles": [],
    "emojis": [],
    "features": [],
    "channels": [],
    "members": [],
    "member_count": 1,
    "large": False,
    "unavailable": False,
    "verification_level": 0,
    "default_message_notifications": 0,
    "explicit_content_filter": 0,
    "mfa_level": 0,
    "premium_tier": 0,
    "preferred_locale": "en-US",
    "system_channel_flags": 0,
    "nsfw_level": 0,
}


async def _fill(data: Path) -> None:
    async with open_storage(data) as stores:
        await write_entries(stores, int(GUILD), ENTRIES)
        await count_gaps(stores, (int(GUILD),))


@asynccontextmanager
async def _bot(folder: Path, *, full: bool) -> AsyncIterator[DiscordServer]:
    """Run the production bot over a database of its own, until it answers in its server."""
    folder.mkdir()
    async with open_storage(folder):
        pass
    if full:
        await _fill(folder)
    async with discord_server() as server:
        environment = redirected(folder / "site", server.port, ALMANAC_DATA=str(folder))
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", env=environment, stderr=asyncio.subprocess.DEVNULL
        )
        try:
            async with asyncio.timeout(START_LIMIT):
                await server.until_ready()
                await server.request("/commands")
            await server.dispatch("GUILD_CREATE", SERVER)
            async with asyncio.timeout(READY_AFTER):
                await server.slash("ask", question=QUESTIONS[0])
                await server.type("ask", "question", "h1b")
            yield server
        finally:
            process.terminate()
            await process.wait()


async def _edit(server: DiscordServer, number: int) -> tuple[float, float, float]:
    """Change an answer; return when it was taken, previewed, and published, in ms each."""
    pressed = {"custom_id": EDIT.custom_id(Address.parse(EDITED)), "component_type": 2}
    message = _below(server, str(pressed["custom_id"]))
    form = (await server.interact(3, pressed, member=MODERATOR, message=message)).body["data"]
    values = dict(_typed(form)) | {"reason": f"round {number}"}
    values["answer"] += f"\n\nThis was edited {number} times."
    fields = [
        {"type": 18, "id": at, "component": {"type": 4, "custom_id": name, "value": value}}
        for at, (name, value) in enumerate(values.items(), 1)
    ]
    since, start = len(server.requests), perf_counter()
    data = {"custom_id": form["custom_id"], "components": fields}
    taken = await server.interact(5, data, member=MODERATOR)
    at_once = perf_counter() - start
    preview = json.dumps((await server.follow_up(taken.path.split("/")[-2], since)).body)
    seen, start = perf_counter() - start, perf_counter()
    press = PUBLISH_PRESS.search(preview)
    assert press, preview
    pressed = {"custom_id": press[0], "component_type": 2}
    taken = await server.interact(3, pressed, member=MODERATOR, message=_below(server, press[0]))
    saved = await server.follow_up(taken.path.split("/")[-2], since)
    assert "Published" in json.dumps(saved.body), saved.body
    return at_once * 1000, seen * 1000, (perf_counter() - start) * 1000


def _below(server: DiscordServer, custom_id: str) -> dict[str, Any]:
    button = {"type": 2, "style": 2, "label": "…", "custom_id": custom_id}
    return server.message(CHANNEL, "", BOT) | {"components": [{"type": 1, "components": [button]}]}


def _typed(form: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for field in (part["component"] for part in form["components"] if "component" in part):
        yield field["custom_id"], field.get("value", "").partition("\n\nThis was edited")[0]


async def _round(server: DiscordServer, name: str, number: int, times: dict[str, Any]) -> None:
    for question in QUESTIONS:
        start = perf_counter()
        await server.slash("ask", question=question)
        times[f"ask {name}"].append((perf_counter() - start) * 1000)
    async with asyncio.timeout(EDITED_AFTER):
        taken, seen, published = await _edit(server, number)
    times[f"edit taken {name}"].append(taken)
    times[f"edit seen {name}"].append(seen)
    times[f"edit published {name}"].append(published)


async def _measure(rounds: int) -> dict[str, float]:
    times: dict[str, list[float]] = defaultdict(list)
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        servers = {
            name: await stack.enter_async_context(_bot(folder / name, full=name == "full"))
            for name in ("empty", "full")
        }
        for number in range(rounds + 1):
            for name, server in servers.items():
                await _round(server, name, number, times if number else defaultdict(list))
    return percentiles(dict(sorted(times.items())))


async def _saves(rounds: int, most: int) -> dict[str, float]:
    figures: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        bases = {1: KNOWLEDGE}
        if most > 1:
            bases[most] = larger_base(folder / "knowledge", most)
        for times, knowledge in bases.items():
            found = await measure_saves(folder / f"{times}", SERVER, MODERATOR, knowledge, rounds)
            figures |= {f"{what}, base x {times}": number for what, number in found.items()}
    return figures


def main(
    rounds: Annotated[int, typer.Option(help="Edits, each after six questions.")] = 20,
    saves: Annotated[int, typer.Option(help="Rounds of four saves at once.")] = 6,
    times: Annotated[int, typer.Option(help="Times today's questions; 1: only today's.")] = TIMES,
    only_saves: Annotated[bool, typer.Option(help="Leave out the large servers.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Time questions and edits, and print the figures."""
    figures = {} if only_saves else asyncio.run(_measure(rounds))
    print_figures(figures | asyncio.run(_saves(saves, times)), as_json=as_json)


if __name__ == "__main__":
    os.environ.pop("DISCORD_TOKEN", None)
    typer.run(main)
