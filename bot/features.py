"""Where the rooms of the chat meet: each part is made from those above it, and handed on."""

from dataclasses import dataclass
from datetime import timedelta

from bot.chat.answers.delivery import Delivery
from bot.chat.asking import Asking
from bot.chat.client import AlmanacBot
from bot.chat.comparing import Comparing
from bot.chat.conversation import Conversation
from bot.chat.curators import Curators
from bot.chat.feedback import Feedback
from bot.chat.following import Following
from bot.chat.forms import Forms
from bot.chat.guide import Guide
from bot.chat.handing_back import HandBack
from bot.chat.languages import Languages
from bot.chat.membership import Membership
from bot.chat.moderation.announcing import Announcing
from bot.chat.moderation.board import Boards
from bot.chat.moderation.changes import Changes
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
from bot.chat.options import Audience
from bot.chat.path import Paths
from bot.chat.presses import Presses
from bot.chat.privacy import My
from bot.chat.rates import Rate
from bot.chat.replying import Replying
from bot.chat.setting_up import SettingUp
from bot.chat.short_talk import ShortTalk
from bot.chat.suggesting import Suggesting
from bot.chat.topics import Topics
from bot.chat.ui.feature import Feature
from bot.chat.unanswered import Unanswered
from bot.chat.watches import Watches
from bot.services.usage import Draw
from bot.wiring import Services

MOST_QUESTIONS, WITHIN = 5, timedelta(hours=1)
"""Questions that one person sends to the moderators."""


@dataclass(frozen=True, slots=True)
class Editors:
    """The parts that write answers, which the inbox and the commands of moderators share."""

    saving: Saving
    second_look: SecondLook
    entry_form: EntryForm
    phrasing_form: PhrasingForm
    editing: Editing
    past: Past


def install_features(
    bot: AlmanacBot, services: Services, languages: Languages, draw: Draw | None
) -> None:
    """Make every room, from the inside out, and give all of them to the bot."""
    hand_back = HandBack(services.drafts)
    curators = Curators(services.servers)
    audience = Audience(services.servers)
    delivery = Delivery(
        services.presenter, audience, languages, services.tally, services.serving, services.last
    )
    correcting = Correcting(
        serving=services.serving,
        answers=services.answers,
        illustrations=services.illustrations,
        languages=languages,
        clock=services.clock,
        client=bot,
    )
    notices = Notices(
        servers=services.servers,
        settling=services.settling,
        answers=services.answers,
        correcting=correcting,
        languages=languages,
        client=bot,
    )
    feedback = Feedback(
        doubts=services.doubts,
        tally=services.tally,
        answers=services.answers,
        curators=curators,
        notices=notices,
        languages=languages,
        clock=services.clock,
    )
    editors = make_editors(bot, services, languages, curators, hand_back, notices)
    inbox = Inbox(
        inbox=services.inbox,
        gaps=services.gaps,
        editor=services.editor,
        answers=services.answers,
        curators=curators,
        hand_back=hand_back,
        saving=editors.saving,
        editing=editors.editing,
        past=editors.past,
        feedback=feedback,
        languages=languages,
    )
    features = (
        answers_feature(bot, services, languages, audience, delivery),
        members_feature(bot, services, languages, delivery),
        admin_feature(services),
        editing_feature(editors, correcting),
        inbox_feature(bot, services, languages, curators, notices, editors, feedback, inbox),
        moderation_feature(bot, services, languages, curators, notices, editors, inbox, draw),
    )
    forms = Forms((form for feature in features for form in feature.forms), hand_back)
    bot.install(forms, features)


def make_editors(
    bot: AlmanacBot,
    services: Services,
    languages: Languages,
    curators: Curators,
    hand_back: HandBack,
    notices: Notices,
) -> Editors:
    """Make what writes answers."""
    keeper, editor = services.keeper, services.editor
    changes = Changes(keeper, editor, languages, services.clock)
    second_look = SecondLook(
        servers=services.servers,
        keeper=keeper,
        editor=editor,
        changes=changes,
        curators=curators,
        hand_back=hand_back,
        notices=notices,
        languages=languages,
        clock=services.clock,
        client=bot,
    )
    saving = Saving(
        keeper=keeper,
        editor=editor,
        changes=changes,
        answers=services.answers,
        curators=curators,
        hand_back=hand_back,
        second_look=second_look,
        notices=notices,
        languages=languages,
    )
    entry_form = EntryForm(keeper, saving)
    past = Past(
        keeper=keeper,
        editor=editor,
        curators=curators,
        saving=saving,
        second_look=second_look,
        notices=notices,
        languages=languages,
        clock=services.clock,
    )
    return Editors(
        saving=saving,
        second_look=second_look,
        entry_form=entry_form,
        phrasing_form=PhrasingForm(keeper, editor, saving, hand_back),
        editing=Editing(keeper, editor, services.drafts, curators, entry_form),
        past=past,
    )


