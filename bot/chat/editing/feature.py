"""Write, save, approve and undo answers, and correct those that stand in channels."""

from dataclasses import dataclass

import discord

from bot.chat.curators import Curators
from bot.chat.handing_back import HandBack
from bot.chat.languages import Languages
from bot.chat.moderation.changes import Changes
from bot.chat.moderation.correcting import Correcting
from bot.chat.moderation.editing import Editing, EntryForm, PhrasingForm
from bot.chat.moderation.notices import Notices
from bot.chat.moderation.past import Past
from bot.chat.moderation.saving import Saving
from bot.chat.moderation.second_look import SecondLook
from bot.chat.moderation.telling import Telling
from bot.chat.ui.feature import Feature
from bot.services.answers import Answers
from bot.services.approvals import Approvals
from bot.services.clock import Clock
from bot.services.drafts import Drafts
from bot.services.editor import Editor
from bot.services.impact import ImpactChecks
from bot.services.servers import Servers
from bot.services.snapshot import Keeper


@dataclass(frozen=True, slots=True, kw_only=True)
class EditingRoom:
    """What the rooms outside of this one use of it, and what it offers by itself."""

    saving: Saving
    second_look: SecondLook
    phrasing_form: PhrasingForm
    editing: Editing
    past: Past
    feature: Feature


def make_editing(
    *,
    keeper: Keeper,
    editor: Editor,
    impacts: ImpactChecks,
    approvals: Approvals,
    drafts: Drafts,
    servers: Servers,
    answers: Answers,
    curators: Curators,
    hand_back: HandBack,
    correcting: Correcting,
    telling: Telling,
    notices: Notices,
    languages: Languages,
    clock: Clock,
    client: discord.Client,
) -> EditingRoom:
    """Make the room of editing."""
    changes = Changes(keeper, editor, languages, clock)
    second_look = SecondLook(
        servers=servers,
        keeper=keeper,
        editor=editor,
        approvals=approvals,
        drafts=drafts,
        curators=curators,
        hand_back=hand_back,
        notices=notices,
        languages=languages,
        clock=clock,
        client=client,
    )
    saving = Saving(
        keeper=keeper,
        editor=editor,
        impacts=impacts,
        changes=changes,
        answers=answers,
        curators=curators,
        hand_back=hand_back,
        second_look=second_look,
        notices=notices,
        languages=languages,
    )
    past = Past(
        keeper=keeper,
        editor=editor,
        curators=curators,
        saving=saving,
        second_look=second_look,
        notices=notices,
        languages=languages,
        clock=clock,
    )
    entry_form = EntryForm(keeper, saving)
    phrasing_form = PhrasingForm(keeper, editor, saving, hand_back)
    editing = Editing(keeper, editor, drafts, curators, entry_form)
    feature = Feature(
        cogs=(correcting, telling),
        forms=(entry_form, phrasing_form),
        actions=(*saving.actions, *second_look.actions, *editing.actions, *past.actions),
    )
    return EditingRoom(
        saving=saving,
        second_look=second_look,
        phrasing_form=phrasing_form,
        editing=editing,
        past=past,
        feature=feature,
    )
