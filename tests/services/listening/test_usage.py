"""What is asked in a server is counted; only what has no answer is counted as a gap."""

import pytest

from bot.kb.model.keys import Address, Key
from bot.services.content.outcomes import Choice, Closest, Outcome, Unknown, WhichOne
from bot.services.content.snapshot import SnapshotHolder
from bot.services.listening.gaps import Gaps
from bot.services.listening.usage import UsageCounter
from bot.services.memory import memory_stores
from bot.services.ports.clock import Clock, today
from bot.services.ports.records import Counter

HERE, ANA = 1, 2
CHOICES = (Choice(Address(Key.parse("visa:h-1b")), "H-1B visa", 0.5),)


@pytest.mark.parametrize(
    ("outcome", "gaps"),
    [
        (WhichOne("can my spouse work", CHOICES, 0.5), 0),
        (Closest("doctorate for plumbers", CHOICES, 0.2), 1),
        (Unknown("which bakery is good"), 1),
    ],
)
async def test_a_question_that_asks_back_is_counted_as_asked_and_not_as_unanswered(
    snapshots: SnapshotHolder, clock: Clock, outcome: Outcome, gaps: int
) -> None:
    stores = memory_stores()
    usage_counter = UsageCounter(stores.counters, Gaps(stores.gaps, snapshots, clock), clock)
    usage_counter.record(outcome, HERE, ANA)
    await stores.flush()
    totals = await stores.counters.totals(HERE, today(clock))
    assert totals.get(Counter.ANSWER) == 1
    assert totals.get(Counter.GAP, 0) == gaps
    assert len(await stores.gaps.open(HERE, ready=False, limit=9)) == gaps


async def test_small_talk_is_not_counted(snapshots: SnapshotHolder, clock: Clock) -> None:
    stores = memory_stores()
    usage_counter = UsageCounter(stores.counters, Gaps(stores.gaps, snapshots, clock), clock)
    usage_counter.record(Unknown("who are you?"), HERE, ANA)
    await stores.flush()
    assert not await stores.counters.totals(HERE, today(clock))
    assert not await stores.gaps.open(HERE, ready=False, limit=9)
