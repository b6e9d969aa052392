"""A small base, its snapshot, and the services that answer from it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.kb.reading.library import load_library
from bot.services.answering.answers import Answers
from bot.services.answering.comparisons import Comparisons
from bot.services.answering.salaries import Salaries
from bot.services.content.documents import documents, search_lexicon
from bot.services.content.snapshot import Snapshot, SnapshotHolder
from bot.services.ports.clock import Clock
from bot.services.wages.answering import PayAnswers
from tests.support.knowledge.base import small_base
from tests.support.meaning import MODES, learned


@pytest.fixture
def clock() -> Clock:
    return lambda: datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture
def snapshots(tmp_path: Path) -> SnapshotHolder:
    return SnapshotHolder(Snapshot.build(load_library(small_base(tmp_path))))


@pytest.fixture(params=MODES)
def answers(request: pytest.FixtureRequest, snapshots: SnapshotHolder, clock: Clock) -> Answers:
    """Answer by words alone, and by meaning too: whatever is claimed of answers holds of both."""
    if request.param == "words":
        return Answers(snapshots, clock)
    library = snapshots.snapshot.library
    meaning = learned(tuple(documents(library)), search_lexicon(library))
    return Answers(snapshots, clock, meaning, limit=None)


@pytest.fixture
def comparisons(snapshots: SnapshotHolder, clock: Clock, answers: Answers) -> Comparisons:
    return Comparisons(snapshots, clock, answers)


@pytest.fixture
def salaries(snapshots: SnapshotHolder, clock: Clock, answers: Answers) -> Salaries:
    return Salaries(snapshots, clock, answers, PayAnswers(snapshots, clock))
