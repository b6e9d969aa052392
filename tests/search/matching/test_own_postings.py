"""A guild may have very many entries: they are found as few are, without looking at each."""

import gc
from collections.abc import Sequence
from weakref import ref

import pytest

from bot.search.index import Decision
from bot.search.matching import own_postings
from bot.search.overlay import Overlay
from bot.search.values.documents import Document
from tests.search.visas import visas

WORDS = ("parking", "bicycle", "coffee", "badge", "laptop", "desk", "visitor", "lunch", "gym")


def many(number: int) -> Sequence[Document]:
    """Make documents that are unlike each other in two words and a number."""
    return [
        Document(
            f"faq:own-{n}",
            None,
            f"Rules for the {WORDS[n % 9]} of the {WORDS[n // 9 % 9]} in room {n}",
            (),
            (),
            (f"who may use the {WORDS[n % 9]} for {WORDS[n // 9 % 9]} in room {n}",),
            body=f"In our company the {WORDS[n % 9]} of room {n} is for everybody.",
        )
        for n in range(number)
    ]


QUESTIONS = (
    "how long does h1b last",
    "can my wife work on o3",
    "rules parking of the bicycle",
    "may i use the laptop of room 31",
    "who may use the gym for lunch in room 79",
    "room",
)


def test_what_is_indexed_is_found_as_if_each_were_looked_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    documents = many(81)
    scanned = Overlay.build(visas(), documents)
    before = [scanned.search(question) for question in QUESTIONS]
    monkeypatch.setattr(own_postings, "MOST_SCANNED", 0)
    indexed = Overlay.build(visas(), documents)
    for ranking, question in zip(before, QUESTIONS, strict=True):
        found = indexed.search(question)
        assert [hit.entry for hit in found.offered] == [hit.entry for hit in ranking.offered]
        assert found.decision == ranking.decision
        assert found.confidence == pytest.approx(ranking.confidence, abs=1e-4)


def test_of_more_documents_than_are_added_up_the_right_one_is_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(own_postings, "MOST_SCANNED", 0)
    monkeypatch.setattr(own_postings, "BUDGET", 50)
    overlay = Overlay.build(visas(), many(400))
    found = overlay.search("please say who may use the coffee for parking in room 326")
    assert found.hits[0].entry == "faq:own-326"
    shared = overlay.search("how long does h1b last")
    assert shared.decision is Decision.FOUND
    assert shared.offered[0].entry == "visa:h-1b"


def test_what_a_server_is_read_with_waits_for_no_collector() -> None:
    overlay = Overlay.build(visas(), many(3))
    overlay.search("how long does teh cofee machine last")
    reader = overlay.ranker._reader
    parts = ref(reader._lexer), ref(reader._decoder._channel)
    gc.collect()
    gc.disable()
    try:
        del overlay, reader
        assert [part() for part in parts] == [None, None]
    finally:
        gc.enable()


def test_what_an_edit_replaced_stays_in_no_memory() -> None:
    overlay = Overlay.build(visas(), many(3))
    overlay.prepare()
    ranker, completer = ref(overlay.ranker), ref(overlay.completer.own)
    assert ranker() is overlay.ranker
    del overlay
    gc.collect()
    assert ranker() is None
    assert completer() is None
