"""Keys and addresses name entries and their parts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.kb.model.entries import MODELS
from bot.kb.model.keys import SECTION_LIMIT, SLUG_LIMIT, Address, Key, Kind


@given(st.sampled_from(Kind), st.from_regex(r"[a-z0-9]{1,20}(-[a-z0-9]{1,9}){0,2}", fullmatch=True))
def test_a_key_reads_back_what_it_writes(kind: Kind, slug: str) -> None:
    key = Key(kind, slug)
    assert Key.parse(str(key)) == key
    assert Address.parse(str(Address(key, "duration"))) == Address(key, "duration")
    assert Address.parse(str(Address(key))) == Address(key)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "h-1b",
        "visas:h-1b",
        "visa:",
        "visa:H-1B",
        "visa:h--1b",
        "visa:-h",
        "visa:h 1b",
        "visa:é",
    ],
)
def test_a_malformed_key_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"slug|does not start"):
        Key.parse(text)


def test_a_slug_has_at_most_48_characters() -> None:
    assert Key(Kind.FAQ, "a" * SLUG_LIMIT).slug
    with pytest.raises(ValueError, match="longer than 48"):
        Key(Kind.FAQ, "a" * (SLUG_LIMIT + 1))


def test_every_section_name_of_the_vocabularies_fits_its_limit() -> None:
    names = [name for model in MODELS.values() for name in model.vocabulary]
    assert names
    assert max(map(len, names)) <= SECTION_LIMIT
