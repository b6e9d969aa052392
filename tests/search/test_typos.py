"""Typing errors: forgiven in words, never in codes, and always reported."""

from collections import Counter
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from bot.search.index import Decision, Index, Reason
from bot.search.kinship import Kinship
from bot.search.typos import LayeredSpeller, Speller
from tests.search.visas import DOCUMENTS, LEXICON, answer, first, visas

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


def test_a_misspelled_question_finds_its_section() -> None:
    assert first("how logn does my h1b visa lsat, mximum yaers") == "visa:h-1b/duration"


def test_corrections_are_reported() -> None:
    corrections = visas().search("which emploeyr can file for h1b").corrections
    assert [(one.typed, one.read) for one in corrections] == [("emploeyr", "employer")]


@pytest.mark.parametrize("question", ["what is h1c", "what is h2b", "o-9"])
def test_a_code_is_never_corrected_into_another(question: str) -> None:
    assert answer(question) in {"closest", "unknown"}
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


def test_a_code_with_its_characters_in_another_order_is_that_code() -> None:
    assert first("how long does hb1 last") == "visa:h-1b/duration"
    assert visas().search("what is hb1").codes == ("hb1",)


def test_a_real_code_that_the_base_lacks_is_no_slip_for_another() -> None:
    for question in ("how long does k-1 last", "what is o-1b", "max years on b-2"):
        ranking = visas().search(question)
        assert ranking.reason is Reason.CODE_UNKNOWN, question
        assert not ranking.corrections


def test_a_common_word_that_the_base_lacks_is_no_slip() -> None:
    index = Index.build(DOCUMENTS, replace(LEXICON, kin=Kinship.parse("loner\nbread butter:70")))
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
