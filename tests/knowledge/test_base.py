"""The base that ships keeps its own promises."""

from datetime import date

import pytest

from bot.kb.model.entries import Entry, Faq, Role, Section, Visa
from bot.kb.model.keys import Address, Key
from bot.kb.reading.markdown import parse_entry, print_entry
from bot.kb.reading.phrasing_files import by_address, parse_phrasings
from bot.kb.reading.quotes import quotable_by_all
from bot.kb.reading.translations import parse_translation
from bot.services.editing.checking import check_base
from tests.support.knowledge.shipped import KNOWLEDGE, shipped_library

REVIEWED = date(2026, 11, 30)
"""The day of the last review: what is due later is for `almanac kb check`, not for the tests."""

EVERY = 10
"""Of what strangers type each so many is asked here; `make check` asks everything."""


def test_the_base_has_no_problem_and_its_questions_find_their_answers() -> None:
    checked = check_base(KNOWLEDGE, REVIEWED, every=EVERY)
    assert list(map(str, checked.problems)) == []
    assert checked.questions > 2000


MAIN = ("h-1b", "o-1a", "l-1", "eb-1", "eb-2-niw", "j-1")
"""The visas that people ask about most: each answers every part that is not optional, or says that
it does not apply."""


def test_the_main_visas_and_all_roles_answer_every_part() -> None:
    entries = shipped_library().entries
    whole = [entries[Key.parse(f"visa:{slug}")] for slug in MAIN]
    whole += [entry for entry in entries.values() if isinstance(entry, Role)]
    for entry in whole:
        answered = {section.name for section in entry.sections}
        assert answered - entry.optional == set(entry.vocabulary) - entry.optional


def test_every_part_is_asked_for_in_several_ways() -> None:
    thin = []
    for entry in shipped_library().entries.values():
        fewest = 5 if isinstance(entry, (Visa, Faq)) else 3
        parts: tuple[Entry | Section, ...] = (entry, *entry.sections)
        thin += [f"{entry.key} {part.summary}" for part in parts if len(part.asks) < fewest]
    assert thin == []


LANGUAGES = {"es", "es-ES", "hi", "pt-BR", "zh-CN"}


@pytest.mark.parametrize("key", ["visa:h-1b", "faq:laid-off"])
def test_what_people_need_most_is_there_whole_in_four_languages(key: str) -> None:
    library = shipped_library()
    entry, beside = library.entries[Key.parse(key)], library.translations[Key.parse(key)]
    assert beside.keys() == LANGUAGES
    for translation in beside.values():
        assert not translation.is_behind(entry, quotable_by_all(library.facts))
        for name in (None, *(section.name for section in entry.sections)):
            part, original = translation.part(name), entry.section(name or "") or entry
            assert part is not None
            assert len(part.points) == len(original.points)
            assert bool(part.more) == bool(original.more)


def examples() -> list[str]:
    """List the examples that the guide for editors shows."""
    text = (KNOWLEDGE / "README.md").read_text("utf-8")
    return [part.split("```\n", 1)[0] for part in text.split("```markdown\n")[1:]]


def test_the_examples_for_editors_can_be_read_and_printed() -> None:
    entry_example, translation_example, typed_example = examples()
    translated = parse_translation(translation_example, Key.parse("visa:h-1b"), "es", "h-1b.es.md")
    assert translated.translation.part("duration") is not None
    typed = parse_phrasings(typed_example, Key.parse("visa:h-1b"), "h-1b.asks.md")
    assert by_address([typed]).keys() == {
        Address.parse("visa:h-1b"),
        Address.parse("visa:h-1b/duration"),
    }
    entry = parse_entry(entry_example, Key.parse("visa:cap-gap"))
    assert parse_entry(print_entry(entry), entry.key) == entry
