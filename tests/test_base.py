"""The base that ships keeps its own promises."""

from datetime import date
from pathlib import Path

from bot.kb.keys import Key
from bot.kb.markdown import parse_entry, print_entry
from bot.services.checking import check_base

KNOWLEDGE = Path(__file__).parents[1] / "knowledge"

REVIEWED = date(2026, 11, 24)
"""The day after the last review: what is due later is for `almanac kb check`, not for the tests."""


def test_the_base_has_no_problem_and_its_questions_find_their_answers() -> None:
    checked = check_base(KNOWLEDGE, REVIEWED)
    assert list(map(str, checked.problems)) == []
    assert checked.questions > 2000


def test_the_example_for_editors_is_an_entry_that_can_be_read_and_printed() -> None:
    text = (KNOWLEDGE / "README.md").read_text("utf-8")
    example = text.split("```markdown\n", 1)[1].split("```\n", 1)[0]
    entry = parse_entry(example, Key.parse("visa:cap-gap"))
    assert parse_entry(print_entry(entry), entry.key) == entry
