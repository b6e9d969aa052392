"""Where the rooms of the chat meet: each is made from those it may use, and offers a `Feature`."""

from bot.chat.admin.feature import admin_feature
from bot.chat.announcements.feature import AnnouncementsRoom, make_announcements
from bot.chat.answers.feature import make_answers
from bot.chat.client import AlmanacBot
from bot.chat.editing.feature import make_editing
from bot.chat.handoffs.feature import make_handoffs
from bot.chat.inbox.feature import make_inbox
from bot.chat.members.feature import make_short_talk, members_feature
from bot.chat.moderation.feature import moderation_feature
from bot.chat.moderation.stats import StatsReply
from bot.chat.proposals.feature import make_proposals
from bot.chat.sending.languages import Languages
from bot.chat.ui.drafts import DraftKeeper
from bot.chat.ui.feature import ChatContext, Feature
from bot.chat.ui.forms import Forms
from bot.chat.ui.moderators import Moderators
from bot.services.listening.usage import Draw
from bot.wiring import Services


def install_features(
    bot: AlmanacBot, services: Services, languages: Languages, draw: Draw | None
) -> None:
    """Build every room, and install in the bot what they offer."""
    services.servers.names.read_from(lambda guild: getattr(bot.get_guild(guild), "name", None))
    context = _context(bot, services, languages)
    announcements = make_announcements(
        context,
        services.listening,
        services.answering.illustrations,
        services.conversation.preferences,
    )
    features = (
        *_for_members(context, services, announcements),
        *_for_moderators(context, services, announcements, draw),
    )
    forms = Forms((form for feature in features for form in feature.forms), context.draft_keeper)
    bot.install(forms, features, services.conversation.preferences.wants_plain)


def _context(bot: AlmanacBot, services: Services, languages: Languages) -> ChatContext:
    return ChatContext(
        client=bot,
        mentions=bot.mentions,
        languages=languages,
        clock=services.clock,
        servers=services.servers,
        answers=services.answering.answers,
        moderators=Moderators(services.servers.settings),
        draft_keeper=DraftKeeper(services.servers.drafts),
    )


def _for_members(
    context: ChatContext, services: Services, announcements: AnnouncementsRoom
) -> tuple[Feature, ...]:
    """Make the rooms that everybody uses."""
    answering, conversation = services.answering, services.conversation
    short_talk = make_short_talk(context, services.listening)
    answers = make_answers(
        context,
        answering,
        conversation,
        services.listening,
        services.monitor,
        short_talk.reply,
    )
    members = members_feature(
        context,
        answering.guidance,
        conversation,
        services.listening,
        answers.delivery,
        short_talk,
        announcements.inbox_replies,
    )
    return answers.feature, members


def _for_moderators(
    context: ChatContext,
    services: Services,
    announcements: AnnouncementsRoom,
    draw: Draw | None,
) -> tuple[Feature, ...]:
    """Make the rooms that moderators and admins use, and those that bring things to them."""
    snapshots, editor = services.snapshots, services.editing.editor
    listening, notices = services.listening, announcements.notices
    handoffs = make_handoffs(
        context,
        listening.handoffs,
        services.conversation.preferences,
        services.shards,
        notices,
    )
    proposals = make_proposals(context, services.editing, notices)
    editing = make_editing(context, snapshots, services.editing, notices, proposals.approval)
    inbox = make_inbox(
        context,
        listening,
        services.conversation.preferences,
        services.disputes,
        editor,
        announcements,
        editing,
        handoffs.replies,
    )
    stats = StatsReply(listening.usage, listening.inbox, draw)
    return (
        announcements.feature,
        handoffs.feature,
        proposals.feature,
        editing.feature,
        inbox.feature,
        moderation_feature(context, snapshots, editor, stats, editing, inbox),
        admin_feature(context.servers, services.base),
    )
