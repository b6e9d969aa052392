"""What every fuzzer needs: a deadline, and a finding that shows the input that caused it."""

import random
import signal
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, Self

_SHOWN = 2000
"""Characters of an input that are printed; the whole of a longer one is kept in a file."""


class FindingError(AssertionError):
    """An input raised, ran too long or was answered wrongly; the message shows the input."""


class OverdueError(Exception):
    """An input took longer than it may."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """The moment at which a fuzzer starts no more inputs."""

    moment: float
    """In seconds of `time.monotonic`."""

    @classmethod
    def after(cls, seconds: float) -> Self:
        """Set a deadline some seconds from now."""
        return cls(time.monotonic() + seconds)

    @property
    def passed(self) -> bool:
        """Tell whether it is over."""
        return time.monotonic() >= self.moment


class Fuzzer(Protocol):
    """Tries inputs until the deadline has passed, at least one, and returns how many.

    All its randomness comes from `rng`, so that a seed replays a run. It raises on a finding;
    `attempt` makes that a `FindingError` with the input.
    """

    def __call__(self, rng: random.Random, until: Deadline) -> int:
        """Run."""
        ...


@contextmanager
def attempt(tried: object, seconds: float = 10) -> Iterator[None]:
    """Turn whatever an input raises into a finding that shows it, and end one that runs long.

    The limit is there to end a hang: it is far above what any input takes on a busy machine.
    It works in the main thread only, which is the one that fuzzers and tests run in.
    """
    before = signal.signal(signal.SIGALRM, _interrupt)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    except Exception as error:
        raise FindingError(f"{type(error).__name__}: {error}\ninput: {_shown(tried)}") from error
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _interrupt(*_: object) -> None:
    raise OverdueError("ran too long")


def _shown(tried: object) -> str:
    text = ascii(tried)
    if len(text) <= _SHOWN:
        return text
    with tempfile.NamedTemporaryFile("w", prefix="finding-", suffix=".txt", delete=False) as file:
        file.write(text)
    return f"{text[:_SHOWN]}… (whole in {Path(file.name)})"
