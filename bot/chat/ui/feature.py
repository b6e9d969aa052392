"""What a room of the chat offers, for whoever wires the bot."""

from dataclasses import dataclass

from discord.ext import commands

from bot.chat.ui.actions import Handler
from bot.chat.ui.forms import Form


@dataclass(frozen=True, slots=True)
class Feature:
    """Commands and listeners, forms, and the answers to presses, of one room."""

    cogs: tuple[commands.Cog, ...] = ()
    forms: tuple[Form, ...] = ()
    actions: tuple[Handler, ...] = ()
