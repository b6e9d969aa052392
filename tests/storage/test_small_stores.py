"""Settings, drafts, suggestions, reports, watches, public answers and figures are kept."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.kb.model.keys import Address, Key
from bot.services.ports.records import (
    DRAFT_KEPT,
    HASHES_KEPT,
    MOST_NOTES,
    SERVED_KEPT,
    Board,
    Complaint,
    Counter,
    Draft,
    GuildSettings,
    PublishedAnswer,
    Reason,
    Suggestion,
    Watch,
)
from bot.services.ports.stores import Stores
from tests.storage.making import ANA, BEN, EVA, HERE, NOON, THERE

TEA = Address.parse("faq:tea")
COST = Address.parse("visa:h-1b/cost")
DAY = date(2026, 11, 24)
SECOND = timedelta(seconds=1)

DRAFT = Draft(HERE, ANA, "faq:tea", 3, {"question": "Tea?", "answer": "Yes.\n'☕'"}, NOON)
SUGGESTED = Suggestion(HERE, ANA, "Tea?", "Yes.", NOON)
COMPLAINT = Complaint(HERE, TEA, "v3", Reason.WRONG, ANA, False, NOON)
CURATED = replace(COMPLAINT, person=EVA, moderator=True)
SERVED = PublishedAnswer(HERE, 10, 20, COST, "0a1b2c3d", NOON)


async def test_settings_take_the_place_of_former_ones(stores: Stores) -> None:
    first = GuildSettings(HERE)
    second = GuildSettings(HERE, (1, 2), 3, 4, "Europe/Berlin", True, (5,), "Solved", True)
    await stores.guilds.save(first)
    await stores.guilds.save(second)
    await stores.guilds.save(GuildSettings(THERE))
    assert set(await stores.guilds.settings()) == {second, GuildSettings(THERE)}


async def test_a_draft_is_kept_for_seven_days(stores: Stores) -> None:
    await stores.drafts.keep(replace(DRAFT, fields={}))
    await stores.drafts.keep(DRAFT)
    assert await stores.drafts.find(HERE, ANA, "faq:tea") == DRAFT
    assert await stores.drafts.find(HERE, BEN, "faq:tea") is None
    await stores.sweep(NOON + DRAFT_KEPT)
    assert await stores.drafts.find(HERE, ANA, "faq:tea") == DRAFT
    await stores.sweep(NOON + DRAFT_KEPT + SECOND)
    assert await stores.drafts.find(HERE, ANA, "faq:tea") is None


async def test_a_draft_that_was_saved_is_dropped(stores: Stores) -> None:
    await stores.drafts.keep(DRAFT)
    await stores.drafts.drop(HERE, ANA, "faq:tea")
    await stores.drafts.drop(HERE, ANA, "faq:tea")
    assert await stores.drafts.find(HERE, ANA, "faq:tea") is None


async def test_a_suggestion_waits_until_one_moderator_takes_it(stores: Stores) -> None:
    first = await stores.suggestions.add(SUGGESTED, "1")
    assert await stores.suggestions.add(SUGGESTED, "1") == first
    second = await stores.suggestions.add(replace(SUGGESTED, author=BEN), "2")
    assert first == replace(SUGGESTED, id=first.id)
    assert await stores.suggestions.open(HERE, limit=10) == (first, second)
    assert await stores.suggestions.open(HERE, limit=1) == (first,)
    assert await stores.suggestions.open(THERE, limit=10) == ()
    assert await stores.suggestions.close(THERE, first.id) is None
    assert await stores.suggestions.close(HERE, first.id) == first
    assert await stores.suggestions.close(HERE, first.id) is None
    assert await stores.suggestions.find(HERE, first.id) is None
    assert await stores.suggestions.find(HERE, second.id) == second


async def test_two_people_put_an_answer_in_doubt_and_one_person_twice_does_not(
    stores: Stores,
) -> None:
    assert not (await stores.reports.add(COMPLAINT)).disputed
    again = await stores.reports.add(replace(COMPLAINT, reason=Reason.UNCLEAR))
    assert (again.people, again.disputed) == (1, False)
    both = await stores.reports.add(replace(COMPLAINT, person=BEN, reason=Reason.UNCLEAR))
    assert both.disputed
    assert both.reasons == {Reason.WRONG: 1, Reason.UNCLEAR: 1}
    assert (both.address, both.revision, both.first) == (TEA, "v3", NOON)
    assert await stores.reports.open(HERE) == await stores.reports.open() == (both,)
    assert await stores.reports.open(THERE) == ()


async def test_one_note_of_each_person_is_kept_and_only_so_many(stores: Stores) -> None:
    for note in ("Milk.", "Two cups.", ""):
        report = await stores.reports.add(replace(COMPLAINT, note=note))
    assert report.notes == ("Two cups.",)
    assert (await stores.people.export(ANA)).notes == ("Two cups.",)
    assert (await stores.people.export(BEN)).notes == ()
    for number in range(MOST_NOTES):
        report = await stores.reports.add(replace(CURATED, note=f"Cup {number}."))
    assert report.notes == ("Two cups.", *(f"Cup {one}." for one in range(MOST_NOTES - 1)))
    assert await stores.reports.open(HERE) == (report,)
    assert await stores.reports.settle(HERE, TEA)
    assert (await stores.reports.add(COMPLAINT)).notes == ()


async def test_a_note_is_forgotten_with_its_author_until_moderators_saw_it(stores: Stores) -> None:
    await stores.reports.add(replace(COMPLAINT, note="Milk."))
    await stores.people.forget(ANA)
    (report,) = await stores.reports.open(HERE)
    assert report.notes == ()
    await stores.reports.add(replace(COMPLAINT, note="Two cups."))
    await stores.reports.show(HERE, TEA)
    assert (await stores.people.export(ANA)).notes == ()
    await stores.people.forget(ANA)
    assert [one.notes for one in await stores.reports.open(HERE)] == [("Two cups.",)]


async def test_one_moderator_is_enough(stores: Stores) -> None:
    assert (await stores.reports.add(replace(COMPLAINT, moderator=True))).disputed


async def test_a_report_is_settled_once(stores: Stores) -> None:
    await stores.reports.add(COMPLAINT)
    assert not await stores.reports.settle(THERE, TEA)
    assert await stores.reports.settle(HERE, TEA)
    assert not await stores.reports.settle(HERE, TEA)
    assert await stores.reports.open() == ()
    assert (await stores.people.export(ANA)).hashes == 0


@pytest.mark.parametrize("second", [replace(COMPLAINT, person=BEN), CURATED])
async def test_a_report_that_is_believed_forgets_who_complained_and_stays(
    stores: Stores, second: Complaint
) -> None:
    await stores.reports.add(COMPLAINT)
    assert (await stores.people.export(ANA)).hashes == 1
    believed = await stores.reports.add(second)
    assert (await stores.people.export(ANA)).hashes == 0
    assert (await stores.people.export(second.person)).hashes == 0
    await stores.sweep(NOON + HASHES_KEPT + SECOND)
    assert await stores.reports.open(HERE) == (believed,)


async def test_of_a_report_that_is_believed_nobody_makes_more_people(stores: Stores) -> None:
    await stores.reports.add(COMPLAINT)
    believed = await stores.reports.add(replace(COMPLAINT, person=BEN))
    for person in (ANA, ANA, EVA):
        again = await stores.reports.add(replace(COMPLAINT, person=person))
        assert again == believed
        assert (await stores.people.export(person)).hashes == 0


async def test_once_moderators_saw_one_person_s_report_people_are_counted_anew(
    stores: Stores,
) -> None:
    await stores.reports.add(COMPLAINT)
    await stores.reports.show(THERE, TEA)
    assert (await stores.people.export(ANA)).hashes == 1
    await stores.reports.show(HERE, TEA)
    assert (await stores.people.export(ANA)).hashes == 0
    (shown,) = await stores.reports.open(HERE)
    assert shown.people == 1
    for person, people in ((ANA, 1), (ANA, 1), (BEN, 2)):
        assert (await stores.reports.add(replace(COMPLAINT, person=person))).people == people


async def test_after_it_was_settled_people_are_counted_anew(stores: Stores) -> None:
    await stores.reports.add(CURATED)
    await stores.reports.settle(HERE, TEA)
    for person, people in ((ANA, 1), (ANA, 1), (BEN, 2)):
        assert (await stores.reports.add(replace(COMPLAINT, person=person))).people == people


async def test_one_person_who_complains_again_after_30_days_is_still_one(stores: Stores) -> None:
    await stores.reports.add(COMPLAINT)
    await stores.sweep(NOON + HASHES_KEPT + SECOND)
    again = await stores.reports.add(replace(COMPLAINT, at=NOON + HASHES_KEPT + SECOND))
    assert (again.people, again.disputed) == (1, False)


async def test_an_answer_is_watched_once(stores: Stores) -> None:
    tea, cost = (Watch(ANA, HERE, one, "v1", NOON, locale="hi") for one in (TEA, COST))
    for watch in (tea, cost, tea, replace(tea, user=BEN), replace(tea, guild=THERE)):
        await stores.watches.add(watch)
    assert await stores.watches.of_user(ANA) == (tea, cost, replace(tea, guild=THERE))
    assert await stores.watches.of_entry(HERE, COST.key) == (cost,)
    await stores.watches.drop(ANA, HERE, TEA)
    assert await stores.watches.of_entry(HERE, TEA.key) == (replace(tea, user=BEN),)


async def test_what_is_watched_is_listed_once_without_those_who_take_no_messages(
    stores: Stores,
) -> None:
    tea, cost = (Watch(ANA, HERE, one, "v1", NOON, f"It is {one}.") for one in (TEA, COST))
    for watch in (tea, cost, replace(tea, user=BEN)):
        await stores.watches.add(watch)
    assert await stores.watches.list_watched() == ((HERE, TEA, "v1"), (HERE, COST, "v1"))
    await stores.watches.close(ANA)
    assert await stores.watches.list_watched() == ((HERE, TEA, "v1"),)
    assert await stores.watches.of_user(ANA) == tuple(
        replace(one, closed=True) for one in (tea, cost)
    )
    await stores.watches.add(cost)
    assert await stores.watches.of_entry(HERE, COST.key) == (cost,)


async def test_everything_that_somebody_watches_is_stopped_at_once(stores: Stores) -> None:
    tea, cost = (Watch(ANA, HERE, one, "v1", NOON) for one in (TEA, COST))
    for watch in (tea, cost, replace(tea, user=BEN)):
        await stores.watches.add(watch)
    assert await stores.watches.drop_all(ANA) == 2
    assert await stores.watches.drop_all(ANA) == 0
    assert await stores.watches.of_user(BEN) == (replace(tea, user=BEN),)


async def test_a_server_has_one_board(stores: Stores) -> None:
    first, second = Board(HERE, 1, 2, "0"), Board(HERE, 3, 4, "1")
    for board in (first, Board(THERE, 5, 6, "0"), second):
        await stores.boards.keep(board)
    assert await stores.boards.find(HERE) == second
    assert set(await stores.boards.list_all()) == {second, Board(THERE, 5, 6, "0")}
    await stores.boards.drop(HERE)
    assert await stores.boards.find(HERE) is None


async def test_who_wants_plain_text_is_kept_and_nobody_else(stores: Stores) -> None:
    for person, wanted in ((ANA, True), (ANA, True), (BEN, True), (BEN, False), (BEN, False)):
        await stores.preferences.set_plain(person, wanted)
    assert await stores.preferences.list_plain() == (ANA,)
    assert (await stores.people.export(ANA)).plain
    assert not (await stores.people.export(BEN)).plain


async def standing(
    stores: Stores, guild: int, key: Key, limit: int = 10
) -> tuple[PublishedAnswer, ...]:
    """List where an entry stands: there is no other way to ask than to mark it."""
    await stores.published_answers.mark(guild, [key])
    return await stores.published_answers.list_marked(guild, limit=limit)


async def test_public_answers_are_remembered_newest_first_for_90_days(stores: Stores) -> None:
    later = replace(SERVED, message=21, at=NOON + SECOND)
    newer = replace(SERVED, revision="v9")
    for served in (SERVED, later, newer, replace(SERVED, guild=THERE, message=22)):
        stores.published_answers.remember(served)
    assert await standing(stores, HERE, TEA.key) == ()
    assert await standing(stores, HERE, COST.key) == (later, newer)
    assert await standing(stores, HERE, COST.key, limit=1) == (later,)
    await stores.sweep(NOON + SERVED_KEPT + SECOND)
    assert await standing(stores, HERE, COST.key) == (later,)
    await stores.published_answers.forget(10, 21)
    assert await standing(stores, HERE, COST.key) == ()


async def test_a_corrected_answer_is_marked_no_more_and_remembered_as_it_is(
    stores: Stores,
) -> None:
    stores.published_answers.remember(SERVED)
    (found,) = await standing(stores, HERE, COST.key)
    corrected = replace(found, revision="v9")
    await stores.published_answers.mark_corrected(corrected)
    assert await stores.published_answers.list_marked(HERE, limit=1) == ()
    assert await standing(stores, HERE, COST.key) == (corrected,)


async def test_figures_add_up_by_day_and_by_entry(stores: Stores) -> None:
    counters, tea, cost = stores.counters, TEA.key, COST.key
    for key in (tea, cost, cost):
        counters.count(HERE, DAY, Counter.HIT, key)
    counters.count(HERE, DAY - timedelta(days=1), Counter.HIT, tea)
    counters.count(HERE, DAY, Counter.GAP)
    counters.count(THERE, DAY, Counter.GAP)
    await stores.flush()
    assert await counters.totals(HERE, DAY) == {Counter.HIT: 3, Counter.GAP: 1}
    assert await counters.totals(HERE, DAY - timedelta(days=1)) == {Counter.HIT: 4, Counter.GAP: 1}
    assert list((await counters.by_entry(HERE, Counter.HIT, DAY)).items()) == [(cost, 2), (tea, 1)]
    assert await counters.by_entry(THERE, Counter.HIT, DAY) == {}


async def test_a_key_may_be_as_long_as_keys_may_be(stores: Stores) -> None:
    longest = Address(Key.parse(f"salary:{'x' * 48}"), "y" * 24)
    stores.published_answers.remember(replace(SERVED, address=longest))
    (kept,) = await standing(stores, HERE, longest.key)
    assert kept.address == longest
    assert (await stores.reports.add(replace(COMPLAINT, address=longest, person=EVA))).people == 1
