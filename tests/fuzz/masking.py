"""Write identifiers with random gaps and signs among other words: none stays, figures do."""

import random
import unicodedata
from collections.abc import Callable

from bot.services.masking.mask import mask
from tests.fuzz.fuzzing import Deadline, FindingError, attempt

_FORMS = (
    *("EAC##########", "EAC-##-###-#####", "EAC ## ### #####", "WAC #### ######", "IOE0#########"),
    *(
        "lin##########",
        "A#########",
        "A-###-###-###",
        "A ### ### ###",
        "###-##-####",
        "### ## ####",
    ),
    *("N00########", "#########A#", "A-#####-#####", "G-100-#####-######", "I-200-#####-######"),
    *("passport M#######", "护照号码是E########", "4### #### #### ####", "4###############"),
    *("+1 (###) ###-####", "(###)###-####", "###-###-####", "+91 9#### #####", "+86 138 #### ####"),
    *("2### #### ####", "###.###.###-##", "######19900101####", "case number MTL##########"),
)
"""`#` stands for any digit but 0, so that no form looks like a round sum of money."""

_AROUND = (
    *("my case {} is slow", "{}", "我的{}怎么样", "मेरा {} है", "({})", "**{}**", "_{}_", "“{}”?"),
    *("é {}!", "hola, {} por favor", "o meu número é {}", "a\n{}\nb"),
)

_FIGURES = (
    *("I-140", "I-485", "USD 140,000", "$140,000", "2027", "65k", "H-1B1", "1000000 dollars"),
    *("85,000", "INA 214(g)", "8 CFR 214.2(h)", "120000-150000", "2026-09-21", "15-1252", "FY2027"),
    *("a 1000000 offer", "EB-2", "after 4 years", "10/11/2026", "DS-160", "24 months", "3.10"),
)

_SIGNS = ("\u200b", "\u2060", "\ufeff", "\u00ad", "\ufe0f", "\u0301", "\u202e", "\u180e")
_SPACES = (" ", "  ", "\u00a0", "\u2009", "\u3000", "\u202f", "\t", " \u200b ")
_DASHES = "-‐‑‒–—−－"


def run(rng: random.Random, until: Deadline) -> int:
    """Mask one text with an identifier, and one with figures alone, at a time."""
    tried = 0
    while not tried or not until.passed:
        identifier = "".join(_digit(one, rng) for one in rng.choice(_FORMS))
        text = rng.choice(_AROUND).format(_noisy(identifier, rng))
        plain = ", ".join(rng.sample(_FIGURES, 5))
        with attempt(text):
            _check_gone(text)
        with attempt(plain):
            if mask(plain) != plain:
                raise FindingError(f"changed to {mask(plain)!r}")
        tried += 1
    return tried


def _check_gone(text: str) -> None:
    masked = mask(text)
    digits = [one for one in _unlabeled(masked) if unicodedata.decimal(one, None) is not None]
    if digits:
        raise FindingError(f"digits are left in {masked!r}")
    if mask(masked) != masked:
        raise FindingError(f"masked again: {mask(masked)!r}")


def _unlabeled(masked: str) -> str:
    return masked.replace("[I-94 number]", "")


def _digit(sign: str, rng: random.Random) -> str:
    return rng.choice("123456789") if sign == "#" else sign


def _noisy(identifier: str, rng: random.Random) -> str:
    """Write it as phones, forms and other scripts do; it stays readable for a person."""
    tricks: list[Callable[[str], str]] = [
        lambda one: one,
        lambda one: one + rng.choice(_SIGNS) * (rng.random() < 0.3),
        lambda one: chr(ord(one) + 0xFEE0) if "!" <= one <= "~" and rng.random() < 0.5 else one,
        lambda one: rng.choice(_SPACES) if one == " " else one,
        lambda one: rng.choice(_DASHES) if one == "-" else one,
        lambda one: chr(0x0966 + int(one)) if one in "0123456789" else one,
    ]
    for trick in rng.sample(tricks, rng.randint(1, 3)):
        identifier = "".join(map(trick, identifier))
    return identifier.swapcase() if rng.random() < 0.2 else identifier
