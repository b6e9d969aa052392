"""People and servers can be forgotten, and the changes they made stay right."""

from dataclasses import replace
from datetime import timedelta

from bot.kb.model.keys import Address
from bot.services.ports.handoffs import HANDOFF_KEPT, Handoff
from bot.services.ports.proposed import WRITE, ProposedChange
from bot.services.ports.records import (
    GUILD_KEPT,
    Asking,
    Board,
    Complaint,
    Counter,
    Draft,
    GuildSettings,
    PersonalData,
    PublishedAnswer,
    Reason,
    Suggestion,
    Watch,
    Wish,
)
from bot.services.ports.stores import Stores
from tests.storage.making import ANA, BEN, HERE, NOON, THERE, batch, write

TEA = Address.parse("faq:tea")
PROPOSED = ProposedChange(HERE, ANA, "e|faq:tea", TEA, 0, WRITE, "Tea.", "", NOON)


async def fill(stores: Stores, guild: int, person: int) -> None:
    """Leave a trace of a person in every store."""
    await stores.ledger.append(batch(write("faq:tea"), request="1", guild=guild, actor=person))
    await stores.guilds.save(GuildSettings(guild))
    await stores.drafts.keep(Draft(guild, person, "new", 0, {"question": "Tea?"}, NOON))
    await stores.proposals.add(replace(PROPOSED, guild=guild, author=person))
    await stores.suggestions.add(Suggestion(guild, person, "Tea?", "", NOON), f"{guild}-{person}")
    await stores.handoffs.add(Handoff(guild, person, "who?", NOON), f"{guild}-{person}", most=9)
    await stores.boards.keep(Board(guild, 1, 2, "0"))
    await stores.preferences.set_plain(person, True)
    await stores.watches.add(Watch(person, guild, TEA, "v1", NOON))
    wrong = Complaint(guild, TEA, "v1", Reason.WRONG, person, False, NOON, "Milk.")
    await stores.reports.add(wrong)
    asking = Asking(guild, "milk", "milk?", person, NOON)
    stores.gaps.count(asking)
    await stores.gaps.wait(asking, "es-ES")
    stores.published_answers.remember(PublishedAnswer(guild, guild, 1, TEA, "v1", NOON))
    stores.counters.count(guild, NOON.date(), Counter.HIT, TEA.key)
    await stores.flush()


async def test_a_person_sees_everything_that_is_kept(stores: Stores) -> None:
    await fill(stores, HERE, ANA)
    await fill(stores, THERE, BEN)
    found = await stores.people.export(ANA)
    assert [watch.guild for watch in found.watches] == [HERE]
    assert [draft.fields for draft in found.drafts] == [{"question": "Tea?"}]
    assert [one.body for one in found.proposals] == ["Tea."]
    assert [one.question for one in found.suggestions] == ["Tea?"]
    assert [(one.guild, one.question) for one in found.handoffs] == [(HERE, "who?")]
    assert found.plain
    assert found.notes == ("Milk.",)
    assert (found.waiting, found.hashes) == ((Wish(ANA, "milk?", "es-ES"),), 2)
    assert found.changes == {HERE: (TEA.key,)}


async def test_a_forgotten_person_leaves_nothing_but_the_change(stores: Stores) -> None:
    await fill(stores, HERE, ANA)
    await fill(stores, THERE, BEN)
    (before,) = await stores.ledger.history(HERE, TEA.key)
    await stores.people.forget(ANA)
    assert await stores.people.export(ANA) == PersonalData()
    assert await stores.ledger.history(HERE, TEA.key) == (replace(before, actor=None),)
    assert (await stores.people.export(BEN)).hashes == 2
    (gap,) = await stores.gaps.open(HERE, ready=False, limit=1)
    assert gap.askings == 1


async def test_a_server_is_forgotten_30_days_after_it_removed_the_bot(stores: Stores) -> None:
    await fill(stores, HERE, ANA)
    await fill(stores, THERE, BEN)
    await stores.guilds.mark_left(HERE, NOON)
    await stores.guilds.mark_left(HERE, NOON + timedelta(days=9))
    await stores.sweep(NOON + GUILD_KEPT)
    assert len(await stores.ledger.current(HERE)) == 1
    await stores.sweep(NOON + GUILD_KEPT + timedelta(seconds=1))
    assert await stores.people.export(ANA) == PersonalData(plain=True)
    assert await stores.ledger.current(HERE) == ()
    assert await stores.gaps.open(HERE, ready=False, limit=1) == ()
    assert await stores.reports.open(HERE) == ()
    assert await stores.handoffs.open(HERE, limit=9) == ()
    await stores.published_answers.mark(HERE, [TEA.key])
    assert await stores.published_answers.list_marked(HERE, limit=1) == ()
    assert await stores.counters.totals(HERE, NOON.date()) == {}
    assert await stores.boards.list_all() == (Board(THERE, 1, 2, "0"),)
    assert await stores.guilds.settings() == (GuildSettings(THERE),)
    assert len(await stores.ledger.current(THERE)) == 1


async def test_a_question_to_a_person_is_forgotten_after_30_days_answered_or_not(
    stores: Stores,
) -> None:
    for number in (1, 2):
        await stores.handoffs.add(Handoff(HERE, ANA, "who?", NOON), str(number), most=9)
    first, _second = await stores.handoffs.open(HERE, limit=9)
    await stores.handoffs.answer(HERE, first.id, "me", NOON)
    await stores.sweep(NOON + HANDOFF_KEPT)
    assert len((await stores.people.export(ANA)).handoffs) == 2
    await stores.sweep(NOON + HANDOFF_KEPT + timedelta(seconds=1))
    assert (await stores.people.export(ANA)).handoffs == ()


async def test_a_server_that_came_back_keeps_everything(stores: Stores) -> None:
    await fill(stores, HERE, ANA)
    await stores.guilds.mark_left(HERE, NOON)
    await stores.guilds.mark_returned(HERE)
    await stores.sweep(NOON + 2 * GUILD_KEPT)
    assert len(await stores.ledger.current(HERE)) == 1


async def test_revisions_are_not_used_again_after_a_server_was_forgotten(stores: Stores) -> None:
    (first,) = await stores.ledger.append(batch(write("faq:tea"), request="1"))
    await stores.guilds.forget(HERE)
    (second,) = await stores.ledger.append(batch(write("faq:tea"), request="1"))
    assert second.revision > first.revision
