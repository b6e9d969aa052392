"""Typing errors: forgiven in words, never in codes, and always reported."""

from collections import Counter
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from bot.search.index import Decision, Document, Index, Lexicon, Reason
from bot.search.overlay import Overlay
from bot.search.text.typos import LayeredSpeller, Speller
from bot.search.values.thesaurus import Thesaurus
from tests.search.visas import DOCUMENTS, LEXICON, answer, first, visas
from tests.support.meaning import Asking

SPELLER = Speller({"visa": 9, "duration": 4, "transfer": 3, "employer": 5, "last": 2, "fee": 1})


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("vsia", "visa"),
        ("vias", "visa"),
        ("visaa", "visa"),
        ("duratoin", "duration"),
        ("durashun", None),
        ("transfre", "transfer"),
        ("tranxsfr", "transfer"),
        ("emploeyr", "employer"),
        ("fea", "fee"),
        ("vixe", None),
        ("2026", None),
        ("h1v1", None),
    ],
)
def test_the_nearest_word_within_the_limit_is_meant(typed: str, meant: str | None) -> None:
    assert SPELLER.correct(typed) == meant


def test_a_misspelled_question_finds_its_section(ask: Asking) -> None:
    assert first(ask("how logn does my h1b visa lsat, mximum yaers")) == "visa:h-1b/duration"


def test_corrections_are_reported() -> None:
    corrections = visas().search("which emploeyr can file for h1b").corrections
    assert [(one.typed, one.read) for one in corrections] == [("emploeyr", "employer")]


@pytest.mark.parametrize("question", ["what is h1c", "what is h2b", "o-9"])
def test_a_code_is_never_corrected_into_another(ask: Asking, question: str) -> None:
    assert answer(ask(question)) in {"closest", "unknown"}
    assert not visas().search(question).corrections


@pytest.mark.parametrize(
    ("question", "read"),
    [
        ("how long is myh1b valid", "how long is my h1b valid"),
        ("fro mh1b to a green card", "from h1b to a green card"),
        ("spou se work on h4", "spouse work on h4"),
        ("yearsextension on h1b", "years extension on h1b"),
    ],
)
def test_a_space_out_of_place_is_mended(question: str, read: str) -> None:
    assert visas().search(question).terms == visas().search(read).terms


def test_a_code_of_no_world_offers_those_one_slip_away_and_is_never_answered() -> None:
    for question in ("how long does h1q last", "max years on hq1b"):
        ranking = visas().search(question)
        assert ranking.decision in {Decision.CLOSEST, Decision.UNKNOWN}, question
        assert ranking.reason is Reason.CODE_UNKNOWN
        assert "visa:h-1b" in {hit.entry for hit in ranking.hits}, question


def test_a_code_with_its_characters_in_another_order_is_that_code(ask: Asking) -> None:
    assert first(ask("how long does hb1 last")) == "visa:h-1b/duration"
    assert visas().search("what is hb1").codes == ("hb1",)


def test_a_real_code_that_the_base_lacks_is_no_slip_for_another() -> None:
    for question in ("how long does k-1 last", "what is o-1b", "max years on b-2"):
        ranking = visas().search(question)
        assert ranking.reason is Reason.CODE_UNKNOWN, question
        assert not ranking.corrections


def test_a_common_word_that_the_base_lacks_is_no_slip() -> None:
    index = Index.build(
        DOCUMENTS, replace(LEXICON, thesaurus=Thesaurus.parse("loner\nbread butter:70"))
    )
    assert not index.search("loner than me").corrections


WORDS = st.text("abcd", min_size=1, max_size=9)


@given(st.lists(WORDS, max_size=30), st.lists(WORDS, max_size=5), WORDS)
def test_every_word_within_one_edit_is_found(words: list[str], own: list[str], typed: str) -> None:
    speller = LayeredSpeller(Counter(own), Speller(Counter(words)))
    near = {one for one in (*words, *own) if OSA.distance(one, typed) <= 1}
    assert {one for one, _ in speller.near(typed)} == near
    assert set(speller.nearest(typed)) <= near or not near


