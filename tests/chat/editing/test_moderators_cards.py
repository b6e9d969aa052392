"""Whatever moderators are shown fits a card, however long names, texts and histories are."""

import dataclasses
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

import pytest
from discord import ui

from bot.chat.editing.views import render_clash, render_history, render_saved
from bot.chat.inbox.inbox import render_gap, render_suggestion
from bot.chat.proposals.preview_cards import impact_lines, render_preview, render_proposal
from bot.chat.proposals.status_changes import Step
from bot.chat.ui.actions import ADD_INSTEAD, AGAIN, SAVE_ANYWAY
from bot.kb.model.facts import Source, Trust
from bot.kb.model.keys import SECTION_LIMIT, SLUG_LIMIT, Address, Key, Kind
from bot.kb.model.lexicon import Lexicon
from bot.kb.reading.library import Library
from bot.kb.reading.markdown import print_entry
from bot.services.comparing.field_changes import FieldChange
from bot.services.content.answer import Link
from bot.services.content.outcomes import Choice
from bot.services.editing.editor import Clash, Version
from bot.services.ports.ledger import ChangeKind, FaqChange
from bot.services.ports.proposed import ProposedChange
from bot.services.ports.records import Gap, Suggestion
from bot.services.previews.impact import Impact, Share, SimilarPhrasing, TakenQuestion
from bot.services.previews.previews import ChangePreview
from tests.chat.cards.test_card import assert_fits, composed, longest
from tests.support.cards import labels, text_of, walk

NOW = datetime(2026, 11, 24, tzinfo=UTC)
SEED = Trust.SEED
NO_BASE = Library({}, {}, {}, Lexicon())
LONGEST = Address(Key(Kind.VISA, "a" * SLUG_LIMIT), "s" * SECTION_LIMIT)
ID = 2**63 - 1
"""No id of Discord is greater within a lifetime."""

REVISION = 10**10
"""More changes than a server makes."""


def change(reason: str = "r" * 200) -> FaqChange:
    return FaqChange(
        revision=REVISION,
        guild=ID,
        key=LONGEST.key,
        parent=0,
        kind=ChangeKind.WRITE,
        body=None,
        batch="f" * 16,
        request="1",
        actor=ID,
        reason=reason,
        at=NOW,
    )


@pytest.mark.parametrize("words", ["Words.", "word " * 800 + "end", "x" + "*" * 900])
def test_a_saved_answer_fits_with_what_is_said_of_it(words: str) -> None:
    for section in (None, "cost"):
        answer = dataclasses.replace(composed(longest(words), section), disputed=True)
        assert_fits(render_saved("Verified today. " * 12, "f" * 16, answer))


def previewed(words: str = "Words.", **changes: Any) -> ChangePreview:
    found = Impact(
        taken=tuple(TakenQuestion(f"{n} " + "q" * 238, LINK, LINK) for n in range(99)),
        similar=tuple(SimilarPhrasing(f"{n} " + "q" * 238, LINK, 0.99) for n in range(99)),
        lost=tuple(f"{n} " + "q" * 238 for n in range(99)),
    )
    answer = composed(longest(words), "cost")
    seen = ChangePreview(answer, (), (), (), (), (), found, new=True)
    return dataclasses.replace(seen, **changes)


def kept() -> ProposedChange:
    about = f"e|{LONGEST}"
    return ProposedChange(ID, ID, about, LONGEST, REVISION, "write", "text", "", NOW, id=REVISION)


@pytest.mark.parametrize("words", ["Words.", "word " * 800 + "end", "x" + "*" * 900])
def test_a_preview_fits_however_much_it_takes_away(words: str) -> None:
    changes = tuple(FieldChange("F" * 60, "old " * 300, "*" * 900) for _ in range(30))
    source = Source(title="T" * 300, url="https://a.example/" + "u" * 400, checked=None, trust=SEED)
    for seen in (previewed(words, changes=changes, unsourced=(source,) * 9), previewed(words)):
        view = render_preview(seen, kept(), needs_approval=True)
        assert_fits(view)
        assert {"Publish", "Change", "Discard"} <= set(labels(view.to_components()))
        assert_fits(render_proposal(seen, "s" * 300, kept()))


def test_what_a_preview_leaves_out_is_in_the_whole_text() -> None:
    changes = tuple(FieldChange("Bullet", "", f"word {n} " * 40) for n in range(60))
    view = render_preview(previewed(changes=changes), kept(), needs_approval=False)
    assert "More is in the whole text." in text_of(view.to_components())
    assert "Whole text" in labels(view.to_components())


def test_a_list_in_a_preview_ends_before_what_follows() -> None:
    found = Impact((TakenQuestion("q", LINK, None),), (SimilarPhrasing("q", LINK, 0.9),), ("q",))
    lines = list(impact_lines(found))
    after = [following for line, following in pairwise(lines) if line.startswith("- ")]
    assert after == ["", ""]


def test_a_preview_says_how_many_questions_there_was_time_for() -> None:
    lines = list(impact_lines(Impact(share=Share(12, 40))))
    assert len(lines) == 1
    assert "time to check 12 of the 40 questions" in lines[0]
    assert not list(impact_lines(Impact()))


@pytest.mark.parametrize("words", ["Words.", "word " * 800 + "end"])
def test_both_texts_of_a_clash_fit(words: str) -> None:
    text = print_entry(longest(words))
    address = Address(longest("Words.").key, "cost")
    clash = Clash(address.key, change(), text, text.replace("end", "END"), "-x\n+y" * 900)
    assert_fits(render_clash(f"e|{LONGEST}", address, clash))


OLD, NEW = longest("word " * 800 + "end"), longest("other " * 700 + "END")
TEXTS = (print_entry(NEW), print_entry(OLD))
VERSIONS = [
    Version(dataclasses.replace(change(), revision=REVISION + at, key=OLD.key), *TEXTS)
    for at in range(12)
]
LINK = Link(LONGEST, "T" * 300)
PLACES = [dataclasses.replace(LONGEST, section=name * SECTION_LIMIT) for name in "xyz"]
NEAR = tuple(Choice(place, "*" * 300, 0.5) for place in PLACES)
GAP = Gap(REVISION, ID, "g", "*" * 240, 99, 99, False, True, NOW, NOW)


def test_a_history_fits() -> None:
    for start in (0, 5, 10):
        assert_fits(render_history(OLD.key, "T" * 300, VERSIONS, start, NO_BASE))


def test_the_inbox_fits() -> None:
    assert_fits(render_gap(GAP, NEAR))
    assert_fits(render_suggestion(Suggestion(ID, ID, "*" * 240, "*" * 4000, NOW, REVISION), NEAR))


@pytest.mark.parametrize(
    "drawn",
    [
        render_gap(GAP, NEAR),
        render_suggestion(Suggestion(ID, ID, "Why?", "So.", NOW, REVISION), NEAR),
    ],
    ids=["a gap", "a suggestion"],
)
def test_a_quotation_ends_with_its_text(drawn: ui.LayoutView) -> None:
    texts = [one["content"] for one in walk(drawn.to_components()) if "content" in one]
    (quotation,) = (text for text in texts if "> " in text)
    assert quotation.splitlines()[-1].startswith("> ")


def test_every_state_that_a_button_must_carry_fits() -> None:
    restore, back = (Step(what, LONGEST.key, ID, "") for what in ("restore", str(REVISION)))
    for draft in (f"e|{LONGEST}", f"a|{LONGEST}", restore.submission.draft, back.submission.draft):
        for action in (AGAIN, SAVE_ANYWAY, ADD_INSTEAD):
            assert action.custom_id(draft)
