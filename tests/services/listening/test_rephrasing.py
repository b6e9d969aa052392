"""What somebody finds minutes after they asked in vain is taken for what they meant."""

from datetime import timedelta

import pytest

from bot.kb.model.keys import Address
from bot.services.content.outcomes import Unknown
from bot.services.content.snapshot import SnapshotHolder
from bot.services.listening import gaps
from bot.services.listening.gaps import Gaps
from bot.services.listening.rephrasing import WITHIN, Rephrasings
from bot.services.memory import memory_stores
from bot.services.ports.clock import Clock
from tests.chat.conftest import NOON

HERE, ANA, BEN, CAT = 1, 2, 3, 4
FOUND = Address.parse("visa:h-1b")


def test_what_was_found_in_time_counts_once_and_for_who_asked_in_vain() -> None:
    now = NOON
    rephrasings = Rephrasings(lambda: now)
    rephrasings.miss(HERE, ANA, "first")
    rephrasings.miss(HERE, BEN, "second")
    now += WITHIN
    rephrasings.hit(HERE, ANA, FOUND)
    now += timedelta(seconds=1)
    rephrasings.hit(HERE, BEN, FOUND)
    assert rephrasings.of(HERE, "first") == (FOUND,)
    assert not rephrasings.of(HERE, "second")


def test_what_a_person_asked_in_vain_is_forgotten_with_them() -> None:
    rephrasings = Rephrasings(lambda: NOON)
    for person in (ANA, BEN):
        rephrasings.miss(HERE, person, str(person))
    rephrasings.forget(ANA)
    for person in (ANA, BEN):
        rephrasings.hit(HERE, person, FOUND)
    assert not rephrasings.of(HERE, str(ANA))
    assert rephrasings.of(HERE, str(BEN)) == (FOUND,)


def test_who_asked_longest_ago_counts_anew_once_there_is_no_room(
    snapshots: SnapshotHolder, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gaps, "MOST_KNOWN", 2)
    store, again = memory_stores().gaps, list[bool]()
    monkeypatch.setattr(store, "count", lambda asking: again.append(asking.again))
    asked = Gaps(store, snapshots, clock)
    for person in (ANA, BEN, ANA, CAT, ANA, BEN):
        asked.record(Unknown("which bakery is good"), HERE, person)
    assert again == [False, False, True, False, True, False]
