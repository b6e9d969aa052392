"""No text of the length that people can send keeps a regular expression of ours busy."""

import re

import pytest

from tests.bench.patterns import LENGTH, patterns, texts
from tests.fuzz.fuzzing import FindingError, attempt

PATTERNS = patterns()


@pytest.mark.parametrize("name", PATTERNS)
def test_a_pattern_ends_on_every_text(name: str) -> None:
    pattern = PATTERNS[name]
    for text in texts(pattern, LENGTH):
        with attempt(text, seconds=30):
            list(pattern.finditer(text))


def test_a_pattern_that_does_not_end_would_be_found() -> None:
    slow = re.compile(r"(?:a+)+b")
    with pytest.raises(FindingError), attempt("a", seconds=0.5):
        list(slow.finditer("a" * 40))
