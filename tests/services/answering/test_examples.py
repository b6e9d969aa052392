"""What is offered to try: real phrasings, and where each is answered."""

from dataclasses import replace

from bot.kb.model.keys import Kind
from bot.locale.i18n import capitalized
from bot.services.answering.browsing import examples
from bot.services.content.snapshot import SnapshotHolder


def test_each_example_is_a_phrasing_of_the_entry_that_it_leads_to(
    snapshots: SnapshotHolder,
) -> None:
    library = snapshots.snapshot.library
    for link in examples(library):
        entry = library.entries[link.address.key]
        name = link.address.section
        section = entry.section(name) if name else None
        asks = (*(section or entry).asks, getattr(entry, "question", None))
        assert link.title in map(capitalized, filter(None, asks))


def test_a_featured_entry_goes_first_then_the_one_that_is_asked_most(
    snapshots: SnapshotHolder,
) -> None:
    library = snapshots.snapshot.library
    faqs = list(library.of_kind(Kind.FAQ))
    plain = {entry.key: entry.model_copy(update={"featured": False}) for entry in faqs}
    last = faqs[-1].key
    most = plain[last].model_copy(update={"asks": tuple(f"question {n}" for n in range(99))})
    asked = replace(library, entries={**library.entries, **plain, last: most})
    assert last in [link.address.key for link in examples(asked)]
    first = faqs[0].key
    featured = plain[first].model_copy(update={"featured": True})
    shown = replace(asked, entries={**asked.entries, first: featured})
    assert first in [link.address.key for link in examples(shown)]


def test_only_what_is_wanted_is_offered(snapshots: SnapshotHolder) -> None:
    assert examples(snapshots.snapshot.library, lambda address: False) == ()
