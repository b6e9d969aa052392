"""What an earlier Almanac kept is there after an upgrade, and what it exported can be imported.

`upgrading/d4beb6b` holds what that commit wrote: its database as SQL, and exports of two servers.
"""

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.kb.model.keys import Address, Key
from bot.kb.model.problems import BrokenBaseError
from bot.kb.reading.library import load_library
from bot.kb.reading.markdown import parse_entry
from bot.services.content.snapshot import Snapshot, SnapshotHolder
from bot.services.editing.checking import check_base
from bot.services.ports.records import Counter
from bot.storage.opening import FILE, open_storage
from bot.wiring import Services, wire
from tests.support.knowledge.base import small_base

FORMER = Path(__file__).parent / "upgrading" / "d4beb6b"

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)

HERE, THERE, EVA = 100, 200, 3
"""Two servers, and a member of the first."""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    with closing(sqlite3.connect(tmp_path / FILE)) as database:
        database.executescript((FORMER / "almanac.sql").read_text("utf-8"))
    return tmp_path


@pytest.fixture
def snapshots(tmp_path: Path) -> SnapshotHolder:
    return SnapshotHolder(Snapshot.build(load_library(small_base(tmp_path / "knowledge"))))


async def test_every_answer_of_a_server_is_shown_as_before(
    data: Path, snapshots: SnapshotHolder
) -> None:
    with capture_logs() as log:
        async with open_storage(data) as stores:
            services: Services = wire(snapshots, stores, lambda: NOON)
            await services.load()
            own = services.answering.answers.show(Address(Key.parse("faq:phd-needed")), guild=HERE)
            assert own is not None
            assert "More of ours." in str(own)
            assert own.revision == "v2"
            retired = services.answering.answers.show(Address(Key.parse("visa:l-1")), guild=HERE)
            assert retired is None
            visa = services.answering.answers.show(
                Address(Key.parse("visa:h-1b"), "cost"), guild=THERE
            )
            assert visa is not None
            assert visa.revision == "v4"
            versions = await services.editing.editor.history(HERE, Key.parse("faq:phd-needed"))
            assert len(versions) == 2
    assert [one["event"] for one in log] == ["database.upgraded"]


async def test_everything_else_that_was_kept_is_there(data: Path) -> None:
    async with open_storage(data) as stores:
        (settings,) = await stores.guilds.settings()
        assert (settings.guild, settings.inbox_channel, settings.moderator_role) == (HERE, 9, 8)
        (gap,) = await stores.gaps.open(HERE, ready=True, limit=9)
        assert "zebra" in gap.text
        (suggestion,) = await stores.suggestions.open(HERE, limit=9)
        assert suggestion.question == "Where is a bakery?"
        (report,) = await stores.reports.open(HERE)
        assert report.address == Address(Key.parse("visa:h-1b"))
        (board,) = await stores.boards.list_all()
        assert board.message == 77
        kept = await stores.people.export(EVA)
        assert [watch.text for watch in kept.watches] == ["It costs."]
        assert kept.plain
        assert len(kept.waiting) == 1
        totals = await stores.counters.totals(HERE, date(2026, 11, 1))
        assert totals[Counter.HIT] == 1


def test_a_field_by_both_of_its_names_is_refused_at_its_line() -> None:
    text = (FORMER / "export-visa" / "visas" / "h-1b.md").read_text("utf-8")
    both = text.replace("twins:", "lookalikes:\n- visa:o-1a\ntwins:")
    with pytest.raises(BrokenBaseError) as refused:
        parse_entry(both, Key.parse("visa:h-1b"), "h-1b.md")
    (problem,) = refused.value.problems
    line = both.splitlines().index("twins:") + 1
    assert str(problem).startswith(f"h-1b.md:{line}: twins: ")


@pytest.mark.parametrize("name", ["export", "export-visa"])
def test_an_export_is_read_without_a_problem(name: str, tmp_path: Path) -> None:
    over = load_library(small_base(tmp_path / "knowledge"))
    checked = check_base(FORMER / name, date(2026, 11, 29), over)
    assert [str(one) for one in checked.problems if one.severity.value == "error"] == []
