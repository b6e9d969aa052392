"""Before a change is saved, the questions that it would take are named."""

from datetime import date

import pytest

from bot.kb.model.entries import Entry
from bot.kb.model.keys import Address, Key, Kind
from bot.services.background.lane import Lane
from bot.services.content.snapshot import SnapshotHolder
from bot.services.editing.editor import Edit, Editor
from bot.services.editing.entry_fields import EntryFields, new_entry, with_phrasing
from bot.services.memory import memory_stores
from bot.services.ports.clock import Clock
from bot.services.ports.ledger import NO_PARENT
from bot.services.previews.impact import Impact, ImpactChecks, examine, preview_view
from bot.services.previews.questions import AskedQuestions
from tests.support.knowledge.base import FAQ_OWN, page

HERE = 100
TEA, FAMILY = Key.parse("faq:tea"), Key.parse("faq:bring-family")

TEA_PAGE = page(
    "Tea for two",
    FAQ_OWN.format(question="Is tea for two allowed?"),
    front="asks: [may my wife carry tea, may my husband carry tea, may my spouse carry tea]\n",
)


@pytest.fixture
async def served(snapshots: SnapshotHolder, clock: Clock) -> SnapshotHolder:
    """A server that answers about tea, with three phrasings that mean the same."""
    stores = memory_stores()
    editor = Editor(stores.ledger, stores.drafts, snapshots, clock)
    await editor.write(Edit(HERE, 1, "1"), TEA, TEA_PAGE, NO_PARENT)
    return snapshots


def found_by(snapshots: SnapshotHolder, entry: Entry, guild: int = HERE) -> Impact:
    pending = snapshots.pending_view(guild)
    return examine(
        AskedQuestions(pending.shared_snapshot),
        snapshots.view(guild),
        preview_view(pending, [entry]),
        entry,
    )


def family(snapshots: SnapshotHolder, phrasing: str) -> Entry:
    return with_phrasing(snapshots.view(HERE).library.entries[FAMILY], None, phrasing)


async def test_a_phrasing_that_takes_three_questions_is_stopped_and_they_are_named(
    served: SnapshotHolder,
) -> None:
    found = found_by(served, family(served, "my wife may carry tea"))
    assert not found.taken, "other words in another order take nothing"
    found = found_by(served, family(served, "may my wife carry tea"))
    assert found
    assert sorted(one.question for one in found.taken) == [
        "may my husband carry tea",
        "may my spouse carry tea",
        "may my wife carry tea",
    ]
    assert {one.answer.address for one in found.taken} == {Address(TEA)}
    assert {one.by.address for one in found.taken if one.by} == {Address(FAMILY)}


async def test_a_new_phrasing_that_is_answered_already_is_called_alike(
    served: SnapshotHolder,
) -> None:
    (alike,) = found_by(served, family(served, "may my wife carry tea")).similar
    assert (alike.phrasing, alike.answer.title) == (
        "may my wife carry tea",
        "Is tea for two allowed?",
    )
    assert alike.likeness > 0.9


async def test_what_takes_nothing_and_is_like_nothing_passes(served: SnapshotHolder) -> None:
    assert not found_by(served, family(served, "bring grandparents and kids along"))


async def test_a_phrasing_that_would_not_find_its_own_entry_is_named(
    served: SnapshotHolder,
) -> None:
    found = found_by(served, family(served, "may my wife carry tea"))
    assert found.lost == ("may my wife carry tea",)


async def test_the_questions_of_other_servers_do_not_count(served: SnapshotHolder) -> None:
    found = found_by(served, family(served, "may my wife carry tea"), 200)
    assert not found.taken


async def test_a_preview_is_seen_by_nobody(served: SnapshotHolder) -> None:
    entry = family(served, "bring grandparents and kids along")
    seen = preview_view(served.pending_view(HERE), [entry])
    assert seen.library.entries[FAMILY] == entry
    assert served.view(HERE).library.entries[FAMILY] != entry


def own(slug: str, question: str) -> Entry:
    entry_fields = EntryFields(
        question, "It is in the library.", "", "USCIS https://www.uscis.gov/h-1b"
    )
    return new_entry(Key(Kind.FAQ, slug), entry_fields, date(2026, 11, 24))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("How do I install Python 3.9?", "How do I install Python 3.10?"),
        ("Where is the Windows 11 driver?", "Where is the Windows 12 driver?"),
        ("When is homework 3 due?", "When is homework 4 due?"),
        ("Where is the 2025 meetup?", "Where is the 2026 meetup?"),
        ("Is the office open on Monday?", "Is the office open on Sunday?"),
        ("Is the office open?", "Is the office not open?"),
        ("Can I bring a guest?", "Can't I bring a guest?"),
    ],
)
async def test_two_answers_that_differ_in_a_number_a_day_or_a_not_are_never_alike(
    snapshots: SnapshotHolder, clock: Clock, first: str, second: str
) -> None:
    stores = memory_stores()
    editor = Editor(stores.ledger, stores.drafts, snapshots, clock)
    for one, other, guild in ((first, second, 300), (second, first, 301)):
        await editor.write(
            Edit(guild, 1, str(guild)), TEA, page(one, FAQ_OWN.format(question=one)), NO_PARENT
        )
        found = found_by(snapshots, own("other", other), guild)
        assert found == Impact(), one


async def test_preparing_changes_nothing_but_when_the_work_is_done(
    snapshots: SnapshotHolder,
) -> None:
    checks, prepared = (ImpactChecks(snapshots, Lane(60)) for _ in range(2))
    await prepared.prepare()
    entry = family(snapshots, "may my wife carry tea")
    (_, one), (_, other) = await prepared.of(HERE, entry), await checks.of(HERE, entry)
    assert one == other


@pytest.mark.parametrize("phrasing", ["may my wife carry tea", "how long does x9z9 last"])
async def test_a_preview_that_is_built_in_steps_is_the_one_built_at_once(
    snapshots: SnapshotHolder, phrasing: str
) -> None:
    """A visa is read section by section, and the unchanged ones are known from the time before."""
    checks = ImpactChecks(snapshots, Lane(60))
    visa = snapshots.view(HERE).library.entries[Key.parse("visa:h-1b")]
    for section in (None, visa.sections[0].name):
        changed = with_phrasing(visa, section, phrasing)
        after, impact = await checks.of(HERE, changed)
        at_once = preview_view(snapshots.pending_view(HERE), [changed])
        assert impact == found_by(snapshots, changed)
        for question in (phrasing, "how long does h-1b last", "what is h1b"):
            assert after.index.search(question) == at_once.index.search(question)
