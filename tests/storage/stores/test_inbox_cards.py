"""A card is known until what it shows is settled, however that came."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest

from bot.kb.model.keys import Address
from bot.services.ports.handoffs import Handoff
from bot.services.ports.inbox_cards import InboxCard, ItemKind
from bot.services.ports.records import Asking, CloseReason, Complaint, Reason, Suggestion
from bot.services.ports.stores import Stores
from tests.storage.making import ANA, HERE, NOON, THERE

TEA = Address.parse("faq:tea")
CARD = InboxCard(HERE, 10, 20, ItemKind.GAP, 1, "Tea?")


async def fill(stores: Stores) -> dict[ItemKind, InboxCard]:
    """Let one of each kind wait, with its card."""
    gap = await stores.gaps.send(Asking(HERE, "milk", "milk?", ANA, NOON))
    suggestion = await stores.suggestions.add(Suggestion(HERE, ANA, "Tea?", "", NOON), "1")
    handoff = await stores.handoffs.add(Handoff(HERE, ANA, "who?", NOON), "1", most=9)
    report = await stores.reports.add(Complaint(HERE, TEA, "v1", Reason.WRONG, ANA, True, NOON))
    assert handoff is not None
    numbers = {
        ItemKind.GAP: gap.id,
        ItemKind.SUGGESTION: suggestion.id,
        ItemKind.HANDOFF: handoff.id,
        ItemKind.REPORT: report.id,
    }
    cards = {
        kind: InboxCard(HERE, 10, message, kind, numbers[kind])
        for message, kind in enumerate(numbers, 20)
    }
    for card in cards.values():
        await stores.inbox_cards.keep(card)
    return cards


SETTLE: dict[str, tuple[ItemKind, Callable[[Stores, int], Awaitable[object]]]] = {
    "answered": (
        ItemKind.GAP,
        lambda stores, number: stores.gaps.grant(HERE, number, TEA, NOON),
    ),
    "declined": (
        ItemKind.GAP,
        lambda stores, number: stores.gaps.close(HERE, number, CloseReason.DECLINED),
    ),
    "handled": (
        ItemKind.SUGGESTION,
        lambda stores, number: stores.suggestions.close(HERE, number),
    ),
    "declined with a reason": (
        ItemKind.SUGGESTION,
        lambda stores, number: stores.suggestions.decline(HERE, number, "No.", NOON),
    ),
    "replied to": (
        ItemKind.HANDOFF,
        lambda stores, number: stores.handoffs.answer(HERE, number, "Max.", NOON),
    ),
    "taken back": (ItemKind.HANDOFF, lambda stores, _: stores.handoffs.withdraw(ANA)),
    "right": (ItemKind.REPORT, lambda stores, _: stores.reports.settle(HERE, TEA)),
}


@pytest.mark.parametrize("how", SETTLE)
async def test_the_card_of_what_is_settled_is_listed_and_no_other(stores: Stores, how: str) -> None:
    cards = await fill(stores)
    assert await stores.inbox_cards.settled(limit=9) == ()
    kind, settle = SETTLE[how]
    await settle(stores, cards[kind].number)
    assert await stores.inbox_cards.settled(limit=9) == (cards[kind],)


async def test_whoever_is_forgotten_leaves_no_card_of_their_words(stores: Stores) -> None:
    cards = await fill(stores)
    await stores.people.forget(ANA)
    settled = await stores.inbox_cards.settled(limit=9)
    assert settled == (cards[ItemKind.SUGGESTION], cards[ItemKind.HANDOFF])
    assert await stores.inbox_cards.settled(limit=1) == settled[:1]


async def test_a_card_is_found_by_its_message_until_it_is_forgotten(stores: Stores) -> None:
    await stores.inbox_cards.keep(replace(CARD, about=""))
    await stores.inbox_cards.keep(CARD)
    await stores.inbox_cards.keep(replace(CARD, guild=THERE, channel=11))
    assert await stores.inbox_cards.find(10, 20) == CARD
    assert await stores.inbox_cards.find(10, 21) is None
    await stores.inbox_cards.forget(10, 20)
    assert await stores.inbox_cards.find(10, 20) is None
    await stores.guilds.forget(THERE)
    assert await stores.inbox_cards.find(11, 20) is None
