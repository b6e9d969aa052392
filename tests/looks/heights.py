"""Measure how tall answers stand on a phone, in every language that the bot speaks."""

import random
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from statistics import median, quantiles

import discord
from discord import ui
from playwright.async_api import Browser

from bot.chat.cards.card import render_answer
from bot.locale.catalogs import read_languages
from bot.locale.i18n import ENGLISH, Language, using_language
from bot.services.content.composing import Composer
from tests.looks.stage import Stage
from tests.support.knowledge.shipped import shipped_snapshot

HEIGHTS = "heights"
"""What these are called beside the scenes."""

PHONE = 360
TALLEST_MEDIAN = 700
"""CSS pixels: what a phone shows at once. A test would need a browser, so `make screenshots` says
whether it holds."""

LOCALE = Path(__file__).parents[2] / "bot" / "locale"

SAMPLE = 80
"""Answers in each language, the same ones."""

AT_ONCE = 40
"""Cards on one page: the preview shows the latest 50 messages of a channel."""

FRAME = 45
"""CSS pixels above a card that only a response has: who used which command, and who sees it."""

_HEIGHTS = """() => [...document.querySelectorAll('.channel-message')]
    .map(one => one.getBoundingClientRect().height)"""


async def report(stage: Stage, browser: Browser, today: date) -> list[str]:
    """Say the median and the ninth decile of each language."""
    lines = []
    for name, language in {ENGLISH.name: ENGLISH, **read_languages(LOCALE)}.items():
        tall = [one + FRAME for one in await _measure(stage, browser, _views(language, today))]
        middle, most = median(tall), quantiles(tall, n=10)[-1]
        lines.append(
            f"{name}: {len(tall)} answers at {PHONE} px, median {middle:.0f} px "
            f"(at most {TALLEST_MEDIAN}), p90 {most:.0f} px"
        )
    return lines


def _views(language: Language, today: date) -> list[ui.LayoutView]:
    snapshot = shipped_snapshot()
    links = random.Random(7).sample(list(snapshot.links.values()), SAMPLE)
    composer: Composer = snapshot.composer
    with using_language(language):
        answers = [composer.compose(link.address, today, language.name) for link in links]
        return [render_answer(answer) for answer in answers if answer]


async def _measure(stage: Stage, browser: Browser, views: Sequence[ui.LayoutView]) -> list[float]:
    """Post cards, and return the height of each message in CSS pixels."""
    result: list[float] = []
    for start in range(0, len(views), AT_ONCE):
        guild = stage.env.create_guild("Heights")
        channel, viewer = guild.create_text_channel("heights"), guild.add_member(stage.ana.user)
        place = stage.env.bot.get_channel(channel.id)
        assert isinstance(place, discord.TextChannel)
        for view in views[start : start + AT_ONCE]:
            await place.send(view=view)
        preview = stage.env.preview(
            channel, viewers=[viewer], layout="channel", display="fixed", width=PHONE
        )
        async with preview:
            page = await browser.new_page()
            await page.goto(preview.url)
            await page.wait_for_function("() => window.simcordPreview?.ready === true")
            result += await page.evaluate(_HEIGHTS)
            await page.close()
    return result
