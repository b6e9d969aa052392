"""A control's id holds all that it needs, within Discord's limit, and is read back the same."""

import re

import pytest
from discord import ui

from bot.chat.items import ITEMS, LinkSelect, OpenButton, PageButton, PartSelect, ShareButton
from bot.chat.limits import CUSTOM_ID
from bot.kb.entries import MODELS
from bot.kb.keys import SECTION_LIMIT, SLUG_LIMIT, Address, Key, Kind
from bot.services.answer import REVISION_LENGTH

LONGEST = Key(Kind.SALARY, "a" * SLUG_LIMIT)
REVISION = "v" + "9" * 9
"""The longest: a server's ledger counts on for ever."""
PLACE = Address(LONGEST, "s" * SECTION_LIMIT)

CONTROLS: list[ui.DynamicItem[ui.Item[ui.LayoutView]]] = [
    ShareButton(PLACE, REVISION),
    PageButton(PLACE, REVISION, 999),
    OpenButton(PLACE),
    PartSelect(LONGEST, REVISION),
    LinkSelect("related"),
]


@pytest.mark.parametrize("control", CONTROLS, ids=lambda control: type(control).__name__)
def test_the_longest_names_fit_a_custom_id(control: ui.DynamicItem[ui.Item[ui.LayoutView]]) -> None:
    assert len(control.custom_id) <= CUSTOM_ID


@pytest.mark.parametrize("revision", [REVISION, "0" * REVISION_LENGTH])
@pytest.mark.parametrize("kind", list(Kind))
def test_every_part_of_every_kind_leads_back_to_itself(kind: Kind, revision: str) -> None:
    for name in (None, *MODELS[kind].vocabulary):
        address = Address(Key(kind, "h-1b1"), name)
        match = re.fullmatch(
            ShareButton.__discord_ui_compiled_template__,
            ShareButton(address, revision).custom_id,
        )
        assert match is not None
        assert (Address.parse(match["address"]), match["revision"]) == (address, revision)


def test_no_id_of_one_control_is_taken_for_another() -> None:
    for control in CONTROLS:
        takers = [
            item
            for item in ITEMS
            if re.fullmatch(item.__discord_ui_compiled_template__, control.custom_id)
        ]
        assert takers == [type(control)]
