"""Tell people who waited for an answer that there is one: once each, retried if it fails."""

import discord
from discord import ui

from bot.chat.announcements.telling import PersonTellingCog
from bot.chat.cards.card import render_answer
from bot.chat.sending.languages import Languages
from bot.chat.sending.outgoing import Content, tell
from bot.chat.sending.text import quoted
from bot.locale.i18n import current_language, using_language
from bot.locale.i18n import gettext as _
from bot.services.answering.answers import Answers
from bot.services.conversation.preferences import Preferences
from bot.services.listening.gaps import Gaps
from bot.services.ports.records import GrantedWish
from bot.services.servers.leases import Leases


class WishTellingCog(PersonTellingCog[GrantedWish]):
    """Write to everybody whose question has an answer now."""

    def __init__(
        self,
        gaps: Gaps,
        answers: Answers,
        preferences: Preferences,
        languages: Languages,
        leases: Leases,
        client: discord.Client,
    ) -> None:
        self._answers = answers
        self._preferences = preferences
        self._languages = languages
        super().__init__(gaps, leases, client, "told")

    async def _send(self, granted: GrantedWish) -> None:
        wish, nonce = granted.wish, f"wish-{granted.id}"
        plain = self._preferences.wants_plain(wish.user)
        with using_language(self._languages.by_name(wish.locale)):
            if view := self._render(granted):
                await tell(self._client, wish.user, Content(view, plain=plain), nonce)

    def _render(self, wish: GrantedWish) -> ui.LayoutView | None:
        """Render the answer in the language that is spoken; None if it is gone."""
        answer = self._answers.show(
            wish.address, guild=wish.guild, language=current_language().name
        )
        if answer is None:
            return None
        text = _("You asked: “{question}”. There is an answer now.")
        view, rendered = ui.LayoutView(timeout=None), render_answer(answer)
        view.add_item(ui.TextDisplay(text.format(question=quoted(wish.wish.text))))
        for item in rendered.children:
            view.add_item(item)
        view.stop()
        return view
