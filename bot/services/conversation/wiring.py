"""What is remembered between two questions, and how a reader sees an answer."""

from dataclasses import dataclass

from bot.services.answering.wiring import AnsweringServices
from bot.services.content.snapshot import SnapshotHolder
from bot.services.conversation.following import FollowUps
from bot.services.conversation.last_answers import LastAnswers
from bot.services.conversation.preferences import Preferences
from bot.services.conversation.presenting import Presenter
from bot.services.ports.clock import Clock
from bot.services.ports.stores import Stores


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationServices:
    """The services of this room, for the wiring alone."""

    preferences: Preferences
    presenter: Presenter
    last_answers: LastAnswers
    follow_ups: FollowUps


def wire_conversation(
    stores: Stores, snapshots: SnapshotHolder, clock: Clock, answering: AnsweringServices
) -> ConversationServices:
    """Wire the services of this room."""
    answers, preferences = answering.answers, Preferences(stores.preferences)
    last_answers = LastAnswers(clock)
    return ConversationServices(
        preferences=preferences,
        presenter=Presenter(answers, answering.illustrations, answering.comparisons, preferences),
        last_answers=last_answers,
        follow_ups=FollowUps(answers, answering.salaries, snapshots, last_answers),
    )
