"""Nothing of the base that ships rots in silence: it is composed for days still to come."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pytest

from bot.chat.cards.card import AMBER, render_answer
from bot.kb.model.entries import Entry, Section
from bot.kb.model.facts import Fact
from bot.kb.model.keys import Address
from bot.kb.reading.links import part_texts
from bot.kb.reading.quotes import (
    quotable_by_all,
    quotable_facts,
    quotes,
    replace_quotes,
    split_sentences,
)
from bot.services.answering.report import as_text
from bot.services.content.answer import Answer
from bot.services.content.caveats import CaveatKind
from bot.services.content.season import next_season
from tests.support.cards import plain_text, text_of
from tests.support.knowledge.shipped import shipped_library, shipped_snapshot

DAYS = (date(2027, 1, 15), date(2027, 4, 2), date(2027, 10, 1), date(2028, 1, 1))


@dataclass(frozen=True, slots=True)
class Quoting:
    """A sentence of the base as it was said when its facts held, and these facts."""

    text: str
    facts: tuple[Fact, ...]


def quoting(part: Entry | Section, facts: dict[str, Fact]) -> Iterator[Quoting]:
    for _, text in part_texts(part):
        for sentence in split_sentences(text):
            named = tuple(facts[name] for name in quotes(sentence))
            if named:
                said = replace_quotes(sentence, lambda name, _words: facts[name].text)
                yield Quoting(said, named)


def parts() -> Iterator[tuple[Entry, Address, Entry | Section]]:
    for entry in shipped_library().entries.values():
        yield entry, Address(entry.key), entry
        for section in entry.sections:
            yield entry, Address(entry.key, section.name), section


def composed(address: Address, day: date, language: str | None = None) -> Answer:
    answer = shipped_snapshot().composer.compose(address, day, language)
    assert answer is not None
    return answer


def warned(answer: Answer) -> bool:
    """Tell whether a card and plain text both warn, above everything else that they say."""
    due = [str(one) for one in answer.warnings if one.kind is CaveatKind.DUE]
    view = render_answer(answer).to_components()
    first = len(answer.warnings) + 1
    heading = "\n".join(text_of(view).splitlines()[:first])
    plain = "\n".join(plain_text(render_answer(answer)).splitlines()[:first])
    amber = view[0]["accent_color"] == AMBER.value
    return len(due) == 1 and amber and all(due[0] in text for text in (heading, plain))


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_what_is_due_is_under_a_warning_and_what_has_ended_is_gone(day: date) -> None:
    silent, shown = [], []
    by_all = quotable_by_all(shipped_library().facts)
    for entry, address, part in parts():
        found = list(quoting(part, dict(quotable_facts(entry, by_all))))
        ended = [one for one in found if not all(fact.is_current(day) for fact in one.facts)]
        due = [one for one in found if any(fact.is_due(day) for fact in one.facts)]
        answer = composed(address, day)
        shown += [one.text for one in ended if one.text in as_text(answer)]
        if [one for one in due if one not in ended] and not warned(answer):
            silent.append(str(address))
    assert (silent, shown) == ([], [])


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_a_translation_warns_where_its_original_does(day: date) -> None:
    silent = []
    for key, beside in shipped_library().translations.items():
        for language in beside:
            entry = shipped_library().entries[key]
            for name in (None, *(section.name for section in entry.sections)):
                original = composed(Address(key, name), day)
                translated = composed(Address(key, name), day, language)
                if translated.caveats != original.caveats:
                    silent.append(f"{key}/{name} {language}")
    assert silent == []


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_the_season_never_calls_a_month_expected_that_has_passed(day: date) -> None:
    season = next_season(shipped_library(), day)
    assert season is not None
    said = "\n".join(season.lines())
    if day > date(2027, 3, 31):
        assert "not announced, expected in March 2027" not in said
    if season.is_over:
        assert f"The season for fiscal year {season.is_over} has passed" in season.caption
        assert season.caption in said
