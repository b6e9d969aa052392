"""Jobs and tables are named as their readers name them."""

from bot.services.wages.names import JOB_NAMES, year_name
from tests.support.knowledge.shipped import shipped_library


def test_every_job_of_the_base_can_be_translated() -> None:
    wages = shipped_library().wages
    named = {name for job in wages.jobs.values() for name in (job.name, job.plural)}
    assert named | {code.plural for code in wages.codes.values()} <= set(JOB_NAMES)


def test_what_a_table_is_called_by_is_no_month_or_stays() -> None:
    assert [year_name(year) for year in ("May 2025", "FY2025", "2026-27")] == [
        "May 2025",
        "FY2025",
        "2026-27",
    ]