def test_in_a_large_vocabulary_two_edits_are_forgiven_away_from_one_end() -> None:
    letters = "abcdefghijklmnopqrstuvwxyz"
    many = Counter(f"{a}{b}{c}zqzq" for a, b, c in product(letters, repeat=3))
    speller = Speller(many | Counter({"transfer": 1, "employer": 1}))
    assert speller.correct("tranxsfr") == "transfer"
    assert speller.correct("emqlxyer") == "employer"


@pytest.mark.parametrize(
    ("question", "read"),
    [
        ("how logn does h1b last", "how long does h1b last"),
        ("waht is h1b", "what is h1b"),
        ("how much is teh fee for h1b", "how much is the fee for h1b"),
        ("max yrears on h1b", "max years on h1b"),
        ("premiumxprocessing fee for h1b", "premium processing fee for h1b"),
        ("howl ong does h1b last", "how long does h1b last"),
    ],
)
def test_a_damaged_word_is_read_by_its_neighbors(question: str, read: str) -> None:
    assert visas().search(question).terms == visas().search(read).terms


def test_of_two_words_as_near_the_one_that_goes_on_so_is_read() -> None:
    documents = [
        Document("faq:cap", None, "Cap", phrasings=("is there a cap on visas", "cap on visas")),
        Document("faq:car", None, "Car", phrasings=("buy a car", "sell a car")),
    ]
    index = Index.build(documents, Lexicon())
    assert [one.read for one in index.search("is there a caz on visas").corrections] == ["cap"]
    assert [one.read for one in index.search("sell a caz").corrections] == ["car"]


@pytest.mark.parametrize("typed", ["h1v", "hb", "h1bb", "1hb", "hi1b", "h1-v", "jh1b"])
def test_a_damaged_code_offers_the_one_most_asked_for_and_is_never_answered(typed: str) -> None:
    ranking = visas().search(f"how long does {typed} last")
    assert ranking.decision is Decision.CLOSEST
    assert ranking.hits[0].entry == "visa:h-1b"
    assert [one.read.split(" or ")[0] for one in ranking.guesses] == ["h1b"]


@pytest.mark.parametrize("question", ["what is h1c", "what is q-1 visa", "l-1 in 2026", "2026"])
def test_a_real_code_or_a_plain_number_is_read_as_no_other(question: str) -> None:
    index = Index.build(DOCUMENTS, replace(LEXICON, codes=("H-1C", "Q-1", *LEXICON.codes)))
    assert not index.search(question).guesses


def test_a_code_that_is_whole_beside_a_lost_space_is_no_guess() -> None:
    assert not visas().search("how long is myh1b valid").guesses
    assert visas().search("how long is myxh1b valid").decision is Decision.CLOSEST


def test_a_code_that_was_typed_is_joined_to_another_only_as_a_guess() -> None:
    ranking = visas().search("eb2 nniw")
    assert ranking.decision is not Decision.FOUND or ranking.hits[0].entry == "visa:eb-2-niw"


def test_a_word_that_is_fine_stays_though_another_is_damaged() -> None:
    corrections = visas().search("fee for teh h1b").corrections
    assert [(one.typed, one.read) for one in corrections] == [("teh", "the")]


def test_a_guilds_own_words_and_neighbors_are_read_too() -> None:
    own = Document("faq:desk", None, "Desk", phrasings=("zorblax of the desk", "zorblax desk"))
    overlay = Overlay.build(visas(), [own])
    assert [one.read for one in overlay.search("zorblx of the desk").corrections] == ["zorblax"]


def test_of_several_readings_the_one_that_finds_an_entry_is_taken() -> None:
    documents = [
        Document("faq:pay", None, "Pay", phrasings=("how much nurses earn", "pay of nurses")),
        Document(
            "faq:words",
            None,
            "Words",
            phrasings=("what does cap mean", "what does gap mean", "what does fee mean"),
        ),
    ]
    index = Index.build(documents, Lexicon())
    cheapest = index.base_index.reader.read("ean for nurses")
    assert [one.read for one in cheapest.corrections] == ["mean"]
    ranking = index.search("ean for nurses")
    assert [one.read for one in ranking.corrections] == ["earn"]
    assert ranking.hits[0].entry == "faq:pay"
