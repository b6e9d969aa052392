"""Where the rooms of the chat meet: each is made from those above it, and handed what it needs."""

from bot.chat.admin.feature import admin_feature
from bot.chat.announcements.closing import Closing
from bot.chat.announcements.corrections import CorrectionCog
from bot.chat.announcements.inbox_replies import InboxReplies
from bot.chat.announcements.notices import Notices
from bot.chat.announcements.wishes import WishTelling
from bot.chat.answers.delivery import Delivery
from bot.chat.answers.feature import answers_feature
from bot.chat.client import AlmanacBot
from bot.chat.editing.feature import make_editing
from bot.chat.handoffs.feature import make_handoffs
from bot.chat.inbox.feature import make_inbox
from bot.chat.members.feature import members_feature
from bot.chat.members.small_talk import ShortTalk
from bot.chat.moderation.feature import moderation_feature
from bot.chat.sending.languages import Languages
from bot.chat.ui.drafts import DraftKeeper
from bot.chat.ui.forms import Forms
from bot.chat.ui.moderators import Moderators
from bot.chat.ui.options import Audience
from bot.services.listening.usage import Draw
from bot.wiring import Services


def install_features(
    bot: AlmanacBot, services: Services, languages: Languages, draw: Draw | None
) -> None:
    """Build every room, from the inside out, and install them in the bot."""
    services.names.read_from(lambda guild: getattr(bot.get_guild(guild), "name", None))
    draft_keeper, moderators = DraftKeeper(services.drafts), Moderators(services.servers)
    audience = Audience(services.servers)
    delivery = Delivery(
        services.presenter,
        audience,
        languages,
        services.usage_counter,
        services.published,
        services.last,
        services.monitor,
    )
    short_talk = ShortTalk(
        services.answers,
        services.watching,
        services.gaps,
        services.handoffs,
        services.declined,
        services.servers,
        bot.mentions,
    )
    answers = answers_feature(
        answers=services.answers,
        salaries=services.salaries,
        comparisons=services.comparisons,
        follow_ups=services.follow_ups,
        presenter=services.presenter,
        audience=audience,
        languages=languages,
        delivery=delivery,
        moderators=moderators,
        short_reply=short_talk.reply,
        tree=bot.tree,
    )
    inbox_replies = InboxReplies(services.inbox_cards, services.servers, moderators)
    members = members_feature(
        answers=services.answers,
        follow_ups=services.follow_ups,
        guidance=services.guidance,
        personal=services.personal,
        preferences=services.preferences,
        watching=services.watching,
        delivery=delivery,
        short_talk=short_talk,
        inbox_replies=inbox_replies,
        servers=services.servers,
        moderators=moderators,
        usage_counter=services.usage_counter,
        languages=languages,
        clock=services.clock,
        client=bot,
        mentions=bot.mentions,
    )
    admin = admin_feature(
        servers=services.servers, memberships=services.memberships, base=services.base
    )
    correcting = CorrectionCog(
        published=services.published,
        answers=services.answers,
        illustrations=services.illustrations,
        languages=languages,
        leases=services.leases,
        clock=services.clock,
        client=bot,
    )
    telling = WishTelling(
        services.gaps,
        services.answers,
        services.preferences,
        languages,
        services.leases,
        bot,
    )
    closing = Closing(services.inbox_cards, services.answers, languages, services.leases, bot)
    notices = Notices(
        servers=services.servers,
        cards=services.inbox_cards,
        closing=closing,
        resolution=services.resolution,
        correcting=correcting,
        telling=telling,
        languages=languages,
        client=bot,
    )
    handoffs = make_handoffs(
        handoffs=services.handoffs,
        preferences=services.preferences,
        answers=services.answers,
        servers=services.servers,
        moderators=moderators,
        notices=notices,
        languages=languages,
        leases=services.leases,
        shards=services.shards,
        clock=services.clock,
        client=bot,
    )
    editing = make_editing(
        snapshots=services.snapshots,
        editor=services.editor,
        impacts=services.impacts,
        approvals=services.approvals,
        names=services.names,
        drafts=services.drafts,
        servers=services.servers,
        answers=services.answers,
        moderators=moderators,
        draft_keeper=draft_keeper,
        correcting=correcting,
        telling=telling,
        notices=notices,
        languages=languages,
        clock=services.clock,
        client=bot,
    )
    inbox = make_inbox(
        waiting=services.inbox,
        declined=services.declined,
        gaps=services.gaps,
        disputes=services.disputes,
        reviews=services.reviews,
        editor=services.editor,
        servers=services.servers,
        usage_counter=services.usage_counter,
        answers=services.answers,
        moderators=moderators,
        draft_keeper=draft_keeper,
        editing=editing,
        notices=notices,
        closing=closing,
        cards=services.inbox_cards,
        inbox_replies=inbox_replies,
        handoff_replies=handoffs.replies,
        languages=languages,
        leases=services.leases,
        clock=services.clock,
        client=bot,
        tree=bot.tree,
    )
    moderation = moderation_feature(
        snapshots=services.snapshots,
        editor=services.editor,
        boards=services.boards,
        usage=services.usage,
        draw=draw,
        answers=services.answers,
        moderators=moderators,
        editing=editing,
        inbox=inbox.inbox,
        digests=inbox.digests,
        notices=notices,
        languages=languages,
        leases=services.leases,
        clock=services.clock,
        client=bot,
        tree=bot.tree,
    )
    features = (
        answers,
        members,
        admin,
        handoffs.feature,
        editing.feature,
        inbox.feature,
        moderation,
    )
    forms = Forms((form for feature in features for form in feature.forms), draft_keeper)
    bot.install(forms, features, services.preferences.wants_plain)
