"""Every fact that was gathered for the base stands at its place, or is left out for a reason."""

from collections import Counter
from datetime import date

import pytest

from bot.services.answering.report import as_text
from tests.support.knowledge.facts import GatheredFact, load_facts
from tests.support.knowledge.shipped import shipped_snapshot

DAY = date(2026, 11, 24)
FACTS = load_facts()


def test_every_fact_is_listed_once() -> None:
    counted = Counter(fact.id for fact in FACTS)
    assert [name for name, times in counted.items() if times > 1] == []


def test_every_fact_has_a_place_with_its_words_or_a_reason() -> None:
    said = [fact.id for fact in FACTS if fact.place and fact.must and not fact.reason]
    left_out = [fact.id for fact in FACTS if fact.reason and not fact.place and not fact.must]
    assert sorted({fact.id for fact in FACTS} - {*said, *left_out}) == []


NUMBERED = {"green-card.csv": "G2-{:03}"}
"""How the facts of a file that is complete are numbered, from 1 without a gap."""


@pytest.mark.parametrize("file", NUMBERED)
def test_no_fact_of_a_complete_file_is_forgotten(file: str) -> None:
    found = {fact.id for fact in FACTS if fact.file == file}
    assert found == {NUMBERED[file].format(number) for number in range(1, len(found) + 1)}


@pytest.mark.parametrize("fact", [fact for fact in FACTS if fact.place], ids=str)
def test_a_gathered_fact_stands_at_its_place(fact: GatheredFact) -> None:
    assert fact.place is not None
    answer = shipped_snapshot().composer.compose(fact.place, DAY)
    assert answer is not None, f"there is no {fact.place}"
    text = as_text(answer).casefold()
    assert [words for words in fact.must if words.casefold() not in text] == []
