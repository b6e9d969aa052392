"""Take a picture of every scene: `python -m tests.looks [SCENE …]`, or `make screenshots`.

Each is taken as a phone and as a desk show it, dark and light, into `tests/screenshots/`; what
members see most in every language, too. Without a
name, or by the name `heights`, it also prints how tall answers are in every language. Without a
Chromium it says so and ends with 69; a scene that fails, or shows a failure, ends it with 1.
"""

import asyncio
import sys
from pathlib import Path

import discord
import simcord
from PIL import Image
from playwright.async_api import Browser

from bot.local.clients import in_languages
from bot.services.ports.clock import system_clock, today
from tests.looks.browser import NoBrowserError, Themed, chromium
from tests.looks.heights import HEIGHTS, report
from tests.looks.scenes import ALL, COMMON, LOCALES, STAFF
from tests.looks.stage import Stage
from tests.looks.staging import staged
from tests.support.language.speaking import speaks

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "tests" / "screenshots"

PHONE, DESK = 360, 1100
"""Widths in CSS pixels: a small phone, and the middle column of Discord on a desk."""

SHARPNESS = {PHONE: 2.0, DESK: 1.0}
TALLEST = 3000
"""CSS pixels: more than the longest card."""

UNAVAILABLE = 69
"""EX_UNAVAILABLE of sysexits.h, as for everything else that cannot be reached."""


async def take(names: list[str]) -> int:
    """Take the pictures of the named scenes, or of all; return how many failures they show."""
    FOLDER.mkdir(exist_ok=True)
    async with chromium() as browser, staged(ROOT / "knowledge") as make_stage:
        for name in names or ALL:
            if name != HEIGHTS:
                await _scene(make_stage(), browser, name)
            for locale in LOCALES if name in COMMON else ():
                stage = make_stage()
                with in_languages(speaks(stage.ana, locale)):
                    await _scene(stage, browser, name, locale)
        if not names or HEIGHTS in names:
            for line in await report(make_stage(), browser, today(system_clock)):
                print(line)
        return make_stage().failures.count


async def _scene(stage: Stage, browser: Browser, name: str, locale: str = "") -> None:
    """Take the pictures of a scene: of a phone and a desk, dark and light."""
    viewer = stage.admin if name in STAFF else stage.ana
    result = await ALL[name](stage)
    place: simcord.ChannelHandle = stage.channel
    seen_by: simcord.MemberActor | simcord.UserHandle = viewer
    if isinstance(result, discord.Message) and result.guild is None:
        place, seen_by = viewer.user.dm_channel, viewer.user
    preview = stage.env.preview(
        place, viewers=[seen_by], layout="message", display="fixed", width=PHONE
    )
    async with preview:
        for theme in ("dark", "light"):
            for width, scale in SHARPNESS.items():
                themed = Themed(browser, light=theme == "light", scale=scale)
                preview._capture_manager._browser = themed
                called = f"{name}-{locale}" if locale else name
                path = FOLDER / f"{called}-{width}-{theme}.png"
                await preview.screenshot(
                    path, target=result, viewer=seen_by, viewport=(width, TALLEST)
                )
                _pack(path)
                print(path.relative_to(ROOT))


def _pack(path: Path) -> None:
    """Keep a picture with 256 colors: a third of the size, and no eye tells."""
    with Image.open(path) as picture:
        packed = picture.convert("RGB").quantize(256, dither=Image.Dither.NONE)
    packed.save(path, optimize=True)


def main() -> int:
    """Take the pictures, and say what is missing."""
    names = sys.argv[1:]
    unknown = [name for name in names if name not in (*ALL, HEIGHTS)]
    if unknown:
        print(f"There is no scene '{unknown[0]}'; there are {', '.join(ALL)}.", file=sys.stderr)
        return 1
    try:
        failures = asyncio.run(take(names))
    except NoBrowserError as error:
        print(error, file=sys.stderr)
        return UNAVAILABLE
    if failures:
        print(f"{failures} of these scenes show a failure: see the log above.", file=sys.stderr)
    return int(failures > 0)


if __name__ == "__main__":
    sys.exit(main())
