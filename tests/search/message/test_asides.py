"""What people say around a question changes nothing, on the base that ships, by words alone."""

import json
from pathlib import Path

import pytest

from bot.search.index import Decision
from tests.support.knowledge.shipped import shipped_index

STRANGERS = Path(__file__).parents[2] / "strangers"

SURVIVED = 0.95
"""The share of answers that an aside must leave as they are."""


def answered() -> dict[str, tuple[str, str | None]]:
    """Ask the short questions, and keep those that are answered rightly."""
    lines = (STRANGERS / "questions.jsonl").read_text("utf-8").splitlines()
    found = {}
    for one in map(json.loads, lines):
        ranking = shipped_index().search(one["text"])
        if ranking.decision is Decision.FOUND and not one["long"]:
            hit = ranking.offered[0]
            place = f"{hit.entry}/{hit.section}" if hit.section else hit.entry
            if place in one["want"]:
                found[one["text"]] = hit.entry, hit.section
    return found


@pytest.mark.parametrize("name", ["asides.txt", "asides-building.txt", "asides-held.txt"])
def test_an_aside_changes_no_answer(name: str) -> None:
    questions = answered()
    asked = kept = 0
    for form in (STRANGERS / name).read_text("utf-8").splitlines():
        for question, place in questions.items():
            ranking = shipped_index().search(form.replace("{q}", question))
            hit = ranking.offered[0] if ranking.offered else None
            found = ranking.decision is Decision.FOUND and hit is not None
            kept += found and hit is not None and (hit.entry, hit.section) == place
            asked += 1
    print(f"\n{name}: {kept} of {asked} the same")
    assert kept >= SURVIVED * asked
