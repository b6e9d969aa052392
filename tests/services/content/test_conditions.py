"""Conditions are whole sentences in every script, and only what can wait leaves a full page."""

import pytest

from bot.services.content.conditions import Condition, lines, shortened

ALL = [Condition(name, "Words.") for name in ("never_first", "applies_to", "from")]


@pytest.mark.parametrize(
    ("text", "ended"),
    [
        ("you resign", "you resign."),
        ("you resign (or travel)", "you resign (or travel)."),
        ("Ask first!", "Ask first!"),
        ("बिना वेतन का समय रहा है", "बिना वेतन का समय रहा है।"),
        ("यात्रा न करें।", "यात्रा न करें।"),
        ("辞职", "辞职。"),
    ],
)
def test_a_condition_ends_as_a_sentence(text: str, ended: str) -> None:
    (line,) = lines([Condition("lawyer_before", text)])
    assert line.endswith(f" {ended}")


@pytest.mark.parametrize(
    ("most", "left"),
    [
        (3, ["never_first", "applies_to", "from"]),
        (2, ["never_first", "applies_to"]),
        (1, ["never_first"]),
        (0, ["never_first"]),
    ],
)
def test_only_what_can_wait_leaves_and_as_little_as_does(most: int, left: list[str]) -> None:
    kept = shortened(ALL, lambda conditions: len(list(conditions)) <= most)
    assert [one.name for one in kept] == left
