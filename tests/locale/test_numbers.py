"""Numbers and sums have the separators and the mark of the language that is spoken."""

import pytest

from bot.locale.i18n import using_language
from bot.locale.numbers import (
    dollars,
    figure,
    figure_in_dollars,
    numeral,
    percent,
    plain_figure,
    short_dollars,
)
from tests.support.language.catalogs import catalog

# No-break, so that no line ends within a sum.
N = "\u00a0"


@pytest.mark.parametrize(
    ("locale", "written"),
    [
        ("en-US", ("1,234,567", "36%", "$167,280", "$2,965", "$1.25M")),
        ("es-ES", ("1.234.567", f"36{N}%", f"167.280{N}US$", f"2.965{N}US$", f"1,25M{N}US$")),
        ("es-419", ("1.234.567", f"36{N}%", f"US${N}167.280", f"US${N}2.965", f"US${N}1,25M")),
        ("pt-BR", ("1.234.567", "36%", f"US${N}167.280", f"US${N}2.965", f"US${N}1,25M")),
        ("hi", ("12,34,567", "36%", "$1,67,280", "$2,965", "$1.25M")),
        ("zh-CN", ("1,234,567", "36%", "US$167,280", "US$2,965", "US$1.25M")),
    ],
)
def test_each_language_writes_numbers_and_sums_in_its_own_way(
    locale: str, written: tuple[str, ...]
) -> None:
    with using_language(catalog(locale)):
        said = (numeral(1_234_567), percent(0.356), dollars(167_280.4), figure_in_dollars("2,965"))
        assert (*said, short_dollars(1_250_000)) == written


@pytest.mark.parametrize("locale", ["en-US", "es-ES", "pt-BR"])
def test_a_year_has_no_separator(locale: str) -> None:
    with using_language(catalog(locale)):
        assert figure("2027") == "2027"


@pytest.mark.parametrize(
    ("text", "language", "plain"),
    [
        ("65,000", "en", "65000"),
        ("65.000", "es", "65000"),
        ("1,5", "pt-BR", "1.5"),
        ("1.5", "zh-CN", "1.5"),
        ("1,00,000", "hi", "100000"),
        ("60", "es", "60"),
    ],
)
def test_a_figure_of_any_language_can_be_compared(text: str, language: str, plain: str) -> None:
    assert plain_figure(text, language) == plain
