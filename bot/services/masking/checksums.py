"""Check digits: they tell a number that names somebody from any other of its length."""

import re
from itertools import chain

_DNI_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE"


def digits_of(text: str) -> list[int]:
    """List the digits of a text."""
    return [int(letter) for letter in text if letter.isdigit()]


def is_luhn(text: str) -> bool:
    """Return whether digits end in the check digit of payment cards (ISO/IEC 7812-1)."""
    digits = digits_of(text)
    doubled = (2 * digit - 9 * (digit > 4) for digit in digits[-2::-2])
    return sum(chain(digits[-1::-2], doubled)) % 10 == 0


def is_verhoeff(text: str) -> bool:
    """Return whether digits end in Verhoeff's check digit, as an Aadhaar number does."""
    permutation = (1, 5, 7, 6, 2, 8, 3, 0, 9, 4)
    check = 0
    for position, digit in enumerate(reversed(digits_of(text))):
        for _ in range(position % 8):
            digit = permutation[digit]
        check = _dihedral(check, digit)
    return check == 0


def _dihedral(i: int, j: int) -> int:
    """Multiply in the dihedral group of order 10, on which Verhoeff's check digit is built."""
    if i < 5:
        return (i + j) % 5 + (0 if j < 5 else 5)
    return 5 + (i - j) % 5 if j < 5 else (i - j) % 5


def is_cpf(text: str) -> bool:
    """Return whether eleven digits end in the two check digits of a Brazilian CPF."""
    digits = digits_of(text)
    if len(digits) != 11 or len(set(digits)) == 1:
        return False
    return all(digits[length] == _cpf_digit(digits[:length]) for length in (9, 10))


def _cpf_digit(digits: list[int]) -> int:
    weights = range(len(digits) + 1, 1, -1)
    weighted = sum(digit * weight for digit, weight in zip(digits, weights, strict=True))
    return weighted * 10 % 11 % 10


def is_iban(text: str) -> bool:
    """Return whether an account number passes the check of ISO 13616 (mod 97)."""
    plain = re.sub(r"[ -]", "", text).upper()
    moved = plain[4:] + plain[:4]
    return 15 <= len(plain) <= 34 and int("".join(str(int(sign, 36)) for sign in moved)) % 97 == 1


def is_dni(text: str) -> bool:
    """Return whether a Spanish DNI or NIE ends in its check letter."""
    plain = text.upper().replace("-", "")
    number = int(plain[:-1].translate(str.maketrans("XYZ", "012")))
    return plain[-1] == _DNI_LETTERS[number % 23]
