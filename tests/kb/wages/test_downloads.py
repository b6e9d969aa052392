"""The official download of next July becomes a table with one command."""

from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest
from typer.testing import CliRunner, Result

from bot.cli import app
from bot.kb.reading.library import load_library
from bot.kb.wages.downloads import WageImportError, read_download, wage_year
from tests.support.knowledge.base import small_base
from tests.support.knowledge.wages import write_wages

HEAD = "Area,SocCode,GeoLvl,Level1,Level2,Level3,Level4,Average,Label\n"
LEVELS = HEAD + (
    "42660,15-1252,1,60.10,70.20,80.30,90.40,75.25,\n"
    "41860,15-1252,1,130000,150000,170000,190000,160000,Annual Wage\n"
    "41940,15-1252,1,,,,,130.00,High Wage\n"
    "42660,11-1011,1,60.00,70.00,80.00,90.00,75.00,\n"
    "10180,15-1252,1,30.00,40.00,50.00,60.00,45.00,\n"
)
GEOGRAPHY = (
    "Area,AreaName,StateAb,State,CountyTownName\n"
    '42660,"Seattle-Tacoma-Bellevue, WA",WA,Washington,King County\n'
    '42660,"Seattle-Tacoma-Bellevue, WA",WA,Washington,Pierce County\n'
    '41860,"San Francisco-Oakland-Berkeley, CA",CA,California,San Mateo County\n'
)


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = small_base(tmp_path / "knowledge")
    write_wages(folder, "faq:phd-needed")
    monkeypatch.setenv("ALMANAC_KNOWLEDGE", str(folder))
    monkeypatch.setenv("ALMANAC_DATA", str(tmp_path / "data"))
    return folder


def download(folder: Path, levels: str = LEVELS) -> Path:
    """Write a zip of the form that flag.dol.gov offers, with a byte order mark."""
    path = folder / "OFLC_Wages_2027-28.zip"
    with ZipFile(path, "w") as archive:
        archive.writestr("OFLC_Wages_2027-28/ALC_Export.csv", "\ufeff" + levels)
        archive.writestr("OFLC_Wages_2027-28/Geography.csv", GEOGRAPHY)
    return path


def run(path: Path, year: str = "2027-28") -> Result:
    return CliRunner().invoke(app, ["wages", "import", str(path), "--year", year])


def test_hourly_wages_become_yearly_ones_and_yearly_ones_stay(base: Path, tmp_path: Path) -> None:
    result = run(download(tmp_path))
    assert result.exit_code == 0, result.output
    table = load_library(base).wages.levels[0]
    assert (table.year, table.valid_from, table.valid_to) == (
        "2027-28",
        date(2027, 7, 1),
        date(2028, 6, 30),
    )
    assert table.rows == {
        "15-1252": {
            "41860": (130000, 150000, 170000, 190000),
            "42660": (125008, 146016, 167024, 188032),
        }
    }
    assert "2 rows" in result.output


def test_areas_that_changed_are_named(base: Path, tmp_path: Path) -> None:
    output = run(download(tmp_path)).output
    assert "area 41860 is now called 'San Francisco-Oakland-Berkeley, CA'" in output
    assert "area 41940 is not in the download" in output
    assert "42660" not in output
    assert (base / "wages" / "oflc-2027-28.toml").exists()


def test_unpacked_files_are_read_too(base: Path, tmp_path: Path) -> None:
    (tmp_path / "ALC_Export.csv").write_text(LEVELS, "utf-8")
    (tmp_path / "Geography.csv").write_text(GEOGRAPHY, "utf-8")
    wages = load_library(base).wages
    assert read_download(tmp_path / "ALC_Export.csv", wages) == read_download(tmp_path, wages)


def test_figures_that_cannot_be_right_are_not_written(base: Path, tmp_path: Path) -> None:
    result = run(download(tmp_path, LEVELS.replace("70.20", "72.20")))
    assert result.exit_code != 0
    assert "levels must rise in equal steps" in result.output
    assert not (base / "wages" / "oflc-2027-28.toml").exists()


def test_a_table_that_is_there_stays(base: Path, tmp_path: Path) -> None:
    before = (base / "wages" / "oflc-2026-27.toml").read_text("utf-8")
    assert "is there already" in run(download(tmp_path), "2026-27").output
    assert (base / "wages" / "oflc-2026-27.toml").read_text("utf-8") == before


@pytest.mark.parametrize("text", ["2027", "2027-29", "27-28", "2027-28 "])
def test_a_year_must_be_a_wage_year(text: str) -> None:
    with pytest.raises(WageImportError, match="is not a wage year"):
        wage_year(text)


@pytest.mark.parametrize(
    ("levels", "message"),
    [
        ("Area,SocCode\n", "has no column Level1"),
        (HEAD, "no line for any code and area"),
        (HEAD + "42660,15-1252,1,a,b,c,d,,\n", "42660, 15-1252"),
    ],
)
def test_what_is_no_download_is_refused_in_words(
    base: Path, tmp_path: Path, levels: str, message: str
) -> None:
    result = run(download(tmp_path, levels))
    assert result.exit_code != 0
    assert message in result.output.replace("\n", " ")
    assert len(list((base / "wages").glob("oflc-*"))) == 1


def test_a_file_that_is_no_zip_is_refused_in_words(base: Path, tmp_path: Path) -> None:
    (tmp_path / "levels.zip").write_bytes(b"no zip")
    assert "cannot be read" in run(tmp_path / "levels.zip").output
    assert "cannot be read" in run(tmp_path / "missing").output
    assert base.exists()
