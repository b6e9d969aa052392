"""Pay is found by role, level and place, and an offer is put beside it."""

import pytest

from bot.kb.model.entries import Level
from bot.services.answering.salaries import Salaries, SalaryQuery
from bot.services.content.outcomes import Closest, Found, Position, Unknown, WhichOne


@pytest.mark.parametrize(
    ("query", "slug"),
    [
        (SalaryQuery("ml engineer", Level.ENTRY), "ml-engineer-entry-united"),
        (SalaryQuery("mle", Level.SENIOR), "ml-engineer-senior-united"),
        (SalaryQuery("=role:ml-engineer", Level.SENIOR, "seattle"), "ml-engineer-senior-seattle"),
        (SalaryQuery(place="Seattle"), "ml-engineer-senior-seattle"),
    ],
)
async def test_a_full_query_finds_its_range(
    salaries: Salaries, query: SalaryQuery, slug: str
) -> None:
    outcome = await salaries.find(query)
    assert isinstance(outcome, Found)
    assert outcome.answer.address.key.slug == slug


async def test_an_open_query_asks_which_one(salaries: Salaries) -> None:
    outcome = await salaries.find(SalaryQuery("ml engineer"))
    assert isinstance(outcome, WhichOne)
    assert len(outcome.choices) == 2


async def test_a_place_without_figures_shows_the_nearest_as_such(salaries: Salaries) -> None:
    outcome = await salaries.find(SalaryQuery("ml engineer", Level.ENTRY, "Denver"))
    assert isinstance(outcome, Closest)
    assert outcome.choices[0].address.key.slug == "ml-engineer-entry-united"


async def test_a_role_that_the_base_does_not_have_is_unknown(salaries: Salaries) -> None:
    assert isinstance(await salaries.find(SalaryQuery("pastry chef")), Unknown)


@pytest.mark.parametrize(
    ("amount", "position"),
    [
        (119_999, Position.BELOW),
        (120_000, Position.WITHIN),
        (160_000, Position.WITHIN),
        (160_001, Position.ABOVE),
    ],
)
async def test_an_offer_is_placed_beside_the_range(
    salaries: Salaries, amount: int, position: Position
) -> None:
    query = SalaryQuery("ml engineer", Level.ENTRY, offer=amount)
    outcome = await salaries.find(query)
    assert isinstance(outcome, Found)
    assert outcome.offer is not None
    assert outcome.offer.position is position
    assert outcome.offer.basis == "total"


def test_places_that_begin_with_the_typed_words_come_first(salaries: Salaries) -> None:
    assert set(salaries.places("")) == {"Seattle", "United States"}
    assert salaries.places("sea") == ("Seattle",)
    assert salaries.places("states") == ("United States",)
