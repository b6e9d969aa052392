"""Asking only what a change can reach finds what asking everything finds."""

from datetime import UTC, datetime
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.kb.model.entries import Entry
from bot.kb.model.keys import Key
from bot.kb.reading.library import load_library
from bot.services.content.snapshot import Snapshot, SnapshotHolder
from bot.services.ports.ledger import ChangeKind, FaqChange
from bot.services.previews.affected import Candidate, Edit, affected_questions, all_questions
from bot.services.previews.impact import Examination, Impact, TakenQuestion, examine, preview_view
from bot.services.previews.questions import FREE, AskedQuestions, golden_questions
from tests.support.knowledge.base import FAQ_OWN, page, small_base
from tests.support.knowledge.shipped import shipped_snapshot

HERE = 100
MOMENT = datetime(2026, 11, 24, 12, tzinfo=UTC)
OWN = Key.parse("faq:own")
OWN_PAGE = page(
    "The visa call",
    FAQ_OWN.format(question="When is the visa call?"),
    front="asks: [how long does the visa call last, h1b call, o1a call fee, what is l1]\n",
)

PARTS = ("title", "aliases", "asks", "more", "section", "nothing", "fewer")


def of_everything(
    shared: AskedQuestions, before: Snapshot, after: Snapshot, entry: Entry
) -> Impact:
    examination = Examination(shared, before, after, entry)
    for _ in examination.steps(everything=True):
        pass
    assert examination.impact is not None
    return examination.impact


def taken_by(examination: Examination, one: Candidate) -> TakenQuestion | None:
    """Ask one question again."""
    before = len(examination._find_taken)
    for _ in examination._examine(one):
        pass
    return examination._find_taken[-1] if len(examination._find_taken) > before else None


def changed(entry: Entry, part: str, said: str) -> Entry:
    """Say something else in one part of an entry."""
    sections = list(entry.sections)
    match part:
        case "title":
            return entry.model_copy(update={"title": said})
        case "aliases":
            return entry.model_copy(update={"aliases": (*entry.aliases, said)})
        case "asks":
            return entry.model_copy(update={"asks": (*entry.asks, said)})
        case "more":
            return entry.model_copy(update={"more": f"{entry.more} {said}."})
        case "section" if sections:
            sections[0] = sections[0].model_copy(update={"asks": (*sections[0].asks, said)})
            return entry.model_copy(update={"sections": tuple(sections)})
        case "fewer":
            return entry.model_copy(update={"asks": entry.asks[1:], "aliases": ()})
    return entry


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> SnapshotHolder:
    """A server that has an answer of its own beside the shared ones."""
    base = load_library(small_base(tmp_path_factory.mktemp("base")))
    snapshots = SnapshotHolder(Snapshot.build(base))
    snapshots.apply([FaqChange(1, HERE, OWN, 0, ChangeKind.WRITE, OWN_PAGE, "", "", 1, "", MOMENT)])
    return snapshots


def questions(view: Snapshot) -> list[str]:
    return [
        one.question for entry in view.library.entries.values() for one in golden_questions(entry)
    ]


def assert_complete(found: Impact, all_of_it: Impact, after: Snapshot, entry: Entry) -> None:
    """Hold what was found against all of it.

    What is missing went to answers that did not change: one more document is compared where the
    changed one is not any longer.
    """
    assert (found.similar, found.lost) == (all_of_it.similar, all_of_it.lost)
    assert {*found.taken} <= {*all_of_it.taken}
    for one in {*all_of_it.taken} - {*found.taken}:
        own = str(one.answer.address.key)
        hits = after.index.search(FREE.format(one.question)).hits
        best = max((hit for hit in hits if hit.entry != own), key=lambda hit: hit.score)
        assert best.entry != str(entry.key), one


@settings(max_examples=60)
@given(data=st.data())
def test_nothing_that_a_random_edit_takes_is_overlooked(
    served: SnapshotHolder, data: st.DataObject
) -> None:
    """Edits say what others are asked, whole, shuffled or in part: that is what takes questions."""
    view = served.view(HERE)
    entry = data.draw(st.sampled_from(list(view.library.entries.values())))
    words = data.draw(st.sampled_from(questions(view))).split()
    words = data.draw(st.permutations(words))[: data.draw(st.integers(1, len(words)))]
    words += data.draw(st.lists(st.sampled_from(["visa", "h5c", "cost", "o-1", "tea"]), max_size=2))
    new = changed(entry, data.draw(st.sampled_from(PARTS)), " ".join(words))
    pending = served.pending_view(HERE)
    after = preview_view(pending, [new])
    asked = AskedQuestions(pending.shared_snapshot)
    found = examine(asked, view, after, new)
    assert_complete(found, of_everything(asked, view, after, new), after, new)


