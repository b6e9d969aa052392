"""What holds for all tests."""

from collections.abc import Iterator

import pytest
from hypothesis import settings
from pydantic import SecretStr

NO_SERVER = "no PostgreSQL server"

# How long an example takes tells of the machine and of what else runs on it, not of the code.
settings.register_profile("almanac", deadline=None)
settings.load_profile("almanac")

SLOWEST = ("tests/semantic/", "tests/sockets/", "tests/test_", "tests/search/test_quality.py")
"""Where single tests take seconds: begun first, so that no core is left with them at the end."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the slowest first; `make test` hands files out in this order."""
    items.sort(key=lambda item: not item.nodeid.startswith(SLOWEST))


@pytest.fixture(scope="session")
def postgres_template() -> Iterator[SecretStr]:
    """A database with all tables, to be copied; skips where no server is."""
    from tests.support.postgres import template_database, why_not

    if why := why_not():
        pytest.skip(f"{NO_SERVER} ({why})")
    with template_database() as address:
        yield address


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say in one line that what needs a PostgreSQL server was skipped."""
    reasons = [str(one.longrepr) for one in terminalreporter.stats.get("skipped", ())]
    skipped = sum(NO_SERVER in reason for reason in reasons)
    if skipped:
        terminalreporter.write_line(
            f"{NO_SERVER}: {skipped} tests were skipped (ALMANAC_TEST_POSTGRES names one)"
        )
