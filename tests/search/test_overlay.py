"""A guild's overlay: its own entries beside, over and instead of those that all guilds share."""

import gc
from collections.abc import Collection, Sequence
from dataclasses import replace
from weakref import ref

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.search.index import Decision, Document, Index, Ranking, Reason, Searcher
from bot.search.overlay import Overlay
from tests.search.visas import DOCUMENTS, LEXICON, visas

DESK = Document(
    "faq:desk",
    None,
    "Where do I sit?",
    ("Where do I sit?", "hotdesk"),
    phrasings=("where is the kindergarten desk", "do you have standing desks"),
    body="Ask the zorblax at the entrance.",
)
OUR_H1B = Document(
    "visa:h-1b",
    None,
    "H-1B at our company",
    ("H-1B visa", "H-1B"),
    phrasings=("what is h1b", "does our company file for h-1b"),
    body="We file every March.",
)
BADGE = Document("faq:badge", None, "X-9 badge", ("X-9 badge", "X-9"), phrasings=("get an x-9",))

TYPICAL = (
    "how long can i stay on o1",
    "can my wife work if i have l1",
    "phd for ml engineer roles",
    "which employers sponsor",
    "senior machine learning engineer salary san francisco",
    "entry level pay new york",
    "h1b1 for people from chile",
    "eb2 with masters",
    "transfer to our us office",
    "gc without employer",
    "odds of the h1b lottery",
    "changing jobs on h1b",
    "o1 price",
    "what is the weather",
    "how do i pay taxes",
    "b-2 tourist",
    "h1b vs o1",
)
CLEARLY = 0.7
"""The confidence of an answer that the weights of a few words do not change."""

ENTRIES = sorted({one.entry for one in DOCUMENTS})


def over(*documents: Document, hidden: Collection[str] = ()) -> Overlay:
    return Overlay.build(visas(), documents, hidden)


def offered(ranking: Ranking) -> list[str]:
    return [f"{hit.entry}/{hit.section or ''}".rstrip("/") for hit in ranking.offered]


def of(entries: Collection[str], documents: Sequence[Document] = DOCUMENTS) -> list[Document]:
    return [one for one in documents if one.entry in entries]


def test_an_overlay_without_entries_answers_as_its_base() -> None:
    overlay = over()
    for question in TYPICAL:
        assert overlay.search(question) == visas().search(question)
    for typed in ("", "h", "h1b dur", "compnaies", "visa"):
        assert overlay.complete(typed) == visas().complete(typed)


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("where is the kindergarten desk", "faq:desk"),
        ("is there a standing desk", "faq:desk"),
        ("where is the kindergraten desk", "faq:desk"),
        ("hotdesk", "faq:desk"),
        ("how long does o1 last", "visa:o-1a/duration"),
    ],
)
def test_own_and_shared_entries_are_found_word_for_word_and_otherwise(
    question: str, found: str
) -> None:
    ranking = over(DESK).search(question)
    assert (ranking.decision, offered(ranking)) == (Decision.FOUND, [found])


def test_typing_errors_in_words_that_only_the_guild_uses_are_reported() -> None:
    corrections = over(DESK).search("where is the kindergraten").corrections
    assert [(one.typed, one.read) for one in corrections] == [("kindergraten", "kindergarten")]
    shared = visas().search("where is the kindergraten").corrections
    assert "kindergraten" not in {one.typed for one in shared}


def test_words_of_own_bodies_are_known() -> None:
    assert visas().search("what is the zorblax").unknown_words == ("zorblax",)
    ranking = over(DESK).search("where is the zorblax")
    assert not ranking.unknown_words
    assert ranking.hits[0].entry == "faq:desk"


