"""Ask, look up, compare, follow up, share and reply publicly."""

from typing import Any

from discord import app_commands

from bot.chat.answers.delivery import Delivery
from bot.chat.asking import Asking
from bot.chat.comparing import Comparing
from bot.chat.following import Following
from bot.chat.languages import Languages
from bot.chat.options import Audience
from bot.chat.paying import Paying
from bot.chat.presses import Presses
from bot.chat.replying import Replying
from bot.chat.topics import Topics
from bot.chat.ui.feature import Feature
from bot.services.answers import Answers
from bot.services.comparisons import Comparisons
from bot.services.following import FollowUps
from bot.services.presenting import Presenter
from bot.services.salaries import Salaries


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
    tree: app_commands.CommandTree[Any],
) -> Feature:
    """Make the room of answers."""
    paying = Paying(answers, salaries, delivery)
    comparing = Comparing(comparisons, delivery)
    following = Following(follow_ups, delivery)
    replying = Replying(presenter, delivery, languages)
    presses = Presses(answers, presenter, delivery)
    return Feature(
        cogs=(
            Asking(answers, delivery, tree),
            Topics(answers, audience, languages, delivery),
            paying,
            comparing,
        ),
        forms=(following,),
        actions=(
            *presses.actions,
            *paying.actions,
            *comparing.actions,
            *following.actions,
            *replying.actions,
        ),
    )
