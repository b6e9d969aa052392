"""What answers need from the optional semantic stage."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import Protocol

import structlog

from bot.search.index import Ranking
from bot.search.own import GuildLayer
from bot.search.values.semantic_scores import SemanticScores

MEANING_LIMIT = 0.1
"""Seconds that the semantic stage may take: a person notices a delay from about 0.1 s
(Miller 1968; Nielsen 1993)."""

MOST_WAITED = 0.02
"""Seconds that other work waits at a time for those who ask: among many somebody always does."""

_log = structlog.get_logger(__name__)


class Meaning(Protocol):
    """The optional semantic stage: a slower, second look if words do not decide."""

    def sense(self, question: str, own: GuildLayer | None) -> SemanticScores | None:
        """Return what a question means; None if it cannot. Runs in a thread.

        `own` is what the server that asks has for itself.
        """
        ...


class Sensing:
    """Asks the semantic stage in threads, and tells others when none of them computes."""

    def __init__(self, limit: float | None = MEANING_LIMIT) -> None:
        """`limit` is how many seconds a question waits; None is forever."""
        self._limit = limit
        self._under_way = 0
        self._idle = asyncio.Event()

    async def ask(
        self, sense: Callable[[str], SemanticScores | None], ranking: Ranking
    ) -> SemanticScores | None:
        """Ask what a question means; whatever goes wrong there, the words still answer."""
        self._under_way += 1
        self._idle.clear()
        try:
            async with asyncio.timeout(self._limit):
                return await asyncio.to_thread(ranking.sensed, sense)
        except TimeoutError:
            _log.warning("meaning.slow", limit=self._limit)
        except Exception:
            _log.exception("meaning.failed")
        finally:
            self._under_way -= 1
            if not self._under_way:
                self._idle.set()
        return None

    async def idle(self) -> None:
        """Wait until no question waits for its meaning, but not for long."""
        if self._under_way:
            with suppress(TimeoutError):
                async with asyncio.timeout(MOST_WAITED):
                    await self._idle.wait()
