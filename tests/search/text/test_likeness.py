"""Two phrasings are one question where they are about the same thing and put alike."""

import pytest

from bot.search.text.likeness import NEAR, likeness


@pytest.mark.parametrize(
    ("first", "second", "near"),
    [
        ("can i self petition eb1", "can you self petition eb1", True),
        ("h1b fees", "fees h1b", True),
        ("what is opt", "who can get opt", False),
        ("h1b fees", "h1b1 fees", False),
        ("install python 3.9", "install python 3.10", False),
        ("is the office open", "is the office not open", False),
    ],
)
def test_near_questions_are_told_from_others(first: str, second: str, near: bool) -> None:
    assert (likeness(first.split(), second.split()) >= NEAR) is near