def test_a_covered_entry_is_answered_by_the_guild_alone() -> None:
    overlay = over(OUR_H1B)
    ranking = overlay.search("what is h1b")
    assert (ranking.decision, offered(ranking)) == (Decision.FOUND, ["visa:h-1b"])
    # The shared entry had sections; the guild's has none, and nothing of the shared one is left.
    for question in ("how does the h1b lottery work", "max years on h-1b"):
        assert "visa:h-1b" in {hit.entry for hit in overlay.search(question).hits}
        assert all(not hit.section for hit in overlay.search(question).hits if "1b" in hit.entry)
    assert overlay.complete("h-1b v")[0].title == "H-1B at our company"


def test_own_words_win_over_the_same_words_of_a_shared_entry() -> None:
    own = Document("faq:ours", None, "Ours", phrasings=("what is the l-1 visa",))
    ranking = over(own).search("what is the L-1 visa?")
    assert (ranking.decision, ranking.reason) == (Decision.FOUND, Reason.EXACT)
    assert offered(ranking) == ["faq:ours"]


def test_two_own_entries_with_the_same_words_are_asked_back() -> None:
    ours = [Document(f"faq:{n}", None, n, phrasings=("what is h1b",)) for n in ("a", "b")]
    ranking = over(*ours).search("what is h1b")
    assert (ranking.decision, ranking.reason) == (Decision.WHICH_ONE, Reason.SHARED)
    assert set(offered(ranking)) == {"faq:a", "faq:b"}


def test_an_own_entry_is_offered_beside_shared_ones() -> None:
    own = Document("faq:x1", None, "X-1 visa", ("X-1 visa", "X-1"), phrasings=("what is x-1",))
    ranking = over(own).search("x1 or h1b")
    assert ranking.reason is Reason.COMPARED
    assert offered(ranking) == ["faq:x1", "visa:h-1b"]


def test_hidden_entries_are_never_offered() -> None:
    overlay = over(hidden={"visa:h-1b", "faq:phd"})
    for one in of({"visa:h-1b", "faq:phd"}):
        for phrasing in (*one.phrasings, *one.names):
            entries = {hit.entry for hit in overlay.search(phrasing).hits}
            assert entries.isdisjoint({"visa:h-1b", "faq:phd"}), phrasing
    assert overlay.search("h1b vs o1").reason is not Reason.COMPARED
    for typed in ("", "h1b", "do i need", "phd"):
        assert {one.entry for one in overlay.complete(typed)}.isdisjoint({"visa:h-1b", "faq:phd"})


def test_a_code_that_only_hidden_entries_carry_is_unknown() -> None:
    own = Document("faq:k9", None, "K-9 visa", ("K-9 visa", "K-9"))
    base = Index.build((*DOCUMENTS, own), LEXICON)
    assert not base.search("what is k9").unknown_codes
    ranking = Overlay.build(base, (), {"faq:k9"}).search("what is k9")
    assert ranking.unknown_codes == ("k9",)
    assert ranking.decision is not Decision.FOUND


def test_a_hidden_lookalike_takes_no_question() -> None:
    lookalikes = [
        Document("faq:a", None, "Plus plan", ("Plus plan",), lookalikes=("faq:b",)),
        Document("faq:b", None, "Plus plan gold", ("Plus plan gold",)),
    ]
    base = Index.build(lookalikes, LEXICON)
    question = "price of the gold plus plan"
    assert base.search(question).hits[0].entry == "faq:b"
    assert {hit.entry for hit in base.search(question).hits} == {"faq:b"}
    assert [hit.entry for hit in Overlay.build(base, (), {"faq:b"}).search(question).hits] == [
        "faq:a"
    ]


@pytest.mark.parametrize("question", ["get an x9", "X 9", "x-9 badge", "how do i get the x9 badge"])
def test_codes_of_the_guild_are_read_in_any_spelling(question: str) -> None:
    ranking = over(BADGE).search(question)
    assert ranking.codes == ("x9",)
    assert (ranking.decision, offered(ranking)) == (Decision.FOUND, ["faq:badge"])


