"""Take a picture of every scene: `python -m tests.looks [SCENE …]`, or `make screenshots`.

Each is taken as a phone and as a desk show it, dark and light, into `tests/screenshots/`. Without a
Chromium it says so and ends with 69; a scene that fails ends it with 1.
"""

import asyncio
import sys
import tempfile
from logging import WARNING
from pathlib import Path

import discord
import simcord
import structlog
from PIL import Image
from playwright.async_api import Browser

from bot.app import make_bot, open_services
from tests.looks.browser import NoBrowser, Themed, chromium
from tests.looks.scenes import SCENES, STAFF, Stage

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "tests" / "screenshots"

PHONE, DESK = 360, 1000
"""Widths in CSS pixels: a small phone, and the middle column of Discord on a desk."""

SHARPNESS = {PHONE: 2.0, DESK: 1.0}
TALLEST = 3000
"""CSS pixels: more than the longest card."""

PATIENCE = 60.0
"""Seconds that an answer may take: a change is held against every question of the base."""

UNAVAILABLE = 69
"""EX_UNAVAILABLE of sysexits.h, as for everything else that cannot be reached."""


async def take(names: list[str]) -> None:
    """Take the pictures of the named scenes, or of all."""
    FOLDER.mkdir(exist_ok=True)
    services = open_services(ROOT / "knowledge")
    with tempfile.TemporaryDirectory() as folder:
        bot = make_bot(services, sync_stamp=Path(folder) / "synced", shard_count=1)
        async with (
            chromium() as browser,
            simcord.run(bot, check_errors=False, settle_timeout=PATIENCE) as env,
        ):
            structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(WARNING))
            assert bot.user is not None, "simcord logs the bot in"
            await bot.user.edit(username="Almanac")
            guild = env.create_guild("ML engineers abroad")
            staff = guild.create_role("Moderators", permissions=discord.Permissions.all())
            ana, ben = (guild.add_member(env.create_user(name)) for name in ("ana", "ben"))
            admin = guild.add_member(env.create_user("max"), roles=[staff])
            stage = Stage(env, guild.create_text_channel("visa-questions"), ana, ben, admin)
            for name in names or (*SCENES, *STAFF):
                viewer = admin if name in STAFF else ana
                await _scene(env, stage, browser, name, viewer)


async def _scene(
    env: simcord.Env, stage: Stage, browser: Browser, name: str, viewer: simcord.MemberActor
) -> None:
    result = await {**SCENES, **STAFF}[name](stage)
    place: simcord.ChannelHandle = stage.channel
    seen_by: simcord.MemberActor | simcord.UserHandle = viewer
    if isinstance(result, discord.Message) and result.guild is None:
        place, seen_by = viewer.user.dm_channel, viewer.user
    preview = env.preview(place, viewers=[seen_by], layout="message", display="fixed", width=PHONE)
    async with preview:
        for theme in ("dark", "light"):
            for width, scale in SHARPNESS.items():
                themed = Themed(browser, light=theme == "light", scale=scale)
                preview._capture_manager._browser = themed
                path = FOLDER / f"{name}-{width}-{theme}.png"
                await preview.screenshot(
                    path, target=result, viewer=seen_by, viewport=(width, TALLEST)
                )
                _pack(path)
                print(path.relative_to(ROOT))


def _pack(path: Path) -> None:
    """Keep a picture with 256 colours: a third of the size, and no eye tells."""
    with Image.open(path) as picture:
        packed = picture.convert("RGB").quantize(256, dither=Image.Dither.NONE)
    packed.save(path, optimize=True)


def main() -> int:
    """Take the pictures, and say what is missing."""
    names = sys.argv[1:]
    known = (*SCENES, *STAFF)
    unknown = [name for name in names if name not in known]
    if unknown:
        print(f"There is no scene '{unknown[0]}'; there are {', '.join(known)}.", file=sys.stderr)
        return 1
    try:
        asyncio.run(take(names))
    except NoBrowser as error:
        print(error, file=sys.stderr)
        return UNAVAILABLE
    return 0


if __name__ == "__main__":
    sys.exit(main())
