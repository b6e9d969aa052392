"""The README's first lines, typed literally into the playground's page in a real browser.

Without a Chromium it is skipped, unless ALMANAC_BROWSER=required, as in `.ci/run`.
"""

import asyncio
import os
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, expect

from bot.app import make_bot, open_services
from bot.kb.model.keys import Address
from bot.local.playground import NOBODY_ASKED, serve
from bot.services.content.answer import Link
from bot.services.ports.shards import ALL
from tests.looks.browser import NoBrowserError, chromium
from tests.support.knowledge.base import small_base

README = Path(__file__).parents[2] / "README.md"

EXAMPLE = Link(Address.parse("visa:h-1b/duration"), "how long h1b")

PATIENCE = 30_000
"""Milliseconds that the page may take on a busy machine."""


def typed_in_readme() -> list[str]:
    """List what the README's opening tells a new user to type into the page."""
    opening = README.read_text("utf-8").partition("<p>")[0]
    return re.findall(r"`([/@][^`]+)`", opening.replace("\n", " "))


@asynccontextmanager
async def opened(tmp_path: Path) -> AsyncIterator[Page]:
    """Open the playground in a browser."""
    expect.set_options(timeout=PATIENCE)
    services = open_services(small_base(tmp_path / "knowledge"))
    bot = make_bot(services, sync_stamp=tmp_path / "synced", shards=ALL)
    stopping, said = asyncio.Event(), asyncio.Queue[str]()
    shown = serve(
        bot, port=0, dm=False, announce=said.put_nowait, stopping=stopping, examples=[EXAMPLE]
    )
    serving = asyncio.create_task(shown)
    try:
        address = (await said.get()).split()[-1]
        async with chromium() as browser:
            page = await browser.new_page()
            page.set_default_timeout(PATIENCE)
            await page.goto(address)
            await expect(page.get_by_role("heading", name="Welcome to the")).to_be_visible()
            yield page
    except NoBrowserError as error:
        if os.environ.get("ALMANAC_BROWSER") == "required":
            raise
        pytest.skip(str(error))
    finally:
        stopping.set()
        await serving


def said(page: Page, text: str) -> Locator:
    """Find a text in the conversation, not in the list beside it."""
    return page.locator("#channel-message-list").get_by_text(text).last


async def type_line(page: Page, line: str) -> None:
    await page.locator("#channel-composer-input").click()
    await page.keyboard.type(line)
    await page.keyboard.press("Enter")


async def test_what_the_readme_says_is_answered_as_typed(tmp_path: Path) -> None:
    asked, mentioned = typed_in_readme()
    async with opened(tmp_path) as page:
        await expect(page).to_have_title("Almanac playground")
        await type_line(page, asked)
        await expect(said(page, "limited to six years")).to_be_visible()
        await expect(said(page, "Only you can see this")).to_be_visible()
        await type_line(page, mentioned)
        await expect(said(page, "cannot work")).to_be_visible()


async def test_the_page_is_of_today_and_its_first_card_can_be_pressed(tmp_path: Path) -> None:
    async with opened(tmp_path) as page:
        today = datetime.now(UTC).date().isoformat()
        written = await page.locator("time").first.get_attribute("datetime")
        assert written is not None
        assert written.startswith(today)
        await page.get_by_role("button", name=EXAMPLE.title, exact=True).click()
        await expect(said(page, "Only you can see this")).to_be_visible()
        await type_line(page, "how long does h1b last")
        hint = NOBODY_ASKED.partition(":")[0].removeprefix("-# ")
        await expect(said(page, hint)).to_be_visible()
