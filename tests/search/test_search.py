"""Searching: sections, outcomes, robustness and determinism."""

from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.search.index import Decision, Document, Index, Lexicon, Reason
from bot.search.values.calibration import Evidence, confidence
from tests.search.visas import DOCUMENTS, LEXICON, answer, first, visas
from tests.support.meaning import Asking


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("how long does h1b last", "visa:h-1b/duration"),
        ("h1b duration", "visa:h-1b/duration"),
        ("H-1B's extension", "visa:h-1b/duration"),
        ("how many years can i stay on h1b", "visa:h-1b/duration"),
        ("how long does o1 last", "visa:o-1a/duration"),
        ("o1 premium processing cost", "visa:o-1a/cost"),
        ("i was not picked in the h1b lottery", "visa:h-1b/lottery"),
        ("new job on h-1b", "visa:h-1b/changing-jobs"),
        ("what is h1b", "visa:h-1b"),
        ("h1b", "visa:h-1b"),
        ("H 1B visa", "visa:h-1b"),
        ("phd", "faq:phd"),
        ("which companies sponser a visa", "faq:sponsors"),
        ("can my wife work on o3", "visa:o-3"),
    ],
)
def test_the_question_finds_its_entry_and_section(ask: Asking, question: str, found: str) -> None:
    assert answer(ask(question)) == found


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda one: one.title)
def test_every_phrasing_finds_its_own_document(ask: Asking, document: Document) -> None:
    for phrasing in document.phrasings:
        ranking = ask(f"  {phrasing.upper()}? ")
        top = ranking.offered[0]
        assert (top.entry, top.section) == (document.entry, document.section), phrasing
        assert ranking.decision is Decision.FOUND
        assert ranking.confidence > 0.95


def test_a_phrasing_that_two_entries_claim_is_asked_back() -> None:
    documents = [
        Document("faq:a", None, "A", phrasings=("can i study",)),
        Document("faq:b", None, "B", phrasings=("can I study?",)),
        Document("faq:c", None, "C", phrasings=("can i work",)),
    ]
    ranking = Index.build(documents, Lexicon()).search("Can I study")
    assert (ranking.decision, ranking.reason) == (Decision.WHICH_ONE, Reason.SHARED)
    assert {hit.entry for hit in ranking.offered} == {"faq:a", "faq:b"}


@pytest.mark.parametrize(
    "question",
    [
        "what is the weather",
        "write me python code",
        "visa for Canada",
        "how do I pay taxes",
        "tell me a joke about lawyers",
        "best pizza in town",
        "hi",
        "thanks!",
    ],
)
def test_a_question_out_of_scope_is_not_answered(ask: Asking, question: str) -> None:
    assert answer(ask(question)) in {"closest", "unknown"}


def test_words_that_the_base_does_not_use_are_reported_and_cost_confidence(ask: Asking) -> None:
    plain = ask("can i change my jobs on h1b")
    strange = ask("can i change my zebra xylophone jobs on h1b")
    assert strange.unknown_words == ("zebra", "xylophone")
    assert strange.confidence < plain.confidence


def test_a_code_alone_makes_no_section_sure() -> None:
    asked = visas().search("how many years does my h-1b last")
    other = visas().search("can i open a bakery on h-1b")
    bare = visas().search("how many years may somebody work")
    assert isinstance(asked.evidence, Evidence)
    assert isinstance(other.evidence, Evidence)
    assert isinstance(bare.evidence, Evidence)
    assert bare.evidence.explained is None
    assert other.evidence.explained is not None
    assert asked.evidence.explained is not None
    assert asked.evidence.explained > other.evidence.explained
    assert asked.confidence > other.confidence


def test_with_a_code_the_less_sure_of_two_curves_counts(ask: Asking) -> None:
    evidence = ask("can i open a bakery on h-1b").evidence
    assert isinstance(evidence, Evidence)
    assert evidence.coded is not None
    assert confidence(evidence) <= confidence(replace(evidence, explained=None))
    assert confidence(replace(evidence, explained=0.0)) <= confidence(
        replace(evidence, explained=1.0)
    )


def test_a_question_in_another_language_finds_the_entry_of_its_code(ask: Asking) -> None:
    for question in ("H-1B签证可以待多久", "¿Cuánto dura la visa H-1B?", "ما هي تأشيرة H-1B"):
        assert first(ask(question)).startswith("visa:h-1b"), question


def test_kinds_keep_others_out(ask: Asking) -> None:
    ranking = ask("how much does an ml engineer earn", kinds=("visa", "faq"))
    assert all(not hit.entry.startswith("salary:") for hit in ranking.hits)
    assert ask("phd", kinds=("visa",)).decision is not Decision.FOUND


def test_hits_are_ordered_and_limited(ask: Asking) -> None:
    hits = ask("visa for my spouse", limit=3).hits
    assert len(hits) == 3
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_the_order_of_documents_does_not_change_the_answers(ask: Asking) -> None:
    other = Index.build(reversed(DOCUMENTS), LEXICON)
    for question in (
        "how long can i stay on h1b",
        "o1 price",
        "spouse of an l1 worker",
        "h1b or o1",
    ):
        here, there = ask(question), other.search(question)
        assert here.decision is there.decision
        assert here.offered[:1] == there.offered[:1], question
        assert ask(question) == here


def test_an_empty_base_knows_nothing() -> None:
    index = Index.build((), Lexicon())
    assert index.search("what is h1b").decision is Decision.UNKNOWN
    assert index.complete("h1b") == ()
    assert index.complete("") == ()


@pytest.mark.parametrize(
    "question",
    [
        "",
        " \n\t ",
        "🙂🙂🙂",
        "a" * 4000,
        "h1b " * 1000,
        "<@123456789012345678>" * 100,
        "\u202e\u200b\u200f",
        "مرحبا كيف حالك",
        "'; DROP TABLE faq; --",
        "```py\nprint('x')\n```",
        "'t n't 's '",
        "1 1 1 1 1 1 h",
        "level",
        "\ud800",
    ],
)
def test_odd_questions_get_a_clean_ranking(ask: Asking, question: str) -> None:
    ranking = ask(question)
    assert 0 <= ranking.confidence <= 1
    assert visas().complete(question) is not None


@given(
    st.one_of(
        st.text(max_size=400),
        st.text(st.sampled_from("h1b-o3 eb2niw'l4visa\u200b#?<@>"), max_size=80),
    )
)
@example("B:B:NIA")
def test_any_text_gets_a_sound_ranking(ask: Asking, question: str) -> None:
    ranking = ask(question)
    assert 0 <= ranking.confidence <= 1
    assert all(0 <= hit.confidence <= 1 and 0 <= hit.score <= 1 for hit in ranking.hits)
    counts = {Decision.FOUND: (1, 1), Decision.WHICH_ONE: (2, 4), Decision.CLOSEST: (1, 3)}
    low, high = counts.get(ranking.decision, (0, 0))
    assert low <= len(ranking.offered) <= high
    assert set(ranking.offered) <= set(ask(question, limit=100).hits)


@settings(max_examples=30)
@given(st.lists(st.text(max_size=40), max_size=5), st.text(max_size=40))
def test_any_base_can_be_built_and_searched(texts: list[str], question: str) -> None:
    documents = [
        Document(f"faq:{n}", None, text, (text,), (), (text, question), (text[:3],), text)
        for n, text in enumerate(texts)
    ]
    ranking = Index.build(documents, Lexicon({question: tuple(texts)})).search(question)
    assert 0 <= ranking.confidence <= 1