def test_a_code_of_the_guild_never_answers_for_another() -> None:
    for question in ("how do i get the x8 badge", "o9 badge"):
        assert over(BADGE).search(question).decision is not Decision.FOUND


def test_a_code_of_the_guild_joins_the_family_of_shared_ones() -> None:
    o1b = Document("visa:o-1b", None, "O-1B visa", ("O-1B visa", "O-1B"))
    documents = [one for one in DOCUMENTS if one.entry != "visa:o-1a"]
    base = Index.build(
        (*documents, Document("visa:o-1a", None, "O-1A visa", ("O-1A visa", "O-1A"))), LEXICON
    )
    assert offered(base.search("o1")) == ["visa:o-1a"]
    assert set(offered(Overlay.build(base, (o1b,)).search("o1"))) == {"visa:o-1a", "visa:o-1b"}
    named = Document("faq:o-1", None, "O-1 here", ("O-1 here", "O-1"))
    assert offered(Overlay.build(base, (named,)).search("o1")) == ["faq:o-1"]


def test_lookalikes_declared_by_the_guild_hold_on_both_sides() -> None:
    parking = Document(
        "faq:l-1-desk", None, "L-1 desk", ("L-1 desk",), phrasings=("what is the l-1 desk",),
        lookalikes=("visa:l-1",),
    )  # fmt: skip
    overlay = over(parking)
    assert {hit.entry for hit in overlay.search("where is our l-1 desk").hits} == {"faq:l-1-desk"}
    hits = {hit.entry for hit in overlay.search("tell me what the l1 visa is").hits}
    assert "faq:l-1-desk" not in hits


def test_lookalikes_that_the_base_declared_of_a_covered_entry_still_hold() -> None:
    cover = Document("visa:o-3", None, "O-3 here", ("O-3 visa", "O-3"), phrasings=("o-3 facts",))
    for question in ("can my spouse work on h-4", "what is h4"):
        assert "visa:o-3" not in {hit.entry for hit in over(cover).search(question).hits}


def test_places_and_levels_of_the_guild_are_guarded() -> None:
    own = Document(
        "salary:mle-senior-bos", None, "Senior ML engineer pay in Boston",
        ("Senior ML engineer pay in Boston",), phrasings=("senior mle pay boston",),
    )  # fmt: skip
    overlay = over(own)
    assert offered(overlay.search("what does a senior mle make in boston")) == [own.entry]
    other = overlay.search("what does a senior mle make in new york")
    assert (other.decision, own.entry in offered(other)[:1]) != (Decision.FOUND, True)


def test_refusals_of_the_guild_hold() -> None:
    own = Document(
        "faq:gym", None, "Gym", ("Gym",), phrasings=("where is the gym",),
        refusals=("how do i cancel the gym",),
    )  # fmt: skip
    assert offered(over(own).search("is there a gym")) == ["faq:gym"]
    assert over(own).search("how do i cancel the gym").decision is not Decision.FOUND


def test_kinds_keep_to_own_and_shared_entries_of_that_kind() -> None:
    own = Document("faq:ours", None, "Sponsor list", phrasings=("which visa do you sponsor",))
    overlay = over(own)
    assert overlay.search("which visa do you sponsor", kinds=("faq",)).hits[0].entry == "faq:ours"
    visa = overlay.search("which visa do you sponsor", kinds=("visa",))
    assert {hit.entry.partition(":")[0] for hit in visa.hits} <= {"visa"}
    assert {one.entry for one in overlay.complete("sponsor", kinds=("visa",))} == set()


def test_completion_puts_own_entries_first_among_equals_and_forgives_typing() -> None:
    overlay = over(DESK, Document("faq:which", None, "Which desk is mine?"))
    assert [one.title for one in overlay.complete("which")] == [
        "Which desk is mine?",
        "Which companies sponsor visas?",
    ]
    assert [one.entry for one in overlay.complete("hotdesc")] == ["faq:desk"]
    featured = [one.entry for one in overlay.complete("")][:4]
    assert featured == ["visa:o-1a", "faq:phd", "faq:desk", "faq:which"]


