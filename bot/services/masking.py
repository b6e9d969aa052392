"""Take out of a question what names a person or a case, before anybody else reads it."""

import re
from collections.abc import Callable
from itertools import chain

_Replace = str | Callable[[re.Match[str]], str]


def _luhn(match: re.Match[str]) -> str:
    """Tell a payment card by its check digit (ISO/IEC 7812-1); other long numbers go too."""
    digits = [int(letter) for letter in match[0] if letter.isdigit()]
    doubled = (2 * digit - 9 * (digit > 4) for digit in digits[-2::-2])
    return "[card]" if sum(chain(digits[-1::-2], doubled)) % 10 == 0 else "[number]"


_PATTERNS: tuple[tuple[str, _Replace], ...] = (
    (r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", "[email]"),
    (r"<@[!&]?\d+>", "[person]"),
    # USCIS receipt numbers: three letters and ten digits, often written in groups.
    (r"\b[a-z]{3}[ -]?\d{2}[ -]?\d{3}[ -]?\d{5}\b", "[receipt number]"),
    # A-numbers: A and seven to nine digits.
    (
        r"\ba(?:lien)?[ #-]{0,3}(?:no\.?|number)?[ #:-]{0,2}\d{3}[ -]?\d{3}[ -]?\d{1,3}\b",
        "[A-number]",
    ),
    (r"\b(?:\d[ -]?){12,18}\d\b", _luhn),
    (r"\b\d{3}-\d{2}-\d{4}\b|\b\d{3} \d{2} \d{4}\b", "[SSN]"),
    (r"(?<![\w+])\+\d[\d .()/-]{6,16}\d\b", "[phone]"),
    (r"(?<![\w(])(?:1[ .-])?\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}\b", "[phone]"),
    # Passports: one or two letters and six to eight digits, or a number that is called one.
    (r"\b[a-z]{1,2}\d{6,8}\b", "[passport]"),
    (r"\bpassport[ #:-]*(?:no\.?|number)?[ #:-]*(?=(?:[a-z]*\d){4})[a-z\d]{6,12}\b", "[passport]"),
    # What is left may be any of them without its marks.
    (r"\b\d{9,}\b", "[number]"),
)

_LINK = re.compile(r"https?://\S+", re.IGNORECASE)

_MASKS = tuple((re.compile(pattern, re.IGNORECASE), put) for pattern, put in _PATTERNS)


def mask(text: str) -> str:
    """Put a word in brackets in the place of each number or address that belongs to a person.

    A link goes too: it may lead to somebody's page.
    """
    return mask_numbers(_LINK.sub("[link]", text))


def mask_numbers(text: str) -> str:
    """Mask all but links: whoever proposes an answer names the page that says so."""
    for pattern, put in _MASKS:
        text = pattern.sub(put, text)
    return text
