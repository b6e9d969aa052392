"""The short form: some seconds of every fuzzer, always with the same seed."""

import itertools
import random

import pytest

from tests.fuzz.fuzzing import Deadline, FindingError, attempt
from tests.fuzz.targets import TARGETS

SECONDS = 20
"""For all targets together."""


@pytest.mark.parametrize("name", TARGETS)
def test_no_hostile_input_raises_or_runs_long(name: str) -> None:
    assert TARGETS[name](random.Random(1), Deadline.after(SECONDS / len(TARGETS)))


def test_a_finding_shows_the_input_that_raised() -> None:
    with pytest.raises(FindingError, match=r"ZeroDivisionError.*\ninput: '\?'"), attempt("?"):
        raise ZeroDivisionError("division by zero")


def test_an_input_that_never_ends_is_a_finding() -> None:
    with pytest.raises(FindingError, match="ran too long"), attempt("loop", seconds=0.01):
        for _ in itertools.count():
            pass