def test_an_overlay_leaves_its_base_as_it_was() -> None:
    before = [visas().search(question) for question in TYPICAL]
    over(DESK, OUR_H1B, BADGE, hidden=ENTRIES).search("what is h1b")
    assert [visas().search(question) for question in TYPICAL] == before


def large(number: int) -> tuple[Document, ...]:
    """Write a version of an entry with many phrasings: its overview and a section."""
    asked = tuple(f"what about subject {n}" for n in range(90))
    top = replace(OUR_H1B, phrasings=(*asked, f"version {number}"))
    return top, replace(OUR_H1B, section="cost", phrasings=asked, aspects=("cost",))


def test_versions_of_a_large_entry_go_with_those_who_show_them() -> None:
    read = visas().layers._read_part
    shown = over(*large(0))
    assert shown.search("version 0").decision is Decision.FOUND
    kept, passing = ref(read.part(large(0))), ref(read.part(large(1)))
    for number in range(2, 40):
        assert over(*large(number)).search(f"version {number}").decision is Decision.FOUND
    gc.collect()
    assert passing() is None
    assert kept() is read.part(large(0))
    assert shown.search("version 0").decision is Decision.FOUND


def test_services_can_hold_either() -> None:
    searchers: list[Searcher] = [visas(), over(DESK)]
    assert all(one.search("what is o3").offered[0].entry == "visa:o-3" for one in searchers)


@settings(max_examples=40)
@given(st.data())
def test_an_overlay_answers_exact_phrasings_as_one_base_of_both_would(data: st.DataObject) -> None:
    own = data.draw(st.sets(st.sampled_from(ENTRIES), max_size=4))
    hidden = data.draw(st.sets(st.sampled_from(ENTRIES), max_size=4)) - own
    base = Index.build(of(set(ENTRIES) - own), LEXICON)
    overlay = Overlay.build(base, of(own), hidden)
    whole = Index.build((*of(set(ENTRIES) - own - hidden), *of(own)), LEXICON)
    for one in of(set(ENTRIES) - hidden):
        for phrasing in one.phrasings:
            here, there = overlay.search(phrasing), whole.search(phrasing)
            assert (here.decision, offered(here)) == (there.decision, offered(there)), phrasing


@settings(max_examples=25)
@given(st.data())
def test_an_overlay_answers_typical_questions_as_one_base_of_both_would(
    data: st.DataObject,
) -> None:
    own = data.draw(st.sets(st.sampled_from(ENTRIES), max_size=2))
    hidden = data.draw(st.sets(st.sampled_from(ENTRIES), max_size=3)) - own
    overlay = Overlay.build(Index.build(of(set(ENTRIES) - own), LEXICON), of(own), hidden)
    whole = Index.build((*of(set(ENTRIES) - own - hidden), *of(own)), LEXICON)
    for question in TYPICAL:
        there = whole.search(question)
        if there.decision is Decision.FOUND and there.confidence > CLEARLY:
            assert offered(overlay.search(question))[:1] == offered(there), question


@settings(max_examples=50)
@given(st.lists(st.text(max_size=40), max_size=5), st.text(max_size=60), st.text(max_size=9))
@example([""], "", "AAAAA")
def test_any_overlay_can_be_built_and_searched(texts: list[str], asked: str, typed: str) -> None:
    documents = [
        Document(f"faq:{n}", None, text, (text,), (), (text, asked), (text[:3],), text)
        for n, text in enumerate(texts)
    ]
    overlay = over(*documents, hidden={"visa:o-3", asked})
    ranking = overlay.search(asked)
    assert 0 <= ranking.confidence <= 1
    assert all(hit.entry not in {"visa:o-3", asked} for hit in ranking.hits)
    assert len(overlay.complete(typed)) <= 25
