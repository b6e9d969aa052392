"""Time what saving costs: the moderators who save, and everybody who asks meanwhile.

Four moderators of four servers save visas at once, again and again, over real sockets, while a
member of a fifth asks. A preview runs from the moment the form is sent until the warning is there,
a publication from the press of **Publish** until the moderator sees what was saved.
"""

import asyncio
import json
import os
import re
import sys
from collections import defaultdict
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from random import Random
from statistics import quantiles
from time import perf_counter
from typing import Any

from bot.chat.ui.actions import EDIT
from bot.kb.model.keys import Address
from bot.kb.reading.library import load_library
from bot.search.text.common import COMMON
from bot.services.previews.questions import golden_questions
from bot.storage.opening import upgrade_storage
from tests.bench.support.processes import QUESTIONS, resident_memory
from tests.bench.support.synthetic import Words
from tests.support.discord.discord_server import BOT, DiscordServer, discord_server
from tests.support.discord.discord_server import redirected as environment_of
from tests.support.knowledge.base import FAQ_OWN, page, write_page
from tests.support.knowledge.shipped import KNOWLEDGE

VISAS = ("visa:h-1b", "visa:o-1a", "visa:l-1", "visa:eb-2-niw")

TAKING = (
    "do i need a phd to become an ml engineer",
    "work visa to green card",
    "h1b without a degree",
    "do papers help to get ml jobs",
)
"""What a visa is said to be asked too, another each time: that takes it from others."""

TIMES = 10
"""How many times the questions of the base that ships, in the larger base."""

REPLACED = 0.6
"""The share of words of content that a question about another subject does not have in common."""

ASKS = 20
"""Questions of an entry."""

READY_AFTER = 900.0
LOOK_EVERY = 5.0
BUSY = 0.02
"""The share of a core above which the bot still does something."""

IDLE_ASKS = 600

Times = defaultdict[str, list[float]]


def larger_base(folder: Path, times: int = TIMES) -> Path:
    """Write the base that ships and entries beside it, up to so many times its questions.

    Their questions are those that ship with other words of content: the same ways of asking, about
    other subjects.
    """
    folder.mkdir()
    for name in KNOWLEDGE.iterdir():
        (folder / name.name).symlink_to(name) if name.name != "faq" else _copied(name, folder)
    chance = Random(7)
    words = Words(chance)
    asked = [
        one.question
        for entry in load_library(KNOWLEDGE).entries.values()
        for one in golden_questions(entry)
    ]
    for number in range((times - 1) * len(asked) // ASKS):
        subject = words.subject(chance)
        asks = {_about(subject, one, chance) for one in chance.sample(asked, ASKS)}
        listed = json.dumps(sorted(asks))
        title = " ".join(subject)
        own = FAQ_OWN.format(question=f"What is {title} {number}?")
        key = f"faq:synthetic-{number}"
        write_page(folder, key, page(f"{title} {number}", own, front=f"asks: {listed}\n"))
    return folder


def _copied(name: Path, folder: Path) -> None:
    (folder / name.name).mkdir()
    for file in name.iterdir():
        (folder / name.name / file.name).symlink_to(file)


def _about(subject: list[str], question: str, chance: Random) -> str:
    words = [
        chance.choice(subject) if word not in COMMON and chance.random() < REPLACED else word
        for word in question.casefold().replace('"', "").split()
    ]
    return " ".join(words)[:80].strip()


def _server(number: int) -> dict[str, Any]:
    return {"guild_id": str(700 + number), "guild": {"id": str(700 + number), "features": []}}


@asynccontextmanager
async def _bot(
    folder: Path, server: dict[str, Any], knowledge: Path
) -> AsyncIterator[tuple[DiscordServer, asyncio.subprocess.Process]]:
    folder.mkdir()
    await upgrade_storage(folder)
    async with discord_server() as discord:
        environment = environment_of(
            folder / "site",
            discord.port,
            ALMANAC_DATA=str(folder),
            ALMANAC_KNOWLEDGE=str(knowledge),
        )
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bot",
            "run",
            env=environment,
            stderr=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
        )
        try:
            async with asyncio.timeout(READY_AFTER):
                await discord.until_ready()
                await discord.request("/commands")
            for number in range(len(VISAS) + 1):
                await discord.dispatch("GUILD_CREATE", server | {"id": str(700 + number)})
            async with asyncio.timeout(READY_AFTER):
                await discord.slash("ask", question=QUESTIONS[0])
            yield discord, process
        finally:
            if process.returncode is None:
                process.kill()
            await process.wait()