def answers_feature(
    bot: AlmanacBot,
    services: Services,
    languages: Languages,
    audience: Audience,
    delivery: Delivery,
) -> Feature:
    """Ask, look up, compare, follow up, share and reply publicly."""
    answers, presenter = services.answers, services.presenter
    comparing = Comparing(services.comparisons, delivery)
    following = Following(services.follow_ups, delivery)
    replying = Replying(presenter, delivery, languages)
    presses = Presses(answers, presenter, delivery)
    return Feature(
        cogs=(
            Asking(answers, delivery, bot.tree),
            Topics(answers, services.salaries, audience, languages, delivery),
            comparing,
        ),
        forms=(following,),
        actions=(
            *presses.actions,
            *comparing.actions,
            *following.actions,
            *replying.actions,
        ),
    )


def members_feature(
    bot: AlmanacBot, services: Services, languages: Languages, delivery: Delivery
) -> Feature:
    """Messages, paths, help, watches, and what is kept about a person."""
    watches = Watches(services.watching, languages, bot)
    my = My(services.personal, services.preferences, watches)
    paths = Paths(services.guidance)
    short_talk = ShortTalk(services.answers, services.watching, services.gaps)
    conversation = Conversation(
        delivery, services.follow_ups, short_talk, languages, lambda: bot.user
    )
    return Feature(
        cogs=(paths, Guide(services.answers), conversation, my, watches),
        actions=(*paths.actions, *my.actions, *watches.actions),
    )


def admin_feature(services: Services) -> Feature:
    """Set the bot up in a server, and note which servers have it."""
    setting_up = SettingUp(services.servers)
    return Feature(
        cogs=(setting_up, Membership(services.memberships)),
        forms=(setting_up,),
        actions=setting_up.actions,
    )


def editing_feature(editors: Editors, correcting: Correcting) -> Feature:
    """Write, save, approve and undo answers, and correct those that stand in channels."""
    return Feature(
        cogs=(correcting,),
        forms=(editors.entry_form, editors.phrasing_form),
        actions=(
            *editors.saving.actions,
            *editors.second_look.actions,
            *editors.editing.actions,
            *editors.past.actions,
        ),
    )


def inbox_feature(
    bot: AlmanacBot,
    services: Services,
    languages: Languages,
    curators: Curators,
    notices: Notices,
    editors: Editors,
    feedback: Feedback,
    inbox: Inbox,
) -> Feature:
    """What waits for moderators, and who sends it."""
    rate = Rate(MOST_QUESTIONS, WITHIN, services.clock)
    unanswered = Unanswered(services.gaps, notices, inbox.draw, rate)
    suggesting = Suggesting(
        waiting=services.inbox,
        notices=notices,
        inbox=inbox,
        clock=services.clock,
        tree=bot.tree,
    )
    digests = Digests(
        reviews=services.reviews,
        inbox=services.inbox,
        servers=services.servers,
        curators=curators,
        past=editors.past,
        notices=notices,
        languages=languages,
        clock=services.clock,
        client=bot,
    )
    announcing = Announcing(
        gaps=services.gaps,
        servers=services.servers,
        notices=notices,
        clock=services.clock,
        client=bot,
    )
    return Feature(
        cogs=(suggesting, digests, announcing),
        forms=(feedback, inbox, suggesting, digests),
        actions=(
            *feedback.actions,
            *inbox.actions,
            *unanswered.actions,
            *digests.actions,
        ),
    )


def moderation_feature(
    bot: AlmanacBot,
    services: Services,
    languages: Languages,
    curators: Curators,
    notices: Notices,
    editors: Editors,
    inbox: Inbox,
    draw: Draw | None,
) -> Feature:
    """What moderators type: /kb, the board, statistics, export and import."""
    exchanging = Exchanging(
        keeper=services.keeper,
        editor=services.editor,
        curators=curators,
        saving=editors.saving,
        second_look=editors.second_look,
        notices=notices,
        languages=languages,
    )
    boards = Boards(
        boards=services.boards,
        keeper=services.keeper,
        answers=services.answers,
        languages=languages,
        clock=services.clock,
        client=bot,
    )
    kb = Kb(
        editor=services.editor,
        keeper=services.keeper,
        answers=services.answers,
        curators=curators,
        editing=editors.editing,
        phrasing=editors.phrasing_form,
        past=editors.past,
        inbox=inbox,
        exchanging=exchanging,
        counting=Counting(services.usage, draw),
        boards=boards,
        languages=languages,
        tree=bot.tree,
    )
    return Feature(cogs=(kb, boards), actions=exchanging.actions)
