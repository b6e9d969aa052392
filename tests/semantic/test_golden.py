"""On the base that ships, meaning finds what words do not, and refuses as much.

The scores are printed: `pytest tests/semantic/test_golden.py -s`.
"""

import shutil
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from bot.kb.reading.library import load_library
from bot.search.index import Decision, Index, Ranking
from bot.search.values.documents import Document
from bot.semantic.stage import SemanticModel
from bot.services.answering.answers import is_off_topic
from bot.services.content.documents import documents, search_lexicon
from tests.bench.support.meaning import searching
from tests.bench.support.own_servers import Asker
from tests.support.knowledge.golden import TESTS, Golden, files, load_golden
from tests.support.server_faqs import SERVER_FAQS

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"

Search = Callable[[str], Ranking]


TYPED = 4
"""Of what strangers type one in so many is learned here: reading all of it takes minutes."""


@pytest.fixture(scope="module")
def listed() -> tuple[Document, ...]:
    shipped = documents(load_library(KNOWLEDGE))
    return tuple(replace(one, typed=one.typed[::TYPED]) for one in shipped)


FALL = 0.01
"""The share of the golden questions by which meaning may lose where every phrasing is there: these
were mended until words found them, and some have two good answers."""

DRAWS = (0,)

FAR = ("machine learning and code", "news, opinions and small talk")
"""Those of the golden near misses that are about nothing that the base is for."""

OTHER_SUBJECTS = [one for one in SERVER_FAQS if one.slug != "referrals"]
"""The base answers how to get a referral, too."""


@pytest.fixture(scope="module")
def words(listed: Sequence[Document]) -> Index:
    return Index.build(listed, search_lexicon(load_library(KNOWLEDGE)))


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("vectors")


@pytest.fixture(scope="module")
def meaning(words: Index, listed: Sequence[Document], data: Path) -> Search:
    lexicon = search_lexicon(load_library(KNOWLEDGE))
    return searching(words, listed, lexicon, semantic=True, data=data)


def right(search: Search, golden: Sequence[Golden]) -> int:
    """Count the questions whose first offer is a right place."""
    count = 0
    for one in golden:
        offered = search(one.ask).offered
        first = f"{offered[0].entry}/{offered[0].section or ''}".rstrip("/") if offered else ""
        count += first in one.places
    return count


def taken(search: Search, golden: Sequence[Golden]) -> list[str]:
    """List the questions that get an answer or a choice of answers."""
    return [
        one.ask
        for one in golden
        if search(one.ask).decision in (Decision.FOUND, Decision.WHICH_ONE)
    ]


def test_meaning_keeps_what_words_find(words: Index, meaning: Search) -> None:
    answered = load_golden(files()[:1])[0]
    by_words, by_meaning = right(words.search, answered), right(meaning, answered)
    print(f"\nof {len(answered)}: {by_words} by words, {by_meaning} with meaning")
    assert by_meaning >= by_words - FALL * len(answered)


def test_meaning_finds_more_where_half_of_the_phrasings_are_gone(
    listed: Sequence[Document], meaning: Search, data: Path, tmp_path: Path
) -> None:
    answered = load_golden(files()[:1])[0]
    lexicon = search_lexicon(load_library(KNOWLEDGE))
    by_words = by_meaning = 0
    for seed in DRAWS:
        drawn = Random(seed)
        thinned = [
            replace(one, phrasings=tuple(p for p in one.phrasings if drawn.random() < 0.5))
            for one in listed
        ]
        index = Index.build(thinned, lexicon)
        by_words += right(index.search, answered)
        # What was read for the whole base need not be read again.
        known = shutil.copytree(data, tmp_path / str(seed))
        search = searching(index, thinned, lexicon, semantic=True, data=known)
        by_meaning += right(search, answered)
    print(f"\nof {len(DRAWS) * len(answered)}: {by_words} by words, {by_meaning} with meaning")
    assert by_meaning > by_words


def test_meaning_takes_no_more_of_what_must_be_refused(words: Index, meaning: Search) -> None:
    refused = load_golden(files()[:1])[1]
    by_words, by_meaning = taken(words.search, refused), taken(meaning, refused)
    print(f"\nof {len(refused)} taken: {by_words} by words, {by_meaning} with meaning")
    assert len(by_meaning) <= len(by_words)


def test_only_what_is_far_from_the_base_is_off_topic(meaning: Search) -> None:
    asked = tomllib.loads((TESTS / "golden" / "near-misses.toml").read_text("utf-8"))["refused"]
    far = [ask for subject in FAR for ask in asked.pop(subject)]
    near = [ask for asks in asked.values() for ask in asks]
    assert [ask for ask in near if is_off_topic(meaning(ask))] == []
    assert sum(is_off_topic(meaning(ask)) for ask in far) >= len(far) // 3


def test_every_phrasing_of_the_base_stays_with_its_part(
    listed: Sequence[Document], meaning: Search
) -> None:
    for one in listed:
        for phrasing in one.phrasings:
            first = meaning(phrasing).offered[0]
            assert (first.entry, first.section) == (one.entry, one.section), phrasing


@pytest.fixture(scope="module")
def server(
    words: Index,
    listed: Sequence[Document],
    meaning: Search,
    data: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Asker:
    """Return a server that wrote for itself on subjects that the base does not have."""
    known = shutil.copytree(data, tmp_path_factory.mktemp("server") / "known")
    stage = SemanticModel(None, known)
    stage.train(listed, search_lexicon(load_library(KNOWLEDGE)))
    return Asker.over(words, stage, [one.document for one in OTHER_SUBJECTS], 1)


def test_own_entries_change_nothing_of_the_base(meaning: Search, server: Asker) -> None:
    answered, refused = load_golden(files()[:1])
    changed = [one.ask for one in answered if shown(server.ask(one.ask)) != shown(meaning(one.ask))]
    assert not changed
    assert len(taken(server.ask, refused)) <= len(taken(meaning, refused))


def test_own_entries_are_found_in_other_words(server: Asker) -> None:
    asked = [golden for one in OTHER_SUBJECTS for golden in one.golden]
    by_words, by_meaning = right(server.by_words, asked), right(server.ask, asked)
    print(f"\nof {len(asked)} offered first: {by_words} by words, {by_meaning} with meaning")
    assert by_meaning >= 2 * by_words


def shown(ranking: Ranking) -> tuple[Decision, list[tuple[str, str | None]]]:
    return ranking.decision, [hit.place for hit in ranking.offered]
