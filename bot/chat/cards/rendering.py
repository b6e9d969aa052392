"""Render what a reader sees: a presentation in, what is sent out. Nothing is looked up here."""

from functools import partial
from typing import Any

from discord import ui

from bot.chat.cards.card import render_answer, render_outcome
from bot.chat.cards.compared import render_comparison
from bot.chat.cards.pages import Page
from bot.chat.cards.ways_on import pay_buttons
from bot.chat.sending.outgoing import Content, pictures
from bot.services.answering.compare import Comparison
from bot.services.content.outcomes import Found
from bot.services.conversation.presenting import Presentation


def render(shown: Presentation) -> Content:
    """Render a card with its picture, to be sent as plain text to who wants that."""
    result, options, illustration = shown.subject, shown.options, shown.illustration
    attachments = pictures(illustration)
    if isinstance(result, Comparison):
        view = render_comparison(
            result, number=options.page, share=options.share, shared_by=options.shared_by
        )
    elif isinstance(result, Found):
        ways = partial(_pay_items, result, shown) if result.pay else None
        view = render_answer(
            result.answer,
            number=options.page,
            offer=result.offer,
            bullet=result.bullet,
            also=result.also,
            shared_by=options.shared_by,
            illustration=illustration,
            reply_target=options.reply_target,
            link=options.about,
            ways=ways,
        )
    else:
        view = render_outcome(
            result,
            browse=shown.browse,
            examples=shown.examples,
            gap=options.offer_moderators,
            person=options.offer_person,
            reply_target=options.reply_target,
            plain=shown.plain,
        )
    return Content(view, attachments=attachments, plain=shown.plain)


def _pay_items(result: Found, presentation: Presentation, page: Page) -> list[ui.Item[Any]]:
    assert result.pay is not None, "only for answers from the wage tables"
    return pay_buttons(
        result,
        result.pay.query,
        page,
        reply_target=presentation.options.reply_target,
    )
