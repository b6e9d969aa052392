"""Forms and moderators' cards are as Discord describes them, where its description is at hand."""

from typing import Any

import pytest
from discord import ui

from bot.chat.admin.setup import render_panel
from bot.chat.editing.forms import EntryForm
from bot.chat.editing.views import render_history
from bot.chat.inbox.feedback import Feedback
from bot.chat.inbox.inbox import render_gap
from bot.chat.proposals.preview_cards import render_preview
from bot.chat.ui.forms import Field, Form, render_form
from bot.services.ports.records import GuildSettings
from bot.services.previews.impact import Impact, SimilarPhrasing, TakenQuestion
from tests.chat.editing.test_moderators_cards import (
    GAP,
    LINK,
    NEAR,
    NO_BASE,
    OLD,
    VERSIONS,
    kept,
    previewed,
)
from tests.support.discord.contract import OPENAPI, Contract
from tests.support.discord.discord_server import Request

pytestmark = pytest.mark.skipif(not OPENAPI.exists(), reason="Discord's description is not here")

CARD, MODAL = 4, 9
"""Kinds of answers to an interaction ("Interaction Callback Type")."""

COMPONENTS_V2 = 1 << 15


@pytest.fixture(scope="module")
def contract() -> Contract:
    return Contract()


def refusals(contract: Contract, kind: int, data: dict[str, Any]) -> list[str]:
    body = {"type": kind, "data": data}
    return contract.refusals(Request("POST", "/interactions/1/token/callback", body))


def panel() -> ui.LayoutView:
    settings = GuildSettings(1, (2, 3), 4, 5, "Europe/Berlin", needs_approval=True)
    return render_panel(settings, ["I lack **Send Messages**."])


def preview() -> ui.LayoutView:
    found = Impact((TakenQuestion("q", LINK, None),), (SimilarPhrasing("q", LINK, 0.9),), ("q",))
    return render_preview(previewed(impact=found), kept(), needs_approval=True)


@pytest.mark.parametrize(
    "draw",
    [
        panel,
        preview,
        lambda: render_history(OLD.key, "Tea", VERSIONS, 0, NO_BASE),
        lambda: render_gap(GAP, NEAR),
    ],
)
async def test_a_card_is_taken(contract: Contract, draw: Any) -> None:
    components = draw().to_components()
    data = {"components": components, "flags": COMPONENTS_V2}
    assert refusals(contract, CARD, data) == []


@pytest.mark.parametrize("kind", [EntryForm, Feedback])
async def test_a_form_is_taken(contract: Contract, kind: type[Form]) -> None:
    form: Any = kind.__new__(kind)
    fields: tuple[Field, ...] = form.fields("")
    values = {field.name: field.options[0][0] if field.options else "x" for field in fields}
    modal = render_form(form, "", 3, values)
    assert refusals(contract, MODAL, modal.to_dict()) == []
