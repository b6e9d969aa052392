"""Ask, look up, compare, follow up, share and reply publicly."""

from dataclasses import dataclass

from bot.chat.answers.ask import AskCog, ShortReply
from bot.chat.answers.compare import CompareCog
from bot.chat.answers.deleting import DeleteActions
from bot.chat.answers.delivery import Delivery
from bot.chat.answers.follow_up import FollowUpForm
from bot.chat.answers.menu import Menus
from bot.chat.answers.open_answer import AnswerActions
from bot.chat.answers.pay import PayCog
from bot.chat.answers.public_reply import PublicReplyActions
from bot.chat.answers.topics import Topics
from bot.chat.ui.feature import ChatContext, Feature
from bot.chat.ui.options import Audience
from bot.services.answering.wiring import AnsweringServices
from bot.services.conversation.wiring import ConversationServices
from bot.services.listening.wiring import ListeningServices
from bot.services.ports.monitoring import Monitor


@dataclass(frozen=True, slots=True)
class AnswersRoom:
    """The one way in which answers reach people, and the room's feature."""

    delivery: Delivery
    feature: Feature


def make_answers(
    context: ChatContext,
    answering: AnsweringServices,
    conversation: ConversationServices,
    listening: ListeningServices,
    monitor: Monitor,
    short_reply: ShortReply,
) -> AnswersRoom:
    """Build the room of answers."""
    audience = Audience(context.servers.settings)
    delivery = Delivery(
        conversation.presenter,
        audience,
        context.servers.settings,
        context.languages,
        listening.usage_counter,
        listening.published,
        conversation.last_answers,
        monitor,
    )
    feature = _feature(context, answering, conversation, delivery, audience, short_reply)
    return AnswersRoom(delivery, feature)


def _feature(
    context: ChatContext,
    answering: AnsweringServices,
    conversation: ConversationServices,
    delivery: Delivery,
    audience: Audience,
    short_reply: ShortReply,
) -> Feature:
    answers, languages, presenter = context.answers, context.languages, conversation.presenter
    paying = PayCog(answers, answering.salaries, delivery)
    comparing = CompareCog(answering.comparisons, delivery)
    following = FollowUpForm(conversation.follow_ups, delivery)
    deleting = DeleteActions(delivery, context.moderators)
    asking = AskCog(answers, delivery, short_reply, context.client.tree)
    return Feature(
        cogs=(asking, Topics(answers, audience, languages, delivery), paying, comparing),
        forms=(following,),
        actions=(
            *AnswerActions(answers, presenter, delivery).actions,
            *Menus(presenter, answering.salaries, deleting, context.servers.settings).actions,
            *deleting.actions,
            *paying.actions,
            *comparing.actions,
            *following.actions,
            *PublicReplyActions(presenter, delivery, languages).actions,
        ),
    )
