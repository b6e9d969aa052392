"""Exact tokens: codes, lookalikes, levels, places, negation and refusals."""

import pytest

from bot.search.index import Decision, Document, Index, Lexicon, Reason
from tests.search.visas import answer, first
from tests.support.meaning import Asking


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("what is the o-1 visa", "visa:o-1a"),
        ("what is the l-1 visa", "visa:l-1"),
        ("can my spouse work on h-4", "visa:h-4"),
        ("can my spouse work on o-3", "visa:o-3"),
        ("can my wife work on l2", "visa:l-2"),
        ("what is h-1b", "visa:h-1b"),
        ("what is h-1b1", "visa:h-1b1"),
        ("eb-2", "visa:eb-2"),
        ("eb-2 niw", "visa:eb-2-niw"),
        ("eb2niw", "visa:eb-2-niw"),
        ("national interest waiver", "visa:eb-2-niw"),
    ],
)
def test_each_of_two_lookalikes_answers_for_itself(ask: Asking, question: str, entry: str) -> None:
    assert answer(ask(question)) == entry


@pytest.mark.parametrize(
    ("question", "code", "others"),
    [
        ("tell me all about the h1b1 visa", "h-1b1", {"visa:h-1b"}),
        ("max years on h-1b", "h-1b", {"visa:h-1b1", "visa:h-4"}),
        ("is my wife on o3 allowed to work", "o-3", {"visa:h-4", "visa:l-2"}),
        ("is my wife on h4 allowed to work", "h-4", {"visa:o-3", "visa:l-2"}),
        ("transfer inside my company on l1", "l-1", {"visa:l-2", "visa:h-1b"}),
        ("eb2 niw green card", "eb-2-niw", {"visa:eb-2"}),
        ("eb2 green card with an employer", "eb-2", {"visa:eb-2-niw"}),
    ],
)
def test_a_code_keeps_every_other_entry_out(
    ask: Asking, question: str, code: str, others: set[str]
) -> None:
    hits = ask(question).hits
    assert hits[0].entry == f"visa:{code}"
    assert not others & {hit.entry for hit in hits}


def test_a_document_that_mentions_a_code_stands_behind_the_entry_named_by_it(ask: Asking) -> None:
    assert first(ask("what may the family with o-3 status do")) == "visa:o-3"


def test_a_family_of_codes_answers_where_its_own_code_names_nothing() -> None:
    documents = [
        Document("visa:l-1a", None, "L-1A", ("L-1A visa",), (), ("managers on l-1a",)),
        Document("visa:l-1b", None, "L-1B", ("L-1B visa",), (), ("specialists on l-1b",)),
        Document("visa:h-1b", None, "H-1B", ("H-1B visa",), (), ("what is h1b",)),
    ]
    ranking = Index.build(documents, Lexicon()).search("l-1 visa for managers")
    assert [hit.entry for hit in ranking.hits] == ["visa:l-1a", "visa:l-1b"]
    assert not ranking.unknown_codes


@pytest.mark.parametrize("code", ["k-1", "B-2", "x-9", "K1", "h-1c", "o-1b", "zz99"])
@pytest.mark.parametrize("question", ["{}", "what is the {} visa", "how long does {} last"])
def test_a_code_that_nobody_carries_is_never_found(ask: Asking, question: str, code: str) -> None:
    ranking = ask(question.format(code))
    assert ranking.decision in {Decision.CLOSEST, Decision.UNKNOWN}
    assert ranking.unknown_codes


@pytest.mark.parametrize(
    ("question", "entries"),
    [
        ("h1b vs o1", {"visa:h-1b", "visa:o-1a"}),
        ("should i take l1 or h1b", {"visa:l-1", "visa:h-1b"}),
        ("difference between h1b and h1b1", {"visa:h-1b", "visa:h-1b1"}),
        ("h4 vs o3", {"visa:h-4", "visa:o-3"}),
    ],
)
def test_two_entries_in_one_question_are_both_offered(
    ask: Asking, question: str, entries: set[str]
) -> None:
    ranking = ask(question)
    assert (ranking.decision, ranking.reason) == (Decision.WHICH_ONE, Reason.COMPARED)
    assert {hit.entry for hit in ranking.offered} == entries


def test_a_comparison_is_offered_though_many_documents_mention_both_codes() -> None:
    documents = [
        Document("visa:a", None, "A-1", ("A-1 visa",), (), ("what is a1",)),
        Document("visa:b", None, "B-1", ("B-1 visa",), (), ("what is b1",)),
        *(
            Document("visa:b", f"part{n}", "B-1", ("B-1 visa",), (), (f"from a1 to b1 way {n}",))
            for n in range(20)
        ),
    ]
    ranking = Index.build(documents, Lexicon()).search("a1 vs b1")
    assert {hit.entry for hit in ranking.offered} == {"visa:a", "visa:b"}


def test_of_two_lookalikes_that_claim_a_phrasing_the_one_it_names_answers() -> None:
    eb2 = Document("v:eb2", None, "EB-2", ("EB-2",), (), ("is eb2 current",), lookalikes=("v:niw",))
    niw = Document("v:niw", None, "EB-2 NIW", ("EB-2 NIW",), (), ("is eb2 current",))
    ranking = Index.build((niw, eb2), Lexicon()).search("is EB-2 current?")
    assert [hit.entry for hit in ranking.offered] == ["v:eb2"]
    assert ranking.decision is Decision.FOUND


def test_a_level_or_place_of_another_entry_is_never_found(ask: Asking) -> None:
    assert answer(ask("senior ml engineer salary in san francisco")) == "salary:mle-senior-sf"
    assert answer(ask("junior ml engineer salary in new york")) == "salary:mle-junior-ny"
    for question in ("junior mle pay in san francisco", "senior mle pay in new york", "mle Boston"):
        ranking = ask(question)
        assert ranking.decision in {Decision.CLOSEST, Decision.UNKNOWN}, question


def test_roman_and_arabic_levels_are_one_exact_token(ask: Asking) -> None:
    assert ask("level III wage").terms == ask("level 3 wage").terms
    assert "level3" in ask("level iii").terms


def test_a_negation_chooses_the_phrasing_that_says_no() -> None:
    documents = [
        Document("faq:in", None, "In", phrasings=("i was selected in the lottery what now",)),
        Document("faq:out", None, "Out", phrasings=("i was not selected in the lottery what now",)),
    ]
    index = Index.build(documents, Lexicon())
    for question, entry in [
        ("was selected in the lottery, now what?", "faq:in"),
        ("wasn't selected in the lottery, now what?", "faq:out"),
        ("never selected in the lottery", "faq:out"),
    ]:
        assert index.search(question).hits[0].entry == entry, question


def test_an_entry_that_says_no_by_name_is_no_answer_to_a_question_that_says_yes() -> None:
    documents = [Document("faq:out", None, "Not selected", ("Not selected",), (), ("now what",))]
    index = Index.build(documents, Lexicon())
    assert index.search("not selected?").decision is Decision.FOUND
    ranking = index.search("i was selected")
    assert (ranking.decision is Decision.FOUND, ranking.reason) == (False, Reason.CONTRADICTED)


@pytest.mark.parametrize("question", ["is there an age limit for h1b", "any age limit for H-1B?"])
def test_a_question_that_a_document_refuses_is_not_found(ask: Asking, question: str) -> None:
    ranking = ask(question)
    assert ranking.decision in {Decision.CLOSEST, Decision.UNKNOWN}
    assert ranking.reason is Reason.REFUSED
