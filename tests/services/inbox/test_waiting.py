"""What waits for moderators is listed with what is believed first, and taken out once."""

from datetime import UTC, datetime

import pytest

from bot.kb.model.keys import Address
from bot.services.inbox.waiting import ModeratorInbox
from bot.services.memory import memory_stores
from bot.services.ports.handoffs import Handoff
from bot.services.ports.records import Asking, Complaint, Gap, Reason, Report, Suggestion
from bot.services.ports.stores import Stores

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
GUILD = 1


@pytest.fixture
def stores() -> Stores:
    return memory_stores()


@pytest.fixture
def inbox(stores: Stores) -> ModeratorInbox:
    return ModeratorInbox(stores.reports, stores.gaps, stores.suggestions, stores.handoffs)


def complaint(slug: str, person: int) -> Complaint:
    address = Address.parse(f"faq:{slug}")
    return Complaint(GUILD, address, "abcdef12", Reason.WRONG, person, moderator=False, at=NOON)


async def test_who_waits_for_a_person_comes_first_then_what_two_people_doubt(
    stores: Stores, inbox: ModeratorInbox
) -> None:
    await stores.gaps.send(Asking(GUILD, "tea", "is tea free", 1, NOON))
    await inbox.suggest(Suggestion(GUILD, 1, "Is tea free?", "Yes.", NOON), "request")
    for slug, people in (("rumor", (1,)), ("believed", (1, 2))):
        for person in people:
            await stores.reports.add(complaint(slug, person))
    asked = await stores.handoffs.add(Handoff(GUILD, 1, "who?", NOON), "request", most=9)
    waits, believed, rumor, gap, suggestion = await inbox.waiting(GUILD)
    assert waits == asked
    assert isinstance(believed, Report)
    assert believed.disputed
    assert isinstance(rumor, Report)
    assert not rumor.disputed
    assert isinstance(gap, Gap)
    assert isinstance(suggestion, Suggestion)
    assert await inbox.counts(GUILD) == (2, 1, 1, 1)


async def test_a_question_is_found_by_its_name_and_declined_once(
    stores: Stores, inbox: ModeratorInbox
) -> None:
    gap = await stores.gaps.send(Asking(GUILD, "tea", "is tea free", 1, NOON))
    name = f"g{gap.id}"
    assert await inbox.find(GUILD, name) == ("is tea free", "")
    assert await inbox.find(GUILD + 1, name) is None
    assert await inbox.decline(GUILD, gap.id)
    assert not await inbox.decline(GUILD, gap.id)
    assert await inbox.find(GUILD, name) is None


async def test_a_proposal_that_is_sent_twice_waits_once(inbox: ModeratorInbox) -> None:
    for _ in range(2):
        kept = await inbox.suggest(Suggestion(GUILD, 1, "Is tea free?", "Yes.", NOON), "request")
    assert await inbox.waiting(GUILD) == (kept,)
    assert await inbox.find(GUILD, f"s{kept.id}") == ("Is tea free?", "Yes.")
