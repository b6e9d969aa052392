"""What names a person or a case leaves a text before anybody else reads it; figures stay."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.kb.model.text import PHRASE_LIMIT
from bot.search.text.folding import fold
from bot.services.content.snapshot import SnapshotHolder
from bot.services.listening.gaps import Gaps
from bot.services.masking.mask import fold as fold_for_masking
from bot.services.masking.mask import mask, mask_numbers
from bot.services.memory import memory_stores
from bot.services.ports.clock import system_clock


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
        ("case number MTL2019123456", "case number [receipt number]"),
        ("my case ＥＡＣ２１９０１２３４５６ is slow", "my case [receipt number] is slow"),
        ("案件EAC2190123456什么时候", "案件[receipt number]什么时候"),
        ("मेरा केस EAC2190123456है", "मेरा केस [receipt number]है"),
        ("**WAC2190123456** _LIN2190123456_", "**[receipt number]** _[receipt number]_"),
    ],
)
def test_a_number_or_address_of_a_person_is_taken_out(typed: str, kept: str) -> None:
    assert mask(typed) == kept


FORMS = {
    "receipt number": (
        *("EAC2190123456", "eac2190123456", "EAC-21-901-23456", "EAC 21 901 23456"),
        *("EAC 2190 123456", "EAC 2190123456", "EAC# 2190123456", "LIN/21/901/23456"),
        *("IOE0912345678", "ioe 0912345678", "MSC 219 0123456", "SRC-2190123456"),
        *("NBC2190123456", "YSC-219-012-3456", "WAC.21.901.23456", "MTL2019123456"),
    ),
    "A-number": (
        *("A123456789", "a12345678", "A1234567", "A-123-456-789", "A 123 456 789", "A# 123456789"),
        *("A 123456789", "A#123-456-789", "alien registration number 123456789", "A123 456 789"),
        *("USCIS# 123-456-789", "a-number: 123456789"),
    ),
    "SSN": ("123-45-6789", "123.45.6789", "123 45 6789", "123–45–6789", "ssn 123456789"),
    "ITIN": ("912-71-1234", "itin 912711234"),
    "SEVIS number": ("N0012345678", "n0012345678", "N00 1234 5678", "N-0012345678"),
    "I-94 number": ("123456789A1", "123 456 789 A1", "123456789-a1"),
    "case number": (
        *("A-19123-45678", "G-100-19123-456789", "P-100-21123-456789", "I-200-21123-456789"),
        *("AA00ABC12D", "aa001234zx", "AA00 1ABC2D", "2024AF00012345"),
    ),
    "passport": (
        *("M1234567", "Z 1234567", "E12345678", "AB123456", "US1234567", "12AB34567"),
        *("passport C01X00T47", "passport number is 123456789", "护照号码是E12345678"),
        *("pasaporte AAA123456", "पासपोर्ट नंबर 12345678", "passport 45 1234567"),
        "P<INDSHARMA<<RAHUL<<<<<<<<<<<<<<<<<<<<<<<<<<<",
    ),
    "card": ("4111 1111 1111 1111", "4111-1111-1111-1111", "4111111111111111", "3782 822463 10005"),
    "email": ("ana@x.com", "Ana.B+visa@mail.example.co.uk", "josé@correo.es", "анна@почта.рф"),
    "phone": (
        *("(415)555-2671", "415-555-2671", "415.555.2671", "415 555 2671", "1-415-555-2671"),
        *("+1 (415) 555-0100", "+1(415)555-2671", "+91 98765 43210", "+91-98765-43210"),
        *("98765 43210", "0091 98765 43210", "138 1234 5678", "(11) 98765-4321", "55 1234 5678"),
        *("+86 138 1234 5678", "+34 612 345 678", "+ 49 30 1234567"),
    ),
    "Aadhaar": ("2345 6789 0123", "2345-6789-0123", "234567890124", "१२३४ ५६७८ ९०१२"),
    "CPF": ("123.456.789-09", "12345678909", "123 456 789 09", "529.982.247-25"),
    "CNPJ": ("12.345.678/0001-95",),
    "PAN": ("ABCDE1234F", "abcde1234f", "ABCDE 1234 F"),
    "ID number": (
        *("11010519491231002X", "110105194912310021", "110105 19491231 002x", "12345678Z"),
        *("X1234567L", "ABCD900101HDFRRN09", "AB123456C", "900101-1234567"),
    ),
    "account number": ("DE89 3704 0044 0532 0130 00", "GB82WEST12345698765432"),
    "IP address": ("192.168.12.45", "2001:db8::ff00:42:8329"),
    "number": ("12345678901", "1 2 3 4 5 6 7 8 9 0 1", "123 456 789"),
    "link": ("https://egov.example/?r=EAC2190123456", "www.example.com/x"),
}

BESIDE = (
    "{}",
    "my {} please",
    "我的{} 怎么办",
    "「{}」",
    "मेरा {} है",
    "({})",
    "**{}**",
    "é {}!",
)


@pytest.mark.parametrize(("label", "typed"), [(k, one) for k, v in FORMS.items() for one in v])
@pytest.mark.parametrize("beside", BESIDE)
def test_every_kind_is_taken_out_in_every_spelling_beside_every_script(
    label: str, typed: str, beside: str
) -> None:
    masked = mask(beside.format(typed))
    assert f"[{label}]" in masked
    rest = masked.replace(f"[{label}]", "")
    assert not any(unicodedata.decimal(letter, None) is not None for letter in rest), masked


NOISE = ("\u200b", "\u2060", "\ufeff", "\u00ad", "\ufe0f", "\u0301", "\u202e", "\u3164")


def widened(text: str) -> str:
    return "".join(chr(ord(one) + 0xFEE0) if "!" <= one <= "~" else one for one in text)


@pytest.mark.parametrize(
    "typed",
    ["EAC-21-901-23456", "A 123 456 789", "123-45-6789", "4111 1111 1111 1111", "+91 98765 43210"],
)
def test_no_trick_of_writing_hides_a_number(typed: str) -> None:
    spaced = (
        typed.replace(" ", space) for space in ("\u00a0", "  ", "\u2009", "\u3000", "\t", "\n")
    )
    noisy = (noise.join(typed) for noise in NOISE)
    dashed = (typed.replace("-", dash) for dash in "‐‑‒–—−－﹣")
    for one in (*spaced, *noisy, *dashed, widened(typed)):
        assert mask(f"see {one}.") == mask(f"see {typed}."), ascii(one)


def test_masking_sees_through_every_sign_that_the_engine_does_not_see() -> None:
    for number in range(sys.maxunicode + 1):
        sign = chr(number)
        if not 0xD800 <= number < 0xE000 and fold(f"1{sign}2", None) == "12":
            assert fold_for_masking(f"1{sign}2").text == "12", f"U+{number:04X}"


@pytest.mark.parametrize(
    "typed",
    [
        "is the 100,000 dollar fee for i-140 and eb-2 due on 2026-09-21",
        "offer of 150000 or 1,250,000 a year, h1b for 6 years",
        "form i-765 category (c)(26), soc 15-2051, cap 65,000 in 2027",
        "can 3 people share 20,000",
        "a 1000000 dollars or a 1000000 offer, 1000000 dollars",
        "a 150000000 dollar company, A 100 000 000 dollar fund, USD 140000000",
        "I-140, I-485, USD 140,000, $140,000, 2027, 65k, H-1B1, FY2027, 85,000",
        "INA 214(g), 8 CFR 214.2(h)(2)(i)(E), Section 101(a)(15)(H)(i)(b), PL 106-313",
        "120000-150000, 1000000-1500000, 12000-15000, 120000 – 150000 usd",
        "pay 12000-15000, i-140 15000-20000, between 85000 95000 base, Rs1500000",
        "15-1252, 15-1252.00, wage level 2, zip 94105-1234",
        "msc 2022-2024 then opt, 2025-2026-2027, 2019 2020 2021 2022, policy 2026-27",
        "passport now 2026, passport in 2027 renew, is the visa number 65000 or 85000",
        "python 3.11.4 and 3.10, 24x7, 401k, 10/11/2026 to 12/12/2027, 6:30 pm",
        "eb5 visa 1050000 or 800000, h1b 65000+20000, 1200 1300 1400 1500",
        "DS-160, DS-2019, N-400, G-28, ETA 9089, I-94, I-797, A-1, O-1A/EB-1A",
        "about 2024 a lot, in 20 26 27 a, 1 2 3 4 5 6 7 8 9 10",
        "case is pending since 2024, my case number is missing, a number of 65000",
        "护照2027年到期，工资150000美元，H-1B抽签2027",
        "एच-1बी 2027, वेतन 150000 डॉलर, 65,000",
    ],
)
def test_figures_dates_and_codes_of_a_question_stay(typed: str) -> None:
    assert mask(typed) == typed


def test_the_words_around_a_number_stay_as_they_were_typed() -> None:
    typed = "Ｍｙ\u00a0case\u200b  ＥＡＣ\u200b２１９０１２３４５６  – é²"
    assert mask(typed) == "Ｍｙ\u00a0case\u200b  [receipt number]  – é²"


def test_a_proposal_keeps_its_links_but_no_number_in_them() -> None:
    typed = "see https://uscis.gov/i-140?r=EAC2190123456 or mail ana@x.com"
    assert mask_numbers(typed) == "see https://uscis.gov/i-140?r=[receipt number] or mail [email]"


@pytest.mark.parametrize("before", range(PHRASE_LIMIT - 60, PHRASE_LIMIT + 1))
def test_a_gap_is_masked_before_it_is_cut(snapshots: SnapshotHolder, before: int) -> None:
    gaps = Gaps(memory_stores().gaps, snapshots, system_clock)
    text = gaps.as_asking(f"{'x' * before} EAC2190123456", 1, 1).text
    assert not any(letter.isdigit() for letter in text)


@given(st.integers(10**9, 10**10 - 1), st.sampled_from(["eac", "WAC", "Ioe", "MSC"]))
def test_no_receipt_number_survives(digits: int, office: str) -> None:
    assert str(digits) not in mask(f"status of {office}{digits} please")


@given(st.text(max_size=200))
def test_any_text_is_masked_once_and_for_all(text: str) -> None:
    once = mask(text)
    assert mask(once) == once


@given(st.text("0123456789 -.()+aenAEN#:/x是", max_size=60))
def test_any_run_of_figures_is_masked_once_and_for_all(text: str) -> None:
    once = mask(text)
    assert mask(once) == once
