"""What to look at this week: overdue and read most, due soon, facts that end."""

from dataclasses import replace
from datetime import date

from bot.kb.model.keys import Key
from bot.services.content.snapshot import Snapshot, SnapshotHolder
from bot.services.listening.reviewing import MOST_READ, find_reviews

H1B, PHD = Key.parse("visa:h-1b"), Key.parse("faq:phd-needed")
DUE = date(2027, 1, 30)
"""When the reviews of the small base are due."""


def test_nothing_is_due_long_before(snapshots: SnapshotHolder) -> None:
    assert not find_reviews(snapshots.snapshot, {}, date(2026, 12, 25))


def test_what_is_due_within_two_weeks_is_named(snapshots: SnapshotHolder) -> None:
    found = find_reviews(snapshots.snapshot, {}, date(2027, 1, 16))
    assert len(found.due) == len(snapshots.snapshot.library.entries)
    assert {one.day for one in found.due} == {DUE}
    assert not found.overdue


def test_what_is_overdue_and_read_most_comes_first(snapshots: SnapshotHolder) -> None:
    found = find_reviews(snapshots.snapshot, {PHD: 3, H1B: 9}, date(2027, 2, 1))
    assert [(one.key, one.times_served) for one in found.overdue[:2]] == [(H1B, 9), (PHD, 3)]
    assert not found.due


def test_the_most_read_stand_in_the_order_of_their_days(snapshots: SnapshotHolder) -> None:
    entries = snapshots.snapshot.library.entries
    later = entries[H1B].model_copy(update={"reviewed": date(2026, 12, 1)})
    library = replace(snapshots.snapshot.library, entries={**entries, H1B: later})
    found = find_reviews(Snapshot.build(library), {H1B: 9, PHD: 3}, date(2026, 11, 25))
    assert [one.key for one in found.read] == [PHD, H1B]


def test_if_nobody_read_any_the_next_reviews_are_named(snapshots: SnapshotHolder) -> None:
    entries = snapshots.snapshot.library.entries
    later = entries[H1B].model_copy(update={"reviewed": date(2026, 12, 1)})
    library = replace(snapshots.snapshot.library, entries={**entries, H1B: later})
    read = find_reviews(Snapshot.build(library), {}, date(2026, 11, 25)).read
    assert len(read) == MOST_READ
    assert {one.day for one in read} == {DUE}, "the one of a later day waits"


def test_a_fact_that_ends_within_a_month_is_named_with_who_quotes_it(
    snapshots: SnapshotHolder,
) -> None:
    (ending,) = find_reviews(snapshots.snapshot, {}, date(2026, 11, 1)).ending
    assert (ending.key, ending.text, ending.day) == (H1B, "five years", date(2026, 11, 23))
    assert not find_reviews(snapshots.snapshot, {}, date(2026, 11, 24)).ending
    assert not find_reviews(snapshots.snapshot, {}, date(2026, 10, 1)).ending
