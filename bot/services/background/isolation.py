"""Isolate failures of background work, so that one server's do not stop all others."""

import secrets
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from bot.services.ports.clock import Clock
from bot.services.ports.ledger import LedgerError

FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(minutes=15)
"""How long a subject that failed is left alone; the pause doubles with each failure in a row."""

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class _Failure:
    """What is known of a subject that fails."""

    code: str
    kind: type[Exception]
    pause: timedelta
    retry_at: datetime


class Isolation:
    """Run one kind of background work for many subjects: servers, or single items.

    A subject that fails is reported once, with a code, and left alone for a growing pause; errors
    never leave `attempt`, so the loop goes on with the next subject.
    """

    def __init__(self, what: str, clock: Clock) -> None:
        self._what = what
        self._clock = clock
        self._failures: dict[Hashable, _Failure] = {}

    def ready(self, subject: Hashable) -> bool:
        """Return whether a subject may be tried now: it never failed, or its pause is over."""
        failure = self._failures.get(subject)
        return failure is None or failure.retry_at <= self._clock()

    def is_failing(self, subject: Hashable) -> bool:
        """Return whether a subject failed when it was last tried."""
        return subject in self._failures

    def retry_due(self) -> bool:
        """Return whether a subject that failed should be tried again.

        Subjects that nobody tries anymore, such as a server that is gone, are dropped.
        """
        now = self._clock()
        for subject, failure in tuple(self._failures.items()):
            if failure.retry_at + LONGEST_PAUSE < now:
                del self._failures[subject]
        return any(failure.retry_at <= now for failure in self._failures.values())

    @contextmanager
    def attempt(self, subject: Hashable, **context: object) -> Iterator[None]:
        """Catch and report what fails; `context` goes into the log and must name no person."""
        try:
            yield
        except Exception as error:
            self._failed(subject, error, context)
        else:
            if failure := self._failures.pop(subject, None):
                _log.info("background.recovered", what=self._what, code=failure.code, **context)

    def _failed(self, subject: Hashable, error: Exception, context: dict[str, object]) -> None:
        before = self._failures.get(subject)
        known = before is not None and before.kind is type(error)
        outage = isinstance(error, LedgerError) and self._outage()
        pause = min(before.pause * 2, LONGEST_PAUSE) if before else FIRST_PAUSE
        code = before.code if before and known else secrets.token_hex(3)
        self._failures[subject] = _Failure(code, type(error), pause, self._clock() + pause)
        if known or outage:
            return
        if isinstance(error, LedgerError | OSError):
            _log.warning(
                "background.failed", what=self._what, code=code, error=str(error), **context
            )
        else:
            _log.error("background.failed", what=self._what, code=code, exc_info=error, **context)

    def _outage(self) -> bool:
        """Return whether the database is known to be down: one line for all servers is enough."""
        return any(issubclass(failure.kind, LedgerError) for failure in self._failures.values())
