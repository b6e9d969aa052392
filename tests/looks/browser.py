"""A browser for simcord's page: the Chromium that is installed, in dark and in light."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from playwright.async_api import Browser, async_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

FLAGS = (
    # Containers run as root, where Chromium's sandbox cannot start.
    "--no-sandbox",
    "--disable-gpu",
    # Nothing but the page on loopback: no updates, no look-ups, no sync.
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

LIGHT = {
    "discord-bg": "#ffffff",
    "discord-surface": "#f2f3f5",
    "discord-elevated": "#e3e5e8",
    "discord-control": "#ebedef",
    "discord-hover": "#e0e1e5",
    "discord-text": "#313338",
    "discord-muted": "#5c5e66",
    "discord-subtle": "#4e5058",
    "discord-border": "#d4d7dc",
    "component-surface": "#ffffff",
    "component-border": "#d4d7dc",
    "modal-surface": "#ffffff",
    "modal-separator": "#e3e5e8",
    "control-border": "#c4c9ce",
    "chip-surface": "#ebedef",
    "list-surface": "#ffffff",
    "option-hover": "#e3e5e8",
    "subtle-surface": "#e3e5e8",
    "subtle-surface-text": "#313338",
    "entity-text": "#4e5058",
    "entity-dim": "#5c5e66",
    "input-surface": "#ebedef",
    "input-placeholder": "#6d6f78",
    "button-alt": "#e3e5e8",
    "button-alt-hover": "#d7d9dc",
    "button-alt-active": "#c4c9ce",
    "link-text": "#0068e0",
    "link-accent": "#006ce7",
}
"""simcord draws the dark theme only: these are the same places in Discord's light colors."""


AS_DISCORD_FITS = (
    ".component-gallery:has(> figure:only-child) .gallery-image"
    "{width:auto;max-width:min(100%,550px);max-height:350px}"
)
"""Discord fits a single picture into 550 × 350 px (discord-api-docs, issue 8100), so that a tall
one is narrow on a desk; simcord widens each to its card."""


class NoBrowserError(Exception):
    """There is no Chromium; the message says how to get one."""


class Themed:
    """A browser whose pages are as sharp as a phone's, and light if asked.

    It stands in for the one that simcord would start itself, which knows no path to Chromium.
    """

    def __init__(self, browser: Browser, *, light: bool, scale: float) -> None:
        """Take the browser, the theme, and the pixels of the screen for one of the page."""
        self._browser = browser
        self._light = light
        self._scale = scale

    @property
    def version(self) -> str:
        """The browser's version, which simcord notes."""
        return self._browser.version

    async def new_context(self, **chosen: Any) -> Any:
        """Open a context as simcord asks for it, sharper and in the theme."""
        context = await self._browser.new_context(**{**chosen, "device_scale_factor": self._scale})
        rules = AS_DISCORD_FITS
        if self._light:
            colors = "".join(f"--{name}:{value};" for name, value in LIGHT.items())
            rules += f":root{{color-scheme:light;background:#fff;color:#313338;{colors}}}"
            # Buttons name their own colors, for a dark ground.
            gray = ".button-style-2,.button-style-5,.link-button,.button-secondary"
            rules += f"{gray}{{background:#e3e5e8 !important;color:#313338 !important}}"
            # So does the text of a message without a card.
            rules += ".message-content{color:#313338}"
            # And the names of people and commands.
            rules += ".mention,.command-mention{color:#3c45a5}"
        # Not a style element: the page's policy allows no inline styles.
        await context.add_init_script(
            f"const sheet=new CSSStyleSheet();sheet.replaceSync({rules!r});"
            "document.adoptedStyleSheets=[sheet]"
        )
        return context

    async def close(self) -> None:
        """Leave the browser open: other pictures need it."""


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """Start the installed Chromium; raise `NoBrowserError` where there is none."""
    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    if path is None:
        raise NoBrowserError(
            "There is no Chromium to take pictures with: install Debian's 'chromium'."
        )
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        try:
            yield browser
        finally:
            await browser.close()
