"""With the model, a question finds its answer by meaning; without it, by words."""

from pathlib import Path

import pytest
from structlog.testing import CapturingLogger

from bot.kb.reading.library import load_library
from bot.semantic.stage import BlockingModel, SemanticModel
from bot.services.answering.answers import Answers
from bot.services.content.documents import documents, search_lexicon
from bot.services.content.outcomes import Found, Unknown
from bot.services.content.snapshot import Snapshot, SnapshotHolder
from bot.services.ports.clock import system_clock
from tests.support.knowledge.base import small_base

PARAPHRASE = "doctoral studies necessary?"
"""Shares no word with `do i need a phd`, nor with anything else in the base."""


@pytest.fixture
def snapshots(tmp_path: Path) -> SnapshotHolder:
    return SnapshotHolder(Snapshot.build(load_library(small_base(tmp_path / "knowledge"))))


def answers(
    snapshots: SnapshotHolder, folder: Path | None = None, data: Path | None = None
) -> Answers:
    library = snapshots.snapshot.library
    meaning = BlockingModel(
        SemanticModel(folder, data), tuple(documents(library)), search_lexicon(library)
    )
    return Answers(snapshots, system_clock, meaning, limit=None)


async def test_a_paraphrase_without_a_shared_word_is_answered(
    snapshots: SnapshotHolder, tmp_path: Path
) -> None:
    assert isinstance(await Answers(snapshots, system_clock).ask(PARAPHRASE), Unknown)
    outcome = await answers(snapshots, data=tmp_path).ask(PARAPHRASE)
    assert isinstance(outcome, Found)
    assert str(outcome.answer.address) == "faq:phd-needed"
    assert outcome.confidence > 0.5


async def test_what_is_outside_the_base_stays_unknown(snapshots: SnapshotHolder) -> None:
    asked = answers(snapshots)
    for question in ("what is the weather in paris", "how do i bake a cake", "tell me a joke"):
        assert isinstance(await asked.ask(question), Unknown)


async def test_without_the_model_words_answer_and_the_log_says_why_once(
    snapshots: SnapshotHolder, tmp_path: Path, logged: CapturingLogger
) -> None:
    asked = answers(snapshots, folder=tmp_path)
    assert isinstance(await asked.ask(PARAPHRASE), Unknown)
    assert isinstance(await asked.ask("how long does h1b last"), Found)
    assert isinstance(await asked.ask(PARAPHRASE), Unknown)
    assert [line.kwargs["code"] for line in logged.calls] == ["model-missing"]


async def test_an_explanation_shows_what_meaning_said(snapshots: SnapshotHolder) -> None:
    ranking = await answers(snapshots).explain(PARAPHRASE)
    told = ranking.hits[0].parts.meaning
    assert told is not None
    assert told.central > ranking.hits[1].parts.meaning.central  # type: ignore[union-attr]
