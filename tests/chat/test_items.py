"""A control's id holds all that it needs, within Discord's limit, and is read back the same."""

import re
from typing import Any

import pytest
from discord import ui

from bot.chat.actions import ActionButton
from bot.chat.browsing import TopicSelect
from bot.chat.compared import COMPARE_ITEMS, CompareButton, CompareShareButton
from bot.chat.illustrated import WordsButton
from bot.chat.items import ITEMS, LinkSelect, OpenButton, PageButton, PartSelect, ShareButton
from bot.chat.limits import CUSTOM_ID
from bot.chat.path import PathButton
from bot.chat.text import short, unshort
from bot.kb.entries import MODELS
from bot.kb.keys import SECTION_LIMIT, SLUG_LIMIT, Address, Key, Kind
from bot.kb.paths import MOST_STEPS
from bot.services.answer import REVISION_LENGTH
from bot.services.compare import MOST, token

LONGEST = Key(Kind.SALARY, "a" * SLUG_LIMIT)
EVERY: tuple[type[ui.DynamicItem[Any]], ...] = (
    *ITEMS,
    WordsButton,
    *COMPARE_ITEMS,
    PathButton,
    TopicSelect,
)
REVISION = "v" + "9" * 9
"""The longest: a server's ledger counts on for ever."""
HASH = "0" * REVISION_LENGTH
"""The revision of a path, which stands in the shared base."""
PLACE = Address(LONGEST, "s" * SECTION_LIMIT)

CONTROLS: list[ui.DynamicItem[ui.Item[ui.LayoutView]]] = [
    ShareButton(PLACE, REVISION),
    PageButton(PLACE, REVISION, 999),
    OpenButton(PLACE),
    PartSelect(LONGEST, REVISION),
    LinkSelect("related"),
    WordsButton(PLACE, 10**8),
    OpenButton(PLACE, beside=True),
    CompareButton([token(LONGEST)] * MOST, "s" * SECTION_LIMIT, 999, "More"),
    TopicSelect(100),
    PathButton("p" * SLUG_LIMIT, HASH, "9" * MOST_STEPS),
    CompareShareButton([token(LONGEST)] * MOST, "s" * SECTION_LIMIT),
    ActionButton("follow", PLACE),
    ActionButton("watch", PLACE),
    ActionButton("to", f"{short(2**63)}|{PLACE}"),
    ActionButton("of", f"{short(2**63)}|{PLACE}"),
    ActionButton("off", f"{short(2**63)}|{PLACE}"),
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


@pytest.mark.parametrize("number", [0, 35, 36, 2**63])
def test_a_short_id_is_read_back(number: int) -> None:
    assert unshort(short(number)) == number


def test_no_id_of_one_control_is_taken_for_another() -> None:
    for control in CONTROLS:
        takers = [
            item
            for item in EVERY
            if re.fullmatch(item.__discord_ui_compiled_template__, control.custom_id)
        ]
        assert takers == [type(control)]
