"""A small base, its snapshot, and the services that answer from it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.kb.library import load_library
from bot.services.answers import Answers
from bot.services.clock import Clock
from bot.services.comparisons import Comparisons
from bot.services.salaries import Salaries
from bot.services.snapshot import Keeper, Snapshot
from bot.services.wages.answering import PayAnswers
from tests.support.base import small_base


@pytest.fixture
def clock() -> Clock:
    return lambda: datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture
def keeper(tmp_path: Path) -> Keeper:
    return Keeper(Snapshot.build(load_library(small_base(tmp_path))))


@pytest.fixture
def answers(keeper: Keeper, clock: Clock) -> Answers:
    return Answers(keeper, clock)


@pytest.fixture
def comparisons(keeper: Keeper, clock: Clock, answers: Answers) -> Comparisons:
    return Comparisons(keeper, clock, answers)


@pytest.fixture
def salaries(keeper: Keeper, clock: Clock, answers: Answers) -> Salaries:
    return Salaries(keeper, clock, answers, PayAnswers(keeper, clock))
