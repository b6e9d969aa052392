"""A base of thousands of entries: found as in a small one, though not every word is added up."""

import gc
from functools import cache
from random import Random

import pytest

from bot.search.index import Decision, Document, Index, Lexicon
from bot.search.overlay import Overlay
from bot.search.text.common import COMMON
from bot.search.values.calibration import MOST_SPELLED
from tests.bench.support.synthetic import Entry, entries, misspelled, reworded

SIZE = MOST_SPELLED + 1000

VISA = Document("visa:x-1", None, "X-1 visa", ("X-1 visa", "X-1"), phrasings=("what is x-1",))
OTHER = Document("visa:y-2", None, "Y-2 visa", ("Y-2 visa", "Y-2"), phrasings=("what is y-2",))


@cache
def made() -> list[Entry]:
    return entries(SIZE)


@cache
def large() -> Index:
    return Index.build((*(one.document for one in made()), VISA, OTHER), Lexicon())


def first(question: str) -> str:
    hits = large().search(question).hits
    return hits[0].entry if hits else ""


def test_a_misspelled_alias_finds_its_entry() -> None:
    chance = Random(1)
    chosen = [chance.choice(made()) for _ in range(200)]
    found = [first(misspelled(chance.choice(one.strings), chance)) == one.key for one in chosen]
    assert sum(found) >= 0.98 * len(found)


def test_a_reworded_alias_finds_its_entry() -> None:
    chance = Random(2)
    chosen = [chance.choice(made()) for _ in range(200)]
    found = [first(reworded(one, sorted(COMMON), chance)) == one.key for one in chosen]
    assert sum(found) >= 0.95 * len(found)


def test_both_sides_of_a_comparison_are_found_among_thousands() -> None:
    ranking = large().search("what is better for me, x1 or y2")
    assert ranking.decision is Decision.WHICH_ONE
    assert {hit.entry for hit in ranking.offered} == {"visa:x-1", "visa:y-2"}


@pytest.mark.parametrize("question", ["what is the", "how do i do this", " ".join(sorted(COMMON))])
def test_function_words_alone_find_nothing(question: str) -> None:
    assert large().search(question).decision in {Decision.CLOSEST, Decision.UNKNOWN}


def test_completion_finds_a_title_by_two_of_its_words() -> None:
    for one in made()[:50]:
        words = sorted(one.strings[0].split(), key=len)[-2:]
        assert one.key in {found.entry for found in large().complete(" ".join(words))}


def test_an_entry_of_a_guild_is_found_among_thousands_and_hides_one_of_them() -> None:
    title = made()[7].strings[0]
    own = Document("faq:own", None, title, (title,), phrasings=(made()[8].strings[0],))
    overlay = Overlay.build(large(), (own,), {made()[7].key})
    assert overlay.search(made()[8].strings[0]).offered[0].entry == "faq:own"
    assert made()[7].key not in {hit.entry for hit in overlay.search(title).hits}
    assert overlay.complete(title)[0].entry == "faq:own"


def test_collection_of_garbage_goes_on_after_building() -> None:
    Index.build((VISA,), Lexicon())
    assert gc.isenabled()
