"""Reply to what somebody asked a person, or close it: for moderators, in their inbox."""

from bot.chat.announcements.notices import Notices
from bot.chat.handoffs.cards import REPLY, render_done
from bot.chat.handoffs.telling import HandoffTellingCog
from bot.chat.sending.failures import RefusedError, confirm, parse_state
from bot.chat.sending.languages import Languages
from bot.chat.sending.replies import Interaction, is_own_card, open_form, replace, reply, send_text
from bot.chat.ui.actions import PERSON_CLOSE, PERSON_REPLY, Handler
from bot.chat.ui.codecs import NUMBER
from bot.chat.ui.drafts import Submission
from bot.chat.ui.forms import Field, render_form
from bot.chat.ui.moderators import Moderators
from bot.kb.checking.safety import faults, tidy
from bot.locale.i18n import N_
from bot.locale.i18n import gettext as _
from bot.locale.numbers import numeral
from bot.services.inbox.handoffs import Handoffs
from bot.services.ports.handoffs import Handoff

GONE = N_("Somebody has replied already, or who asked took the question back.")
EMPTY = N_("Write a reply, or close the question without one.")
TOO_LONG = N_("Your reply has {n} characters, and {most} can be sent: make it shorter.")
UNSAFE = N_("Your reply can't be sent yet: {fault}.")


class HandoffReplies:
    """Accept moderators' replies to questions."""

    name = "h"

    def __init__(
        self,
        handoffs: Handoffs,
        moderators: Moderators,
        telling: HandoffTellingCog,
        notices: Notices,
        languages: Languages,
    ) -> None:
        self._handoffs = handoffs
        self._moderators = moderators
        self._telling = telling
        self._notices = notices
        self._languages = languages

    @property
    def actions(self) -> tuple[Handler, ...]:
        """Open the form, and close a question; for moderators only."""
        return self._moderators.only(
            PERSON_REPLY.handled_by(self._open), PERSON_CLOSE.handled_by(self._close)
        )

    def title(self, _about: str, _guild: int | None) -> str:
        """Name the form."""
        return _("Reply to who asked")

    def fields(self, _about: str) -> tuple[Field, ...]:
        """Ask for the reply."""
        hint = _("They get it once, from the moderators, without your name")
        return (Field("reply", _("Your reply"), hint, long=True, most=REPLY),)

    def submission(self, number: int, text: str) -> Submission:
        """Fill the form in for a question with what was written elsewhere."""
        return Submission(self.name, NUMBER.write(number), 0, {"reply": text})

    async def submitted(self, interaction: Interaction, submission: Submission) -> None:
        """Accept a reply; the text is returned if it cannot be sent as it is."""
        if refusal := self._moderators.refusal(interaction):
            raise RefusedError(refusal)
        number = parse_state(NUMBER.read, submission.about)
        text = tidy(submission.fields.get("reply", "")).strip()
        if not text:
            raise RefusedError(_(EMPTY))
        if len(text) > REPLY:
            raise RefusedError(_(TOO_LONG).format(n=numeral(len(text)), most=numeral(REPLY)))
        if fault := next(faults(text), None):
            raise RefusedError(_(UNSAFE).format(fault=fault))
        handoff = await self._handoffs.find(interaction.guild_id or 0, number)
        if handoff is None or not await self._settle(handoff, text):
            raise RefusedError(_(GONE))
        await confirm(interaction, lambda: self._show(interaction, handoff, text))

    async def _open(self, interaction: Interaction, number: int) -> None:
        if await self._handoffs.find(interaction.guild_id or 0, number) is None:
            await send_text(interaction, _(GONE))
        else:
            await open_form(interaction, render_form(self, NUMBER.write(number), 0, {}))

    async def _close(self, interaction: Interaction, number: int) -> None:
        handoff = await self._handoffs.find(interaction.guild_id or 0, number)
        if handoff is None or not await self._settle(handoff, ""):
            await send_text(interaction, _(GONE))
            return
        await confirm(interaction, lambda: self._show(interaction, handoff, ""))

    async def _settle(self, handoff: Handoff, text: str) -> bool:
        settled = await self._handoffs.answer(handoff.guild, handoff.id, text)
        if settled:
            self._telling.tell_soon()
        return settled

    async def _show(self, interaction: Interaction, handoff: Handoff, text: str) -> None:
        """Show it in the place of the card that was pressed, for whoever sees that."""
        private = is_own_card(interaction) or interaction.message is None
        with self._languages.using_language_of_readers(interaction, private=private):
            view = render_done(handoff, interaction.user.mention, text)
        if interaction.message is None:
            # The form was opened again with a draft: there is no card to replace.
            await reply(interaction, view, private=True)
        else:
            await replace(interaction, view)
        await self._notices.note_replaced(interaction.message)
