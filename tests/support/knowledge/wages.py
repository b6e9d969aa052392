"""Small wage tables as real files: three areas, two codes, round figures."""

from pathlib import Path

AREAS = """\
[areas.99]
name = "United States"
short = "United States"
states = []
aliases = ["usa", "us"]

[areas.41860]
name = "San Francisco-Oakland-Fremont, CA"
short = "San Francisco"
states = ["CA"]
aliases = ["oakland", "bay area"]

[areas.41940]
name = "San Jose-Sunnyvale-Santa Clara, CA"
short = "San Jose"
states = ["CA"]
aliases = ["sunnyvale", "bay area"]

[areas.42660]
name = "Seattle-Tacoma-Bellevue, WA"
short = "Seattle"
states = ["WA"]
aliases = ["bellevue"]
"""

JOBS = """\
[codes.15-1252]
name = "Software Developers"
plural = "software developers"

[codes.15-2051]
name = "Data Scientists"
plural = "data scientists"

[jobs.ml-engineer]
name = "ML engineer"
plural = "ML engineers"
codes = ["15-1252", "15-2051"]
titled = true
mix = "machine learning engineer"
entry = "{entry}"
aliases = ["ml engineer", "mle"]

[jobs.data-scientist]
name = "data scientist"
plural = "data scientists"
codes = ["15-2051"]
entry = "{entry}"
aliases = ["data scientist"]
"""

EMPLOYERS = """\
[employers.nvidia]
name = "NVIDIA"
filed_as = ["NVIDIA Corporation"]

[employers.hugging-face]
name = "Hugging Face"
"""

SOURCE = """\
[source]
title = "{title}"
url = "{url}"
checked = 2026-11-01
trust = "official-relayed"
"""

LEVELS = (
    """\
kind = "oflc-level"
year = "2026-27"
valid_from = 2026-07-01
valid_to = 2027-06-30

"""
    + SOURCE.format(title="OFLC wage data", url="https://flag.dol.gov/wage-data")
    + """
[rows.15-1252]
41860 = [130000, 150000, 170000, 190000]
42660 = [120000, 140000, 160000, 180000]

[rows.15-2051]
41860 = [110000, 130000, 150000, 170000]
41940 = [115000, 135000, 155000, 175000]
42660 = [100000, 120000, 140000, 160000]
"""
)

PERCENTILES = (
    """\
kind = "oews-percentile"
year = "May 2025"

"""
    + SOURCE.format(title="BLS OEWS", url="https://www.bls.gov/oes/tables.htm")
    + """
[rows.15-1252]
99 = [80000, 100000, 130000, 160000, 200000, 1500000]
41860 = [120000, 150000, 180000, 220000, 260000, 60000]
42660 = [110000, 130000, 160000, 210000, 240000]

[rows.15-2051]
99 = [60000, 80000, 110000, 150000, 190000, 240000]
42660 = [90000, 110000, 140000, 180000, 210000, 9000]
"""
)

FILINGS = (
    """\
kind = "lca-median"
year = "FY2025"
valid_from = 2024-10-01
valid_to = 2025-09-30

"""
    + SOURCE.format(title="Labor Condition Applications", url="https://www.dol.gov/lca")
    + """
[ml_titled.seniority]
"all seniorities" = [140000, 180000, 220000, 2400]
"senior, III or IV" = [165000, 199000, 225000, 570]

[ml_titled.areas]
42660 = [160000, 200000, 230000, 270]

[ml_titled.employers]

[employers."NVIDIA Corporation"]
15-1252 = [190000, 228000, 250000, 660]
15-2051 = [190000, 205000, 224000, 17]
"""
)

MIX = (
    """\
kind = "soc-mix"
year = "FY2025"

"""
    + SOURCE.format(title="Labor Condition Applications", url="https://www.dol.gov/lca")
    + """
[titles."machine learning engineer"]
filings = 1881

[titles."machine learning engineer".codes]
15-1252 = [1087, 0.5779]
15-2051 = [604, 0.3211]
other = [190, 0.101]
"""
)


def write_wages(folder: Path, entry: str, **changed: str) -> Path:
    """Write the tables into a base that has the entry; `changed` replaces whole files."""
    texts = {
        "areas": AREAS,
        "jobs": JOBS.format(entry=entry),
        "employers": EMPLOYERS,
        "oflc_2026_27": LEVELS,
        "oews_2025": PERCENTILES,
        "lca_2025": FILINGS,
        "soc_mix_2025": MIX,
        **changed,
    }
    where = folder / "wages"
    where.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (where / f"{name.replace('_', '-')}.toml").write_text(text, "utf-8")
    return where