def _typed(form: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for field in (part["component"] for part in form["components"] if "component" in part):
        yield field["custom_id"], field.get("value", "")


TIME_WAS_UP = "time to check"
"""Stands in a preview that could not ask all questions."""

PUBLISH_PRESS = re.compile(r"1\|publish\|[0-9a-z]+\|[0-9a-f]{16}")


class Saver:
    """One moderator who saves one visa in a server of their own."""

    def __init__(self, discord: DiscordServer, number: int, moderator: dict[str, Any]) -> None:
        self._discord = discord
        self._visa = VISAS[number]
        self._extra = _server(number) | {"member": moderator}

    async def form(self) -> tuple[dict[str, Any], float]:
        """Open the form of the visa; return it, and how long that took in ms."""
        start = perf_counter()
        opened = await self._press(EDIT.custom_id(Address.parse(self._visa)))
        return opened.body["data"], (perf_counter() - start) * 1000

    async def preview(self, form: dict[str, Any], number: int) -> tuple[str, float, bool]:
        """Send the form; return the press that publishes, and how long the preview took in ms.

        Also tell whether there was time for all questions.
        """
        values = dict(_typed(form)) | {"reason": f"round {number}"}
        kept = [line for line in values["asks"].splitlines() if line not in TAKING]
        values["asks"] = "\n".join([*kept, TAKING[number % len(TAKING)]])
        fields = [
            {"type": 18, "id": at, "component": {"type": 4, "custom_id": name, "value": value}}
            for at, (name, value) in enumerate(values.items(), 1)
        ]
        data = {"custom_id": form["custom_id"], "components": fields}
        start = perf_counter()
        warned = await self._followed(await self._discord.interact(5, data, **self._extra))
        took = (perf_counter() - start) * 1000
        pressed = PUBLISH_PRESS.search(warned)
        assert pressed, warned
        return pressed[0], took, TIME_WAS_UP not in warned

    async def publish(self, press: str) -> float:
        """Publish the preview; return how long it took."""
        start = perf_counter()
        saved = await self._followed(await self._press(press))
        assert "Published" in saved, saved
        return (perf_counter() - start) * 1000

    async def _press(self, name: str) -> Any:
        pressed = {"custom_id": name, "component_type": 2}
        button = {"type": 2, "style": 2, "label": "…", "custom_id": name}
        row = {"type": 1, "components": [button]}
        message = self._discord.message("400000000000000004", "", BOT) | {"components": [row]}
        return await self._discord.interact(3, pressed, message=message, **self._extra)

    async def _followed(self, taken: Any) -> str:
        followed = await self._discord.follow_up(taken.path.split("/")[-2])
        return json.dumps(followed.body)


async def _save(saver: Saver, number: int, times: Times) -> None:
    form, opened = await saver.form()
    press, previewed, checked = await saver.preview(form, number)
    times["checked"].append(checked)
    times["form"].append(opened)
    times["preview"].append(previewed)
    times["publication"].append(await saver.publish(press))


async def _ask(discord: DiscordServer, times: list[float], number: int) -> None:
    question = QUESTIONS[number % len(QUESTIONS)]
    start = perf_counter()
    await discord.interact(2, discord.command_data("ask", {"question": question}), **_server(4))
    times.append((perf_counter() - start) * 1000)
    await asyncio.sleep(0.005)


async def measure(
    folder: Path, server: dict[str, Any], moderator: dict[str, Any], knowledge: Path, rounds: int
) -> dict[str, float]:
    """Save visas for some rounds over a base, and sum up what it cost whom."""
    times: Times = defaultdict(list)
    async with _bot(folder, server, knowledge) as (discord, process):
        await _idle(process.pid)
        for number in range(IDLE_ASKS // 4):
            await _ask(discord, [], number)
        before = resident_memory(process.pid)
        for number in range(IDLE_ASKS):
            await _ask(discord, times["ask idle"], number)
        spent = cpu_seconds(process.pid)
        savers = [Saver(discord, number, moderator) for number in range(len(VISAS))]
        for number in range(rounds + 1):
            kept = times if number else defaultdict(list)
            saving = asyncio.gather(*(_save(one, number, kept) for one in savers))
            asked = 0
            while not saving.done():
                await _ask(discord, kept["ask while saving"], asked)
                asked += 1
            await saving
            if not number:
                spent = cpu_seconds(process.pid)
        each = (cpu_seconds(process.pid) - spent) / max(1, len(times["preview"]))
        after = resident_memory(process.pid)
        stop = await _stopped(process, savers)
    return _figures(times) | {
        "cpu of a save, asks beside it included, s": each,
        "stop while saving s": stop,
        "grown MB": after - before,
    }


async def _idle(pid: int) -> None:
    """Wait until the bot has learned and prepared what it does beside answering."""
    async with asyncio.timeout(READY_AFTER):
        before, now = -1.0, cpu_seconds(pid)
        while now - before > BUSY * LOOK_EVERY:
            await asyncio.sleep(LOOK_EVERY)
            before, now = now, cpu_seconds(pid)


def cpu_seconds(pid: int) -> float:
    """Read the time that a process spent on a core (Linux only)."""
    fields = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def _stopped(process: asyncio.subprocess.Process, savers: list[Saver]) -> float:
    """Stop the bot in the middle of four saves; return the seconds that it took."""
    forms = [await one.form() for one in savers]
    saving = [
        asyncio.create_task(one.preview(form, 99))
        for one, (form, _) in zip(savers, forms, strict=True)
    ]
    await asyncio.sleep(0.3)
    start = perf_counter()
    process.terminate()
    await process.wait()
    for task in saving:
        task.cancel()
    assert process.returncode == os.EX_OK, process.returncode
    return perf_counter() - start


def _figures(times: Times) -> dict[str, float]:
    checked = times.pop("checked")
    figures = {"checked share": sum(checked) / len(checked)}
    for name, values in times.items():
        hundredths = quantiles(values, n=100)
        for part in (50, 95, 99):
            figures[f"{name} p{part} ms"] = hundredths[part - 1]
    figures["asks p99 ratio"] = figures["ask while saving p99 ms"] / figures["ask idle p99 ms"]
    return figures