def test_a_name_of_few_words_takes_what_the_whole_base_would_show() -> None:
    """Questions that share little more than a code with an entry go to it once it has that name."""
    shared = shipped_snapshot()
    entry = shared.library.entries[Key.parse("visa:stem-opt")]
    new = changed(entry, "aliases", "opt")
    after = preview_view(SnapshotHolder(shared).pending_view(HERE), [new])
    asked = AskedQuestions(shared)
    found = {(one.question, one.answer.address) for one in examine(asked, shared, after, new).taken}
    assert len(found) > 3
    # All of them, and of the others one in twenty: asking everything takes seconds.
    examination = Examination(asked, shared, after, new)
    for number, one in enumerate(all_questions(shared, new)):
        place = (one.golden.question, one.golden.address)
        if number % 20 == 0 or place in found:
            assert bool(taken_by(examination, one)) == (place in found), place


@pytest.mark.parametrize("seed", range(4))
def test_random_edits_of_the_shipped_base_take_nothing_that_is_overlooked(seed: int) -> None:
    """A visa or a question says what another is asked; a sample of all questions is asked again."""
    shared, chance = shipped_snapshot(), Random(seed)
    entries = list(shared.library.entries.values())
    entry = chance.choice([one for one in entries if one.asks])
    said = chance.choice(questions(shared))
    part = chance.choice(["aliases", "asks", "section", "more"])
    new = changed(entry, part, said)
    after = preview_view(SnapshotHolder(shared).pending_view(HERE), [new])
    asked = AskedQuestions(shared)
    found = examine(asked, shared, after, new)
    taken = {(one.question, one.answer.address) for one in found.taken}
    examination = Examination(asked, shared, after, new)
    every = list(all_questions(shared, new))
    alike = [one for one in every if {*one.golden.question.split()} & {*said.split()}]
    for one in chance.sample(alike, min(80, len(alike))):
        if again := taken_by(examination, one):
            place = (one.golden.question, one.golden.address)
            if place not in taken:
                assert_complete(Impact(), Impact(taken=(again,)), after, new)


def test_an_own_copy_of_a_large_entry_does_not_crowd_others_out() -> None:
    shared = shipped_snapshot()
    entry = shared.library.entries[Key.parse("visa:o-1a")]
    after = preview_view(SnapshotHolder(shared).pending_view(HERE), [changed(entry, "more", "Tea")])
    ranking = after.index.search("closed source work extraordinary ability please")
    assert ranking.offered[0].entry == "faq:secret-work"


@pytest.mark.parametrize("part", ["section", "more"])
def test_an_edit_of_one_part_asks_a_small_share_of_all_questions(part: str) -> None:
    shared = shipped_snapshot()
    entry = shared.library.entries[Key.parse("visa:h-1b")]
    new = changed(entry, part, "how long does tea last")
    after = preview_view(SnapshotHolder(shared).pending_view(HERE), [new])
    asked = AskedQuestions(shared)
    edit = Edit.of(asked, shared, after, new)
    found = [one for one in affected_questions(asked, shared, after, edit) if one]
    assert len(found) < len(questions(shared)) / 100


def test_an_edit_that_changes_no_text_asks_nothing() -> None:
    shared = shipped_snapshot()
    entry = shared.library.entries[Key.parse("visa:h-1b")]
    after = preview_view(SnapshotHolder(shared).pending_view(HERE), [entry])
    asked = AskedQuestions(shared)
    edit = Edit.of(asked, shared, after, entry)
    assert not any(affected_questions(asked, shared, after, edit))


def test_what_is_likeliest_is_asked_first_and_what_was_left_out_is_said() -> None:
    """After each question it is known how many were asked, and of how many."""
    shared = shipped_snapshot()
    entry = shared.library.entries[Key.parse("visa:h-1b")]
    new = changed(entry, "asks", "do i need a phd to become an ml engineer")
    after = preview_view(SnapshotHolder(shared).pending_view(HERE), [new])
    examination = Examination(AskedQuestions(shared), shared, after, new)
    known = [examination.impact for _ in examination.steps()]
    assert known[0] is None
    shares = [one.share for one in known if one and one.share]
    assert [one.asked for one in shares] == sorted(one.asked for one in shares)
    assert {one.of for one in shares} == {shares[-1].of}
    assert examination.impact is not None
    assert examination.impact.share is None
    # The question whose very words it claims is among the first ones asked.
    early = next(one for one in known if one and one.taken)
    assert early.taken[0].question == "do i need a phd to become an ml engineer"
    assert early.share is not None
    assert early.share.asked < early.share.of / 2
