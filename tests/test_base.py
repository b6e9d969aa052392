"""The base that ships keeps its own promises."""

from datetime import date

from bot.kb.entries import Entry, Faq, Role, Section, Visa
from bot.kb.keys import Key
from bot.kb.markdown import parse_entry, print_entry
from bot.services.checking import check_base
from tests.support.shipped import KNOWLEDGE, shipped_library

REVIEWED = date(2026, 11, 24)
"""The day after the last review: what is due later is for `almanac kb check`, not for the tests."""


def test_the_base_has_no_problem_and_its_questions_find_their_answers() -> None:
    checked = check_base(KNOWLEDGE, REVIEWED)
    assert list(map(str, checked.problems)) == []
    assert checked.questions > 2000


MAIN = ("h-1b", "o-1a", "l-1", "eb-1", "eb-2-niw", "j-1")
"""The visas that people ask about most: each answers every part, or says that it does not apply."""


def test_the_main_visas_and_all_roles_answer_every_part() -> None:
    entries = shipped_library().entries
    whole = [entries[Key.parse(f"visa:{slug}")] for slug in MAIN]
    whole += [entry for entry in entries.values() if isinstance(entry, Role)]
    for entry in whole:
        assert {section.name for section in entry.sections} == set(entry.vocabulary)


def test_every_part_is_asked_for_in_several_ways() -> None:
    thin = []
    for entry in shipped_library().entries.values():
        fewest = 5 if isinstance(entry, (Visa, Faq)) else 3
        parts: tuple[Entry | Section, ...] = (entry, *entry.sections)
        thin += [f"{entry.key} {part.summary}" for part in parts if len(part.asks) < fewest]
    assert thin == []


def test_the_example_for_editors_is_an_entry_that_can_be_read_and_printed() -> None:
    text = (KNOWLEDGE / "README.md").read_text("utf-8")
    example = text.split("```markdown\n", 1)[1].split("```\n", 1)[0]
    entry = parse_entry(example, Key.parse("visa:cap-gap"))
    assert parse_entry(print_entry(entry), entry.key) == entry
