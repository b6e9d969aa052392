"""What names a person or a case leaves a question before a moderator reads it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.services.masking import mask


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("my case EAC2112345678 is slow", "my case [receipt number] is slow"),
        ("receipt ioe-09-123-45678?", "receipt [receipt number]?"),
        ("A123456789 or A 123-456-789", "[A-number] or [A-number]"),
        ("alien number 123 456 789", "[A-number]"),
        ("my ssn is 123-45-6789", "my ssn is [SSN]"),
        ("paid with 4111 1111 1111 1111", "paid with [card]"),
        ("ordered 4111111111111112", "ordered [number]"),
        ("write to Ana.B+visa@mail.example.com now", "write to [email] now"),
        ("call +1 (415) 555-0100", "call [phone]"),
        ("call 415-555-0100", "call [phone]"),
        ("call +49 30 1234567", "call [phone]"),
        ("my passport M1234567", "my passport [passport]"),
        ("passport no: AB123C456", "[passport]"),
        ("123456789 is me", "[number] is me"),
        ("<@123456789012345678> said so", "[person] said so"),
        ("see https://mail.example/?case=1", "see [link]"),
    ],
)
def test_a_number_or_address_of_a_person_is_taken_out(typed: str, kept: str) -> None:
    assert mask(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "is the 100,000 dollar fee for i-140 and eb-2 due on 2026-09-21",
        "offer of 150000 or 1,250,000 a year, h1b for 6 years",
        "form i-765 category (c)(26), soc 15-2051, cap 65,000 in 2027",
        "can 3 people share 20,000",
    ],
)
def test_figures_dates_and_codes_of_a_question_stay(typed: str) -> None:
    assert mask(typed) == typed


@given(st.integers(10**9, 10**10 - 1), st.sampled_from(["eac", "WAC", "Ioe", "MSC"]))
def test_no_receipt_number_survives(digits: int, office: str) -> None:
    assert str(digits) not in mask(f"status of {office}{digits} please")


@given(st.text(max_size=200))
def test_any_text_is_masked_once_and_for_all(text: str) -> None:
    once = mask(text)
    assert mask(once) == once
