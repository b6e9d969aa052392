"""What fails for one server is reported once, tried again later, and stops nobody else's work."""

from datetime import UTC, datetime, timedelta

import pytest
from structlog.testing import capture_logs

from bot.services.background.isolation import FIRST_PAUSE, LONGEST_PAUSE, Isolation
from bot.services.ports.ledger import LedgerError

HERE, THERE = 1, 2


@pytest.fixture
def now() -> list[datetime]:
    return [datetime(2026, 11, 24, 12, tzinfo=UTC)]


@pytest.fixture
def isolation(now: list[datetime]) -> Isolation:
    return Isolation("boards", lambda: now[0])


def fail(isolation: Isolation, error: Exception, guild: int = HERE) -> None:
    with isolation.attempt(guild, guild=guild):
        raise error


def test_a_failure_is_logged_once_with_a_code_and_its_end_under_the_same_one(
    isolation: Isolation,
) -> None:
    with capture_logs() as log:
        for _ in range(3):
            fail(isolation, ValueError("no day"))
        with isolation.attempt(HERE, guild=HERE):
            pass
        with isolation.attempt(HERE, guild=HERE):
            pass
    assert [(one["event"], one["what"], one["guild"]) for one in log] == [
        ("background.failed", "boards", HERE),
        ("background.recovered", "boards", HERE),
    ]
    assert len({one["code"] for one in log}) == 1


def test_another_kind_of_failure_is_logged_too(isolation: Isolation) -> None:
    with capture_logs() as log:
        fail(isolation, ValueError())
        fail(isolation, TypeError())
    assert len(log) == 2


def test_a_database_that_is_down_is_logged_once_for_all_servers(isolation: Isolation) -> None:
    with capture_logs() as log:
        for guild in (HERE, THERE):
            fail(isolation, LedgerError("locked"), guild)
        fail(isolation, ValueError(), 3)
    assert [one["log_level"] for one in log] == ["warning", "error"]


def test_what_failed_is_left_alone_for_a_growing_pause(
    isolation: Isolation, now: list[datetime]
) -> None:
    pauses = []
    for _ in range(8):
        fail(isolation, ValueError())
        start = now[0]
        while not isolation.ready(HERE):
            assert not isolation.retry_due()
            now[0] += timedelta(seconds=30)
        assert isolation.retry_due()
        pauses.append(now[0] - start)
    assert pauses[:3] == [FIRST_PAUSE, 2 * FIRST_PAUSE, 4 * FIRST_PAUSE]
    assert pauses[-1] == LONGEST_PAUSE
    assert isolation.ready(THERE)


def test_what_nobody_tries_any_more_is_forgotten(isolation: Isolation, now: list[datetime]) -> None:
    fail(isolation, ValueError())
    now[0] += FIRST_PAUSE + LONGEST_PAUSE + timedelta(seconds=1)
    assert not isolation.retry_due()
    assert not isolation.is_failing(HERE)


def test_being_cancelled_is_no_failure(isolation: Isolation) -> None:
    with pytest.raises(KeyboardInterrupt), isolation.attempt(HERE):
        raise KeyboardInterrupt
    assert not isolation.is_failing(HERE)
