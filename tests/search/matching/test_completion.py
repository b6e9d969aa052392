"""Completion: prefix first, then word starts, then typing errors; never more than 25."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.search.index import Document, Index, Lexicon
from tests.search.visas import visas


def titles(typed: str, *, sections: bool = True) -> list[str]:
    return [one.title for one in visas().complete(typed, sections=sections)]


def test_nothing_typed_gives_featured_entries_then_document_order() -> None:
    shown = visas().complete("")
    assert [one.entry for one in shown[:3]] == ["visa:o-1a", "faq:phd", "visa:h-1b"]
    assert all(one.section is None for one in shown)


@pytest.mark.parametrize("typed", ["h1", "H-1", "h-1b", "h 1b", "H1B v", "h1b visa"])
def test_a_half_typed_code_completes_its_entry_first(typed: str) -> None:
    assert titles(typed)[0] == "H-1B visa"


def test_a_name_leads_to_its_entry() -> None:
    assert titles("extraord") == ["O-1A visa"]
    assert titles("national int") == ["EB-2 NIW"]


def test_starts_of_titles_stand_before_starts_of_words() -> None:
    listed = ("Boston pay", "Pay in Boston", "What a payday is")
    documents = [Document(f"faq:{n}", None, title) for n, title in enumerate(listed)]
    shown = Index.build(documents, Lexicon()).complete("pay")
    assert [one.title for one in shown] == ["Pay in Boston", "Boston pay", "What a payday is"]


def test_several_words_may_start_anywhere_in_any_order() -> None:
    assert titles("h1b dur") == ["H-1B visa: duration"]
    assert titles("dur h1b") == ["H-1B visa: duration"]
    assert titles("pay senior") == ["Senior ML engineer pay in San Francisco"]


def test_typing_errors_are_forgiven_after_exact_matches() -> None:
    assert titles("dutation") == titles("duration")
    assert titles("compnaies") == ["Which companies sponsor visas?"]


def test_sections_can_be_left_out() -> None:
    assert titles("h1b", sections=False) == ["H-1B visa", "H-1B1 visa"]


def test_kinds_keep_others_out() -> None:
    shown = visas().complete("", kinds=("salary", "faq"))
    assert {one.entry.split(":")[0] for one in shown} == {"salary", "faq"}


def test_no_more_than_25_are_shown() -> None:
    many = [Document(f"faq:{n}", None, f"Question {n}") for n in range(60)]
    index = Index.build(many, Lexicon())
    for typed in ("", "q", "question"):
        assert len(index.complete(typed, limit=99)) == 25
    assert len(index.complete("q", limit=3)) == 3


@given(st.text(max_size=200))
def test_any_text_completes_without_repeats(typed: str) -> None:
    shown = visas().complete(typed)
    assert len(shown) == len(set(shown)) <= 25
