"""Wire everything that moderators use, in one place."""

from typing import Any

from discord import app_commands
from discord.ext import commands

from bot.chat.actions import Action
from bot.chat.curators import Curators
from bot.chat.forms import Form
from bot.chat.handing_back import HandBack
from bot.chat.moderation.editing import Editing, EntryForm, PhrasingForm
from bot.chat.moderation.kb import Kb
from bot.chat.moderation.past import Past
from bot.chat.moderation.saving import Saving
from bot.chat.moderation.second_look import SecondLook
from bot.services.answers import Answers
from bot.services.desk import Desk


class Moderation:
    """The commands, forms and presses of moderators."""

    def __init__(
        self,
        *,
        desk: Desk,
        answers: Answers,
        curators: Curators,
        hand_back: HandBack,
        tree: app_commands.CommandTree[Any],
    ) -> None:
        """Make the parts, each from those before it."""
        second_look = SecondLook(desk, curators, hand_back)
        saving = Saving(desk, answers, curators, hand_back, second_look)
        entry_form = EntryForm(saving)
        phrasing_form = PhrasingForm(desk, saving, hand_back)
        editing = Editing(desk, curators, entry_form)
        past = Past(desk, curators, saving)
        kb = Kb(
            desk=desk,
            answers=answers,
            curators=curators,
            editing=editing,
            phrasing=phrasing_form,
            past=past,
            tree=tree,
        )
        self.forms: tuple[Form, ...] = (entry_form, phrasing_form)
        self.cogs: tuple[commands.Cog, ...] = (kb,)
        self.actions: dict[str, Action] = {
            **saving.actions,
            **second_look.actions,
            **editing.actions,
            **past.actions,
        }
