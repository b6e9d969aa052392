"""What a room of the chat is made of, and what it offers, for whoever wires the bot."""

from dataclasses import dataclass

from discord.ext import commands

from bot.chat.sending.languages import Languages
from bot.chat.sending.mentions import CommandMentions
from bot.chat.ui.actions import Handler
from bot.chat.ui.drafts import DraftKeeper
from bot.chat.ui.forms import Form
from bot.chat.ui.moderators import Moderators
from bot.services.answering.answers import Answers
from bot.services.ports.clock import Clock
from bot.services.servers.wiring import ServerServices


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatContext:
    """What nearly every room needs, for its `feature.py` alone: a part gets only what it uses."""

    client: commands.AutoShardedBot
    mentions: CommandMentions
    languages: Languages
    clock: Clock
    servers: ServerServices
    answers: Answers
    moderators: Moderators
    draft_keeper: DraftKeeper


@dataclass(frozen=True, slots=True)
class Feature:
    """Commands and listeners, forms, and the answers to presses, of one room."""

    cogs: tuple[commands.Cog, ...] = ()
    forms: tuple[Form, ...] = ()
    actions: tuple[Handler, ...] = ()
