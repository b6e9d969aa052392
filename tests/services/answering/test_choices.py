"""The likeliest choice comes first, and a green card is offered by its categories."""

from dataclasses import replace
from datetime import date

import pytest

from bot.kb.model.keys import Address, Kind
from bot.services.answering.choices import describe, green_card_categories, likeliest_first
from bot.services.content.outcomes import Choice, WhichOne
from tests.support.knowledge.shipped import shipped_snapshot

TODAY = date(2026, 11, 29)


def choice(address: str, score: float) -> Choice:
    return Choice(Address.parse(address), address, score)


FAMILY = tuple(
    choice(f"visa:{name}/family", score)
    for name, score in (("j-2", 0.53), ("o-3", 0.51), ("l-2", 0.5), ("e-3", 0.49), ("h-4", 0.47))
)


def test_the_family_of_the_commonest_visa_comes_first_though_its_score_is_lower() -> None:
    outcome = WhichOne("can my wife work", FAMILY[:4], 0.5, FAMILY)
    result = likeliest_first(shipped_snapshot(), outcome)
    assert [one.address.key.slug for one in result] == ["h-4", "j-2", "l-2", "o-3"]


def test_what_is_far_less_likely_is_not_drawn_in() -> None:
    near = tuple(choice(f"visa:{name}/cost", 0.5) for name in ("tn", "e-3", "h-1b1"))
    far = (*near, choice("visa:h-1b/cost", 0.2))
    result = likeliest_first(shipped_snapshot(), WhichOne("q", near, 0.5, far))
    assert "h-1b" not in {one.address.key.slug for one in result}


def test_where_families_are_meant_the_commonest_is_offered_whatever_its_score() -> None:
    candidates = (*FAMILY[:4], choice("visa:h-1b/family", 0.5))
    result = likeliest_first(shipped_snapshot(), WhichOne("q", FAMILY[:4], 0.5, candidates))
    assert [one.address.key.slug for one in result] == ["h-4", "j-2", "l-2", "o-3"]


def test_no_choice_stands_twice_under_names_of_two_languages() -> None:
    named = tuple(replace(one, title=f"Visa {at}") for at, one in enumerate(FAMILY[:4]))
    result = likeliest_first(shipped_snapshot(), WhichOne("q", named, 0.5, FAMILY))
    assert len({one.address for one in result}) == len(result) == 4


def test_a_choice_is_named_in_the_language_of_its_reader() -> None:
    (worker,) = describe(shipped_snapshot(), (choice("visa:h-1b/cost", 1.0),), TODAY, "es-ES")
    assert worker.title.startswith("Visado H-1B: ")


def test_a_choice_names_the_visa_that_people_know_and_its_first_sentence() -> None:
    named = (choice("visa:h-4/family", 1.0), choice("visa:h-1b/cost", 1.0))
    dependent, worker = describe(shipped_snapshot(), named, TODAY, "en-US")
    assert dependent.title == "Under H-1B: H-4 visa (family)"
    assert dependent.sentence.endswith(".")
    assert worker.title == "visa:h-1b/cost"


@pytest.mark.parametrize("name", ["green card", "Green Card", "greencard", "gc", "eb visa"])
def test_a_green_card_is_offered_by_its_categories(name: str) -> None:
    found = green_card_categories(shipped_snapshot(), name)
    assert 2 <= len(found) <= 4
    assert all(one.address.key.kind is Kind.VISA for one in found)
    assert all(one.address.key.slug.startswith("eb-") for one in found)


@pytest.mark.parametrize("name", ["visa", "eb-2 niw", "green card lottery", "h1b green card", ""])
def test_what_names_more_than_a_green_card_is_left_to_the_search(name: str) -> None:
    assert green_card_categories(shipped_snapshot(), name) == ()
