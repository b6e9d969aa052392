"""Read the official download of wage levels, and write it as a table of the base.

The Office of Foreign Labor Certification publishes one zip a year
(https://flag.dol.gov/wage-data/wage-data-downloads). `ALC_Export.csv` in it has a line for each
area and job code: Area, SocCode, GeoLvl, Level1 to Level4, Average, Label. The levels are hourly
unless the label is "Annual Wage", and empty under "High Wage" and "No Leveled Wage".
`Geography.csv` names the areas: Area, AreaName, StateAb, State, CountyTownName.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from bot.kb.wages.tables import COUNTRY, Wages

HOURS = 2080
"""Hours of a year by which OFLC turns an hourly wage into a yearly one (20 CFR 655.731)."""

LEVELS, GEOGRAPHY = "ALC_Export.csv", "Geography.csv"
OFFICIAL = "https://flag.dol.gov/wage-data/wage-data-downloads"

LARGEST = 256 * 2**20
"""Bytes of one file of the download; that of 2025-26 has some 25 MB."""

_COLUMNS = ("Level1", "Level2", "Level3", "Level4")
_YEAR = re.compile(r"(20\d\d)-(\d\d)")

Rows = Mapping[str, Mapping[str, tuple[int, ...]]]


class WageImportError(ValueError):
    """The download cannot be read as levels; the message says why."""


@dataclass(frozen=True, slots=True)
class Download:
    """The lines of a download that a base has codes and areas for."""

    rows: Rows
    """Levels in USD a year by code and area."""
    renamed: Mapping[str, str]
    """Areas of the base that the download calls otherwise."""
    missing: tuple[str, ...]
    """Areas of the base that the download does not name."""


def wage_year(text: str) -> tuple[date, date]:
    """Read `2027-28` as its first and last day; raise `WageImportError`."""
    match = _YEAR.fullmatch(text)
    if match is None or (int(match[1]) + 1) % 100 != int(match[2]):
        raise WageImportError(f"'{text}' is not a wage year: write it as 2027-28")
    first = int(match[1])
    return date(first, 7, 1), date(first + 1, 6, 30)


def read_download(path: Path, wages: Wages) -> Download:
    """Read the zip, or one of its files with the other beside it; raise `WageImportError`."""
    names = {row["Area"].strip(): row["AreaName"].strip() for row in _lines(path, GEOGRAPHY)}
    rows: dict[str, dict[str, tuple[int, ...]]] = {}
    for row in _lines(path, LEVELS):
        code, area = row["SocCode"].strip(), row["Area"].strip()
        if code in wages.codes and area in wages.areas and (levels := _levels(row)):
            rows.setdefault(code, {})[area] = levels
    if not rows:
        raise WageImportError(f"{LEVELS} has no line for any code and area of the base")
    metros = {code: area.name for code, area in wages.areas.items() if code != COUNTRY}
    renamed = {
        code: names[code] for code, name in metros.items() if code in names and names[code] != name
    }
    return Download(rows, renamed, tuple(code for code in metros if code not in names))


def print_levels(rows: Rows, year: str, read_day: date) -> str:
    """Write `oflc-2027-28.toml`; raise `WageImportError` for a year that is none."""
    first, last = wage_year(year)
    head = (
        "# OFLC prevailing wages, levels I to IV in USD a year (hourly x 2,080), all industries.\n"
        "# One line an area and code: CBSA code = [I, II, III, IV].\n\n"
        f'kind = "oflc-level"\nyear = "{year}"\nvalid_from = {first}\nvalid_to = {last}\n\n'
        f'[source]\ntitle = "OFLC wage data {year}"\n'
        f'url = "{OFFICIAL}"\nchecked = {read_day}\ntrust = "official"\n'
    )
    return head + "".join(_print_code(code, rows[code]) for code in sorted(rows))


def _print_code(code: str, rows: Mapping[str, tuple[int, ...]]) -> str:
    lines = (f"{area} = [{', '.join(map(str, rows[area]))}]\n" for area in sorted(rows))
    return f"\n[rows.{code}]\n{''.join(lines)}"


def _levels(row: Mapping[str, str]) -> tuple[int, ...] | None:
    """Read the levels of a line in USD a year; None if it has none."""
    figures = [row[name].strip() for name in _COLUMNS]
    if not all(figures):
        return None
    hours = 1 if "annual" in (row.get("Label") or "").casefold() else HOURS
    try:
        return tuple(round(float(figure) * hours) for figure in figures)
    except ValueError as error:
        raise WageImportError(f"{LEVELS}: {row['Area']}, {row['SocCode']}: {error}") from error


def _lines(path: Path, name: str) -> Iterator[dict[str, str]]:
    try:
        text = _text(path, name).decode("utf-8-sig")
    except OSError as error:
        raise WageImportError(f"{name} cannot be read: {error.strerror}") from error
    except (BadZipFile, UnicodeDecodeError, NotImplementedError) as error:
        raise WageImportError(f"{name} cannot be read: {error}") from error
    reader = csv.DictReader(io.StringIO(text), restval="")
    wanted = ("Area", "AreaName") if name == GEOGRAPHY else ("Area", "SocCode", *_COLUMNS)
    if missing := [column for column in wanted if column not in (reader.fieldnames or ())]:
        raise WageImportError(f"{name} has no column {', '.join(missing)}")
    yield from reader


def _text(path: Path, name: str) -> bytes:
    if path.suffix.casefold() != ".zip":
        folder = path if path.is_dir() else path.parent
        with (folder / name).open("rb") as file:
            return _bounded(file.read(LARGEST + 1), name)
    with ZipFile(path) as archive:
        result = [member for member in archive.namelist() if member.rpartition("/")[2] == name]
        if not result:
            raise WageImportError(f"the zip holds no {name}")
        with archive.open(result[0]) as file:
            return _bounded(file.read(LARGEST + 1), name)


def _bounded(data: bytes, name: str) -> bytes:
    if len(data) > LARGEST:
        raise WageImportError(f"{name} is larger than {LARGEST // 2**20} MB")
    return data
