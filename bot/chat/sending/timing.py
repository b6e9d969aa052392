"""Time what is done now, from the moment when it reached the bot."""

import time
from contextvars import ContextVar

_BEGAN: ContextVar[float | None] = ContextVar("began", default=None)


def begin() -> None:
    """Note that an interaction or a message has just come; holds for the task that takes it."""
    _BEGAN.set(time.perf_counter())


def elapsed() -> float:
    """Return the seconds since then; 0 if nothing came."""
    began = _BEGAN.get()
    return 0.0 if began is None else time.perf_counter() - began
