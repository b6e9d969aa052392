"""Wire everything that moderators use, and what members send to them, in one place."""

from datetime import timedelta
from typing import Any

from discord.ext import commands

from bot.chat.actions import Action
from bot.chat.curators import Curators
from bot.chat.feedback import Feedback
from bot.chat.forms import Form
from bot.chat.handing_back import HandBack
from bot.chat.moderation.announcing import Announcing
from bot.chat.moderation.board import Boards
from bot.chat.moderation.correcting import Correcting
from bot.chat.moderation.counting import Counting
from bot.chat.moderation.digests import Digests
from bot.chat.moderation.editing import Editing, EntryForm, PhrasingForm
from bot.chat.moderation.exchanging import Exchanging
from bot.chat.moderation.inbox import Inbox
from bot.chat.moderation.kb import Kb
from bot.chat.moderation.notices import Notices
from bot.chat.moderation.past import Past
from bot.chat.moderation.saving import Saving
from bot.chat.moderation.second_look import SecondLook
from bot.chat.moderation.telling import Telling
from bot.chat.rates import Rate
from bot.chat.suggesting import Suggesting
from bot.chat.unanswered import Unanswered
from bot.services.answers import Answers
from bot.services.desk import Desk
from bot.services.illustrations import Illustrations
from bot.services.usage import Draw

MOST_QUESTIONS, WITHIN = 5, timedelta(hours=1)
"""Questions that one person sends to the moderators."""


class Moderation:
    """The commands, forms and presses of moderators, and those that lead to them."""

    def __init__(
        self,
        *,
        desk: Desk,
        answers: Answers,
        illustrations: Illustrations,
        hand_back: HandBack,
        draw: Draw | None,
        client: Any,
    ) -> None:
        """Make the parts, each from those before it."""
        tree, curators = client.tree, Curators(desk.servers)
        correcting = Correcting(desk, answers, illustrations, client)
        telling = Telling(desk.gaps, answers, client)
        notices = Notices(desk, correcting, telling)
        second_look = SecondLook(desk, curators, hand_back, notices)
        saving = Saving(desk, answers, curators, hand_back, second_look, notices)
        entry_form = EntryForm(desk, saving)
        phrasing_form = PhrasingForm(desk, saving, hand_back)
        editing = Editing(desk, curators, entry_form)
        past = Past(desk, curators, saving, second_look, notices)
        feedback = Feedback(desk, answers, curators, notices)
        inbox = Inbox(
            desk=desk,
            answers=answers,
            curators=curators,
            hand_back=hand_back,
            saving=saving,
            editing=editing,
            past=past,
            feedback=feedback,
        )
        rate = Rate(MOST_QUESTIONS, WITHIN, desk.clock)
        unanswered = Unanswered(desk, notices, inbox.draw, rate)
        suggesting = Suggesting(desk, notices, inbox, tree)
        exchanging = Exchanging(desk, curators, saving, second_look, notices)
        boards = Boards(desk, answers, client)
        kb = Kb(
            desk=desk,
            answers=answers,
            curators=curators,
            editing=editing,
            phrasing=phrasing_form,
            past=past,
            inbox=inbox,
            exchanging=exchanging,
            counting=Counting(desk, draw),
            boards=boards,
            tree=tree,
        )
        digests = Digests(desk, curators, past, notices, client)
        announcing = Announcing(desk, notices, client)
        self.forms: tuple[Form, ...] = (
            entry_form,
            phrasing_form,
            feedback,
            inbox,
            suggesting,
            digests,
        )
        self.cogs: tuple[commands.Cog, ...] = (
            kb,
            suggesting,
            digests,
            announcing,
            correcting,
            telling,
            boards,
        )
        self.actions: dict[str, Action] = {}
        for work in (saving, second_look, editing, past, exchanging):
            self.actions |= work.actions
        for talk in (feedback, inbox, unanswered, digests):
            self.actions |= talk.actions
