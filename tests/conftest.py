"""What holds for all tests."""

import pytest
from hypothesis import settings

# How long an example takes tells of the machine and of what else runs on it, not of the code.
settings.register_profile("almanac", deadline=None)
settings.load_profile("almanac")

SLOWEST = ("tests/semantic/", "tests/sockets/", "tests/test_", "tests/search/test_quality.py")
"""Where single tests take seconds: begun first, so that no core is left with them at the end."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the slowest first; `make test` hands files out in this order."""
    items.sort(key=lambda item: not item.nodeid.startswith(SLOWEST))
