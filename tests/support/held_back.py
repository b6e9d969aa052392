"""Start processes whose signals wait until they are taken, as the container does."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def held_back() -> Iterator[None]:
    """Block signals for what is started meanwhile: none is lost before Python itself runs.

    `env --block-signal` does the same, but a signal may come before `env` does.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM, signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
