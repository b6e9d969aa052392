"""Follow up on an answer: a button below it, and a form for what comes next."""

from bot.chat.answers.delivery import Delivery
from bot.chat.sending.replies import Interaction, open_form
from bot.chat.ui.actions import FOLLOW, Handler
from bot.chat.ui.drafts import Submission
from bot.chat.ui.forms import Field, render_form
from bot.kb.model.keys import Address
from bot.kb.model.text import PHRASE_LIMIT
from bot.locale.i18n import N_
from bot.locale.i18n import gettext as _
from bot.services.conversation.following import FollowUps
from bot.services.conversation.last_answers import Turn

# Translators: questions that work after an answer about H-1B; a test asks them.
EXAMPLES = N_("For example: and the cost? · what about my wife? · same for O-1")
"""Shows how one goes on; questions stand between dots, after a colon."""


class FollowUpForm:
    """Answer a follow-up question from a form that names the answer it follows."""

    name = "u"

    def __init__(self, follow_ups: FollowUps, delivery: Delivery) -> None:
        self._follow_ups = follow_ups
        self._delivery = delivery

    @property
    def actions(self) -> tuple[Handler, ...]:
        """Open the form, for everybody."""
        return (FOLLOW.handled_by(self._open),)

    def title(self, _about: str, _guild: int | None) -> str:
        """Name the form."""
        return _("Follow up")

    def fields(self, _about: str) -> tuple[Field, ...]:
        """Ask for the next question."""
        label = _("What else would you like to know?")
        hint = _(EXAMPLES)
        return (Field("question", label, hint, most=PHRASE_LIMIT),)

    async def submitted(self, interaction: Interaction, submission: Submission) -> None:
        """Answer it as if it had been asked in full."""
        last = Turn(Address.parse(submission.about))
        question = submission.fields["question"]
        outcome = await self._follow_ups.ask(question, last, guild=interaction.guild_id)
        # What follows a private answer stays private, even if everybody sees answers.
        private = interaction.message is not None and interaction.message.flags.ephemeral
        await self._delivery.answer(interaction, outcome, "only me" if private else None)

    async def _open(self, interaction: Interaction, address: Address) -> None:
        await open_form(interaction, render_form(self, str(address), 0, {}))
