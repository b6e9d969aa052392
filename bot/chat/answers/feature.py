"""Ask, look up, compare, follow up, share and reply publicly."""

from typing import Any

from discord import app_commands

from bot.chat.answers.ask import AskCog, ShortReply
from bot.chat.answers.compare import CompareCog
from bot.chat.answers.deleting import DeleteActions
from bot.chat.answers.delivery import Delivery
from bot.chat.answers.follow_up import FollowUpForm
from bot.chat.answers.menu import Menus
from bot.chat.answers.none_fits import NoneFits
from bot.chat.answers.open_answer import AnswerActions
from bot.chat.answers.pay import PayCog
from bot.chat.answers.public_reply import PublicReplyActions
from bot.chat.answers.topics import Topics
from bot.chat.sending.languages import Languages
from bot.chat.ui.feature import Feature
from bot.chat.ui.moderators import Moderators
from bot.chat.ui.options import Audience
from bot.services.answering.answers import Answers
from bot.services.answering.comparisons import Comparisons
from bot.services.answering.salaries import Salaries
from bot.services.conversation.following import FollowUps
from bot.services.conversation.presenting import Presenter


def answers_feature(
    *,
    answers: Answers,
    salaries: Salaries,
    comparisons: Comparisons,
    follow_ups: FollowUps,
    presenter: Presenter,
    audience: Audience,
    languages: Languages,
    delivery: Delivery,
    moderators: Moderators,
    short_reply: ShortReply,
    tree: app_commands.CommandTree[Any],
) -> Feature:
    """Make the room of answers."""
    paying = PayCog(answers, salaries, delivery)
    comparing = CompareCog(comparisons, delivery)
    following = FollowUpForm(follow_ups, delivery)
    replying = PublicReplyActions(presenter, delivery, languages)
    presses = AnswerActions(answers, presenter, delivery)
    deleting = DeleteActions(delivery, moderators)
    menus = Menus(presenter, salaries, deleting)
    return Feature(
        cogs=(
            AskCog(answers, delivery, short_reply, tree),
            Topics(answers, audience, languages, delivery),
            paying,
            comparing,
        ),
        forms=(following,),
        actions=(
            *presses.actions,
            *menus.actions,
            *deleting.actions,
            *NoneFits(delivery).actions,
            *paying.actions,
            *comparing.actions,
            *following.actions,
            *replying.actions,
        ),
    )
