"""No card of the base says a word twice in a row, in its text, its labels or its plain twin."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import combinations, islice
from pathlib import Path

import pytest
from discord import ui

from bot.chat.cards.browsing import render_questions
from bot.chat.cards.card import render_answer
from bot.chat.cards.compared import render_comparison
from bot.chat.cards.menu import render_menu
from bot.chat.cards.pages import page
from bot.kb.model.keys import Kind
from bot.locale.catalogs import read_languages
from bot.locale.i18n import ENGLISH, using_language
from bot.services.answering.answers import Answers
from bot.services.answering.compare import compare
from bot.services.content.snapshot import SnapshotHolder
from bot.services.wages.answering import PayAnswers
from tests.support.cards import plain_text, walk
from tests.support.knowledge.shipped import shipped_snapshot

LOCALE = Path(__file__).parents[3] / "bot" / "locale"
SPOKEN = {"en": ENGLISH, **read_languages(LOCALE)}
NOON = datetime(2026, 11, 29, 12, tzinfo=UTC)
DAY = date(2026, 11, 29)

# Marks of combining letters, such as those of Hindi, are no letters to Python.
DOUBLED = re.compile(
    r"(?<![\w\u0900-\u097f'-])([^\W\d_][\w\u0900-\u097f-]*)(?: +|: |：| · |, \*\*|: \*\*)"
    r"(?:\*\*)?\1(?![\w\u0900-\u097f'-])",
    re.IGNORECASE,
)

LEGITIMATE = frozenset({"E e"})
"""The E visas, and "and" in Portuguese."""

PAY = (
    "ml engineer salary in seattle",
    "185k offer in seattle, senior ml engineer",
    "150k in seattle which level",
    "which city makes 150k level 4",
    "google ml engineer salary",
)


def said(view: ui.LayoutView) -> Iterator[str]:
    """Yield every text of a card by itself, and its plain twin."""
    for one in walk(view.to_components()):
        for name in ("content", "label", "placeholder"):
            yield from one.get(name, "").splitlines()
        for option in one.get("options", ()):
            yield option["label"]
    yield from plain_text(view).splitlines()


def views(name: str) -> Iterator[ui.LayoutView]:
    """Render answers, comparisons, topics and pay."""
    snapshot = shipped_snapshot()
    for link in snapshot.links.values():
        answer = snapshot.composer.compose(link.address, DAY, name)
        assert answer is not None
        yield from (render_answer(answer, number=at + 1) for at in range(page(answer).count))
        yield render_menu(answer, share=True, picture=True, person=True)
    for kind in (Kind.VISA, Kind.ROLE, Kind.SALARY):
        keys = [entry.key for entry in snapshot.library.of_kind(kind)]
        # Each entry stands beside some others.
        for pair in islice(combinations(keys, 2), 0, None, 7):
            if comparison := compare(snapshot, pair, DAY):
                yield render_comparison(comparison, share=True)
    holder = SnapshotHolder(snapshot)
    topics = Answers(holder, lambda: NOON).questions(language=name)
    yield from (render_questions(topics, topic) for topic in (None, *topics))
    pay = PayAnswers(holder, lambda: NOON)
    for question in PAY:
        found = pay.ask(question)
        assert found is not None, question
        yield render_answer(found.answer)
        yield render_answer(found.answer, number=2)


@pytest.mark.parametrize("name", SPOKEN)
def test_no_word_follows_itself(name: str) -> None:
    with using_language(SPOKEN[name]):
        texts = {text for view in views(name if name != "en" else "en-US") for text in said(view)}
    doubled = {(match[0], text) for text in texts for match in DOUBLED.finditer(text)}
    assert sorted(one for one in doubled if one[0] not in LEGITIMATE) == []
